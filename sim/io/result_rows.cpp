#include <algorithm>
#include <numeric>

#include "racesim/io/result_layout.hpp"

namespace racesim {

namespace {

void write_texts(DatasetWriter& writer, const std::string& path, const std::vector<std::string>& texts) {
  if (!texts.empty()) writer.write(path, std::span<const std::string>(texts));
}

template <class Enum>
std::vector<std::string> names_of() {
  const auto names = enum_names(Enum{});
  return {names.begin(), names.end()};
}

/// Months in which uncertain policies came; policies that the run's scenario does not have are marked as absent.
void add_policy_starts(std::vector<Rows>& rows, const ResultLayout& layout, const RunLabels& labels, std::size_t first,
                       const Batch& batch) {
  const std::vector<std::string> all = uncertain_names(layout.scenarios);
  if (all.empty()) return;
  std::vector<std::vector<std::string>> own;
  for (const RecordedScenario& scenario : layout.scenarios) own.push_back(uncertain_names({scenario}));
  std::vector<std::int32_t> start(batch.count * all.size(), policy_absent);
  for (std::uint32_t r = 0; r < batch.count; ++r) {
    const std::vector<std::string>& names = own[labels.scenario[r]];
    for (std::size_t k = 0; k < names.size(); ++k)
      start[r * all.size() + (std::ranges::find(all, names[k]) - all.begin())] = batch.policy_start[r][k];
  }
  rows.push_back({"policies/start", first, std::move(start)});
}

/// The policies of all scenarios, scenario after scenario.
void write_policies(DatasetWriter& writer, const std::vector<RecordedScenario>& scenarios) {
  std::vector<std::int32_t> scenario;
  std::vector<std::string> name, type, at, until, source;
  for (std::size_t k = 0; k < scenarios.size(); ++k) {
    for (const Policy& policy : scenarios[k].loaded->value.policies) {
      const PolicyDates& when = dates(policy);
      scenario.push_back(static_cast<std::int32_t>(k));
      name.push_back(when.name);
      type.emplace_back(type_name(policy));
      at.push_back(to_string(when.at));
      until.push_back(when.until ? to_string(*when.until) : "");
      source.push_back(when.source);
    }
  }
  if (!scenario.empty()) writer.write("policies/scenario", std::span<const std::int32_t>(scenario));
  write_texts(writer, "policies/policy", name);
  write_texts(writer, "policies/type", type);
  write_texts(writer, "policies/at", at);
  write_texts(writer, "policies/until", until);
  write_texts(writer, "policies/source", source);
}

}  // namespace

void write_coordinates(DatasetWriter& writer, const ResultLayout& layout) {
  const std::vector<RecordedScenario>& scenarios = layout.scenarios;
  const Inputs& inputs = *scenarios[0].inputs;
  if (!layout.grows) {
    std::vector<std::int64_t> run(layout.runs);
    std::iota(run.begin(), run.end(), 0);
    writer.write("run", std::span<const std::int64_t>(run));
  }
  std::vector<std::int32_t> time;
  for (int t = 0; t < inputs.months; ++t) time.push_back(days_since_epoch(inputs.start + t));
  writer.write("time", std::span<const std::int32_t>(time));
  std::vector<std::string> names, chips, blocs_of, resolved, paths, sources;
  for (const RecordedScenario& s : scenarios) names.push_back(s.loaded->value.name);
  if (layout.inputs) {
    for (const RecordedScenario& s : scenarios) resolved.push_back(write_resolved(s.loaded->value));
  }
  for (const auto& [path, text] : layout.sources) {
    paths.push_back(path);
    sources.push_back(text);
  }
  for (const ChipClass& chip : inputs.chips) chips.push_back(chip.name);
  for (int i = 0; i < inputs.n_named(); ++i) blocs_of.push_back(inputs.blocs[inputs.labs.bloc[i]]);
  write_texts(writer, "scenario_name", names);
  write_texts(writer, "bloc", inputs.blocs);
  write_texts(writer, "lab", inputs.labs.name);
  write_texts(writer, "labs/bloc_of", blocs_of);
  write_texts(writer, std::string(resolved_scenarios), resolved);
  if (!layout.study.empty()) write_texts(writer, std::string(resolved_study), {layout.study});
  write_texts(writer, "inputs/source", paths);
  write_texts(writer, "inputs/source_text", sources);
  write_texts(writer, "chip", chips);
  write_texts(writer, "vendor", inputs.vendors);
  write_texts(writer, "sector", inputs.sectors.name);
  write_texts(writer, "route", names_of<Route>());
  write_texts(writer, "cause", names_of<Cause>());
  write_texts(writer, "part", names_of<Part>());
  if (layout.summary) writer.write("summary/quantile", std::span<const double>(summary_quantiles));
  if (layout.sampled) write_texts(writer, "param", parameter_names());
  write_policies(writer, scenarios);
  write_texts(writer, "policies/uncertain", uncertain_names(scenarios));
}

void write_summary(DatasetWriter& writer, const ResultLayout& layout) {
  const std::vector<RecordedScenario>& scenarios = layout.scenarios;
  const Inputs& inputs = *scenarios[0].inputs;
  for (std::size_t k = 0; k < observables().size(); ++k) {
    if (!scenarios[0].bands->has(k)) continue;
    const std::size_t w = width(observables()[k].shape, inputs);
    const std::size_t levels = std::size(summary_quantiles);
    const std::size_t months = inputs.months;
    std::vector<float> values(scenarios.size() * levels * months * w);
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
      for (std::size_t t = 0; t < months; ++t) {
        for (std::size_t i = 0; i < w; ++i) {
          const auto row = scenarios[s].bands->quantiles(k, static_cast<int>(t), i, summary_quantiles);
          for (std::size_t q = 0; q < levels; ++q)
            values[((s * levels + q) * months + t) * w + i] = static_cast<float>(row[q]);
        }
      }
    }
    writer.write("summary/" + std::string(observables()[k].name), std::span<const float>(values));
  }
}

