#include <algorithm>

#include "racesim/io/result_layout.hpp"
#include "racesim/model/network.hpp"

namespace racesim {

namespace {

using Dimensions = std::vector<std::string>;

std::size_t policy_count(const std::vector<RecordedScenario>& scenarios) {
  std::size_t count = 0;
  for (const RecordedScenario& s : scenarios) count += s.loaded->value.policies.size();
  return count;
}

void add_dimensions(const ResultLayout& layout, FileSchema& schema) {
  const std::vector<RecordedScenario>& scenarios = layout.scenarios;
  const Inputs& inputs = *scenarios[0].inputs;
  schema.dimensions = {{.path = "run", .size = layout.runs, .unlimited = layout.grows, .chunk = layout.chunk_runs},
                       {.path = "time", .size = static_cast<std::size_t>(inputs.months)},
                       {.path = "scenario_name", .size = scenarios.size()},
                       {.path = "bloc", .size = inputs.blocs.size()},
                       {.path = "lab", .size = inputs.labs.name.size()},
                       {.path = "chip", .size = inputs.chips.size()},
                       {.path = "vendor", .size = inputs.vendors.size()},
                       {.path = "route", .size = n_routes},
                       {.path = "cause", .size = n_causes},
                       {.path = "part", .size = n_parts}};
  if (layout.summary) schema.dimensions.push_back({.path = "summary/quantile", .size = std::size(summary_quantiles)});
  if (inputs.n_sectors() > 0)
    schema.dimensions.push_back({.path = "sector", .size = static_cast<std::size_t>(inputs.n_sectors())});
  const std::size_t policies = policy_count(scenarios);
  if (policies > 0) schema.dimensions.push_back({.path = "policies/policy", .size = policies});
  const std::size_t uncertain = uncertain_names(scenarios).size();
  if (uncertain > 0) schema.dimensions.push_back({.path = "policies/uncertain", .size = uncertain});
  if (layout.sampled) schema.dimensions.push_back({.path = "param", .size = parameter_names().size()});
  if (!layout.sources.empty()) schema.dimensions.push_back({.path = "inputs/source", .size = layout.sources.size()});
  if (layout.record == Record::full) schema.dimensions.push_back({.path = "events/event", .unlimited = true});
}

void add_coordinates(const ResultLayout& layout, bool sectors, FileSchema& schema) {
  auto& v = schema.variables;
  v.push_back({.path = "run",
               .type = ValueType::int64,
               .dimensions = {"run"},
               .unit = "1",
               .long_name = "number of the run in this file"});
  v.push_back(time_coordinate());
  for (const char* name : {"scenario_name", "bloc", "lab", "chip", "vendor", "route", "cause", "part"}) {
    v.push_back(
        {.path = name, .type = ValueType::text, .dimensions = {name}, .long_name = std::string("name of the ") + name});
  }
  if (sectors) {
    v.push_back(
        {.path = "sector", .type = ValueType::text, .dimensions = {"sector"}, .long_name = "name of the sector"});
  }
  if (layout.summary)
    v.push_back(
        {.path = "summary/quantile", .dimensions = {"quantile"}, .unit = "1", .long_name = "quantile over runs"});
  if (layout.sampled)
    v.push_back(
        {.path = "param", .type = ValueType::text, .dimensions = {"param"}, .long_name = "name of the parameter"});
}

void add_runs(const ResultLayout& layout, FileSchema& schema) {
  auto& v = schema.variables;
  v.push_back({.path = "scenario",
               .type = ValueType::int32,
               .dimensions = {"run"},
               .unit = "1",
               .long_name = "scenario of the run",
               .doc = "place in scenario_name, from 0"});
  v.push_back({.path = "replicate",
               .type = ValueType::int64,
               .dimensions = {"run"},
               .unit = "1",
               .long_name = "replicate: runs of paired scenarios with the same number share their random numbers"});
  v.push_back({.path = "design_point",
               .type = ValueType::int64,
               .dimensions = {"run"},
               .unit = "1",
               .long_name = "parameter draw of the run; 0 where none is drawn"});
  v.push_back(
      {.path = "seed", .type = ValueType::int64, .dimensions = {"run"}, .unit = "1", .long_name = "seed of the study"});
  v.push_back({.path = "status",
               .type = ValueType::int8,
               .dimensions = {"run"},
               .long_name = "what became of the run",
               .flags = {"not_run", "done", "failed"}});
  if (layout.sampled)
    v.push_back(
        {.path = "design", .dimensions = {"run", "param"}, .long_name = "parameters drawn, each in its own unit"});
}

void add_results(const ResultLayout& layout, const Inputs& inputs, FileSchema& schema) {
  for (std::size_t k = 0; k < observables().size(); ++k) {
    const Observable& o = observables()[k];
    if (width(o.shape, inputs) == 0) continue;  // a scenario without sectors
    Dimensions tail = dimensions(o.shape);
    if (layout.keeps_series(k)) {
      // Values of single precision in a type of double: programs add runs up in the type of the file, one after the
      // other. What is 0 in every value costs next to nothing once it is compressed.
      Dimensions all = {"run", "time"};
      all.insert(all.end(), tail.begin(), tail.end());
      schema.variables.push_back({.path = std::string(o.name),
                                  .dimensions = all,
                                  .unit = std::string(o.unit),
                                  .long_name = std::string(o.doc)});
    }
    if (layout.summary && (o.shape == Shape::world || o.shape == Shape::bloc)) {
      Dimensions all = {"scenario_name", "quantile", "time"};
      all.insert(all.end(), tail.begin(), tail.end());
      schema.variables.push_back({.path = "summary/" + std::string(o.name),
                                  .type = ValueType::float32,
                                  .dimensions = all,
                                  .unit = std::string(o.unit),
                                  .long_name = std::string(o.doc)});
    }
  }
  for (const Outcome& o : outcomes()) {
    schema.variables.push_back({.path = std::string(o.name),
                                .dimensions = {"run"},
                                .unit = std::string(o.unit),
                                .long_name = std::string(o.doc)});
  }
}

void add_groups(const ResultLayout& layout, bool policies, bool uncertain, FileSchema& schema) {
  auto& v = schema.variables;
  const auto text = [&](const char* path, const char* dimension, const char* doc) {
    v.push_back({.path = path, .type = ValueType::text, .dimensions = {dimension}, .long_name = doc});
  };
  text("labs/bloc_of", "lab", "bloc of the lab");
  if (layout.inputs)
    text(resolved_scenarios.data(), "scenario_name", "scenario file with every default filled in: it repeats the run");
  if (!layout.study.empty())
    v.push_back({.path = std::string(resolved_study),
                 .type = ValueType::text,
                 .long_name = "study file with every default filled in"});
  if (!layout.sources.empty()) {
    text("inputs/source", "source", "path of a file that was read");
    text("inputs/source_text", "source", "what it held");
  }
  text(run_error.data(), "run", "why the run failed; empty: it did not");
  if (policies) {
    text("policies/policy", "policy", "name of the policy");
    v.push_back({.path = "policies/scenario",
                 .type = ValueType::int32,
                 .dimensions = {"policy"},
                 .unit = "1",
                 .long_name = "scenario of the policy",
                 .doc = "place in scenario_name, from 0"});
    text("policies/type", "policy", "instrument");
    text("policies/at", "policy", "first month in force");
    text("policies/until", "policy", "first month no longer in force; empty: to the end");
    text("policies/source", "policy", "source of the entry");
  }
  if (uncertain) {
    text("policies/uncertain", "uncertain", "name of the policy whose coming is drawn, of any scenario");
    v.push_back({.path = "policies/start",
                 .type = ValueType::int32,
                 .dimensions = {"run", "uncertain"},
                 .unit = "month",
                 .long_name = "month of the run in which the policy came, from 0; -1: it never came",
                 .doc = "-2: the scenario of the run does not have it, or the run was not made",
                 .attributes = {{std::string(unwritten_attribute), std::int64_t{policy_absent}}}});
  }
  if (layout.record != Record::full) return;
  const auto event = [&](const char* path, ValueType type, const char* unit, const char* doc) {
    v.push_back({.path = path, .type = type, .dimensions = {"event"}, .unit = unit, .long_name = doc});
  };
  event("events/run", ValueType::int64, "1", "run of the release");
  event("events/month", ValueType::int32, "month", "month of the run, from 0");
  event("events/lab", ValueType::int32, "1", "place of the lab in `lab`");
  event("events/log10_flop", ValueType::float64, "1", "log10 of the FLOP of the base run");
  event("events/eci", ValueType::float64, "ECI", "capability of the release");
  v.push_back({.path = "events/open",
               .type = ValueType::int8,
               .dimensions = {"event"},
               .long_name = "open weights",
               .flags = no_or_yes()});
  v.push_back({.path = "events/eci_part",
               .type = ValueType::float64,
               .dimensions = {"event", "part"},
               .unit = "ECI",
               .long_name = "ECI by cause, relative to the reference model of 126 ECI"});
}

}  // namespace

std::vector<std::string> uncertain_names(const std::vector<RecordedScenario>& scenarios) {
  std::vector<std::string> names;
  for (const RecordedScenario& s : scenarios) {
    for (const Policy& policy : s.loaded->value.policies) {
      const PolicyDates& when = dates(policy);
      if (when.uncertain() && std::ranges::find(names, when.name) == names.end()) names.push_back(when.name);
    }
  }
  return names;
}

bool ResultLayout::keeps_series(std::size_t observable) const {
  return keeps(record, observables()[observable]) || (!series.empty() && series[observable]);
}

FileSchema result_schema(const ResultLayout& layout) {
  FileSchema schema;
  add_dimensions(layout, schema);
  const Inputs& inputs = *layout.scenarios[0].inputs;
  add_coordinates(layout, inputs.n_sectors() > 0, schema);
  add_runs(layout, schema);
  add_results(layout, inputs, schema);
  add_groups(layout, policy_count(layout.scenarios) > 0, !uncertain_names(layout.scenarios).empty(), schema);
  return schema;
}

std::vector<Attribute> result_attributes(const ResultLayout& layout, const Provenance& p) {
  const Scenario& first = layout.scenarios[0].loaded->value;
  return {{"title", first.title.empty() ? first.name : first.title},
          {"history", p.created + " " + p.command_line},
          {"racesim_schema", std::string(result_format)},
          {"racesim_version", p.version},
          {"racesim_commit", p.commit},
          {"racesim_build", p.build},
          {"libraries", p.libraries},
          {"created", p.created},
          {"command_line", p.command_line},
          {"seed", static_cast<std::int64_t>(first.seed)},
          {"rng", std::string(result_rng)},
          {"leader", first.leader},
          {"follower", first.follower},
          {"record", std::string(enum_names(Record{})[static_cast<int>(layout.record)])}};
}

void refuse_mixture(const std::vector<RecordedScenario>& scenarios) {
  const Inputs& first = *scenarios[0].inputs;
  for (const RecordedScenario& s : scenarios) {
    const Inputs& other = *s.inputs;
    const auto same_chips = std::ranges::equal(first.chips, other.chips, {}, &ChipClass::name, &ChipClass::name);
    if (first.blocs == other.blocs && first.labs.name == other.labs.name && first.vendors == other.vendors &&
        first.sectors.name == other.sectors.name && same_chips && first.start == other.start &&
        first.months == other.months) {
      continue;
    }
    throw InputError(
        {}, "\"" + s.loaded->value.name + "\" and \"" + scenarios[0].loaded->value.name + "\" do not fit into one file",
        "scenarios of one run must share blocs, labs, chips, vendors, sectors and clock; run them one by one");
  }
}

}  // namespace racesim