std::vector<Rows> label_rows(const ResultLayout& layout, const RunLabels& labels, std::size_t first) {
  std::vector<std::int64_t> seed;
  for (const std::int32_t scenario : labels.scenario)
    seed.push_back(static_cast<std::int64_t>(layout.scenarios[static_cast<std::size_t>(scenario)].loaded->value.seed));
  return {{"scenario", first, labels.scenario},
          {"replicate", first, labels.replicate},
          {"design_point", first, labels.design_point},
          {"seed", first, std::move(seed)}};
}

std::vector<Rows> event_rows(std::span<const ReleaseOfRun> releases) {
  std::vector<std::int64_t> run;
  std::vector<std::int32_t> month, lab;
  std::vector<double> flop, eci, part;
  std::vector<std::int8_t> open;
  for (const auto& [of, release] : releases) {
    run.push_back(of);
    month.push_back(release.month);
    lab.push_back(release.lab);
    flop.push_back(release.log10_flop);
    eci.push_back(release.eci);
    open.push_back(release.open ? 1 : 0);
    part.insert(part.end(), std::begin(release.part), std::end(release.part));
  }
  if (run.empty()) return {};
  return {{"events/run", {}, std::move(run)},      {"events/month", {}, std::move(month)},
          {"events/lab", {}, std::move(lab)},      {"events/log10_flop", {}, std::move(flop)},
          {"events/eci", {}, std::move(eci)},      {"events/open", {}, std::move(open)},
          {"events/eci_part", {}, std::move(part)}};
}

std::vector<Rows> rows_of(const ResultLayout& layout, const RunLabels& labels, const Batch& batch, std::size_t first,
                          std::size_t first_run) {
  std::vector<std::int8_t> status(batch.count);
  for (std::uint32_t r = 0; r < batch.count; ++r) status[r] = batch.error[r].empty() ? 1 : 2;
  std::vector<Rows> rows = label_rows(layout, labels, first);
  if (layout.grows) {
    std::vector<std::int64_t> run(batch.count);
    std::iota(run.begin(), run.end(), static_cast<std::int64_t>(first_run));
    rows.push_back({"run", first, std::move(run)});
  }
  rows.push_back({"status", first, std::move(status)});
  for (std::size_t k = 0; k < batch.series.size(); ++k) {
    if (!batch.series[k].empty() && layout.keeps_series(k))
      rows.push_back({std::string(observables()[k].name), first, batch.series[k]});
  }
  for (std::size_t k = 0; k < batch.outcomes.size(); ++k)
    rows.push_back({std::string(outcomes()[k].name), first, batch.outcomes[k]});
  add_policy_starts(rows, layout, labels, first, batch);
  if (layout.sampled) {
    std::vector<double> design;
    for (const auto& drawn : batch.drawn) design.insert(design.end(), drawn.begin(), drawn.end());
    rows.push_back({"design", first, std::move(design)});
  }
  return rows;
}

}  // namespace racesim
