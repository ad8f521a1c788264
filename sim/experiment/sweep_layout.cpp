#include "racesim/experiment/sweep_layout.hpp"

#include <algorithm>
#include <numeric>

#include <nlohmann/json.hpp>

#include "racesim/engine/build.hpp"

namespace racesim {

namespace {

void add_study(const Sweep& sweep, const ResultLayout& layout, std::uint64_t points, FileSchema& schema) {
  const std::size_t factors = sweep.study.points.factors().size();
  if (factors == 0) return;  // points that differ in random numbers alone
  schema.dimensions.push_back({.path = "study/point",
                               .size = points,
                               .unlimited = layout.grows,
                               .chunk = layout.chunk_runs / static_cast<std::size_t>(sweep.plan.runs_per_point)});
  schema.dimensions.push_back({.path = "study/factor", .size = factors});
  auto& v = schema.variables;
  v.push_back({.path = "study/point",
               .type = ValueType::int64,
               .dimensions = {"point"},
               .unit = "1",
               .long_name = "number of the point, as in design_point"});
  v.push_back({.path = "study/factor",
               .type = ValueType::text,
               .dimensions = {"factor"},
               .long_name = "name of what is varied"});
  v.push_back({.path = "study/u",
               .dimensions = {"point", "factor"},
               .unit = "1",
               .long_name = "coordinate of the point in the design, 0 to 1"});
  v.push_back({.path = "study/value",
               .dimensions = {"point", "factor"},
               .long_name = "value of the factor, in its unit",
               .doc = "of a factor with levels that is no parameter: number of the level in study/levels"});
  v.push_back(
      {.path = "study/unit", .type = ValueType::text, .dimensions = {"factor"}, .long_name = "unit of the factor"});
  v.push_back({.path = "study/group",
               .type = ValueType::int32,
               .dimensions = {"factor"},
               .unit = "1",
               .long_name = "group that moves together in a morris design"});
  v.push_back({.path = "study/group_name",
               .type = ValueType::text,
               .dimensions = {"factor"},
               .long_name = "name of the factor's group"});
  v.push_back({.path = "study/levels",
               .type = ValueType::text,
               .dimensions = {"factor"},
               .long_name = "levels of the factor as a JSON array; empty where it is continuous"});
}

void write_column(DatasetWriter& writer, const char* path, const std::vector<std::string>& texts) {
  writer.write(path, std::span<const std::string>(texts));
}

}  // namespace

std::vector<Inputs> central_inputs(const LoadedStudy& study) {
  std::vector<Inputs> settings;
  for (const LoadedScenario& scenario : study.scenarios)
    settings.push_back(build_inputs(scenario.value, scenario.value.parameters.values));
  return settings;
}

std::vector<RecordedScenario> recorded(const LoadedStudy& study, std::span<const Inputs> settings) {
  std::vector<RecordedScenario> scenarios;
  for (std::size_t k = 0; k < settings.size(); ++k)
    scenarios.push_back({.loaded = &study.scenarios[k], .inputs = &settings[k]});
  return scenarios;
}

ResultLayout sweep_layout(const Sweep& sweep, std::vector<RecordedScenario> scenarios, std::uint64_t points,
                          bool grows) {
  const auto per_point = static_cast<std::size_t>(sweep.plan.runs_per_point);
  const auto most = grows ? static_cast<std::uint64_t>(sweep.plan.shard_points) : points;
  const auto chunk_points = std::min(static_cast<std::uint64_t>(sweep.plan.chunk_points), most);
  return {.scenarios = std::move(scenarios),
          .runs = points * per_point,
          .grows = grows,
          .chunk_runs = static_cast<std::size_t>(chunk_points) * per_point,
          .record = sweep.study.study.record,
          .series = sweep.study.series,
          .sampled = false,
          .summary = false,
          .inputs = !grows,
          .study = grows ? "" : write_resolved(sweep.study.study)};
}

FileSchema sweep_schema(const Sweep& sweep, const ResultLayout& layout, std::uint64_t points) {
  FileSchema schema = result_schema(layout);
  add_study(sweep, layout, points, schema);
  return schema;
}

std::vector<Attribute> sweep_attributes(const Sweep& sweep, const ResultLayout& layout) {
  const StudyFile& study = sweep.study.study;
  const auto name = [](auto value) { return std::string(enum_names(value)[static_cast<std::size_t>(value)]); };
  return {{"title", study.title.empty() ? study.name : study.title},
          {"racesim_schema", std::string(result_format)},
          {"racesim_version", sweep.plan.version},
          {"racesim_commit", sweep.plan.commit},
          {"sweep_plan", sweep.plan.id},
          {"seed", static_cast<std::int64_t>(layout.scenarios[0].loaded->value.seed)},
          {"rng", std::string(result_rng)},
          {"leader", layout.scenarios[0].loaded->value.leader},
          {"follower", layout.scenarios[0].loaded->value.follower},
          {"record", name(study.record)},
          {"study_design", name(study.design.type)},
          {"study_block", static_cast<std::int64_t>(sweep.study.points.block())},
          {"study_second_order", std::int64_t{study.design.second_order ? 1 : 0}},
          {"study_levels", study.design.levels},
          {"study_replicates", study.replicates},
          {"study_random_numbers", name(study.random_numbers_in_use())}};
}

void write_factors(DatasetWriter& writer, const LoadedStudy& study, std::uint64_t points) {
  const std::vector<ResolvedFactor>& factors = study.points.factors();
  if (factors.empty()) return;
  const FactorGroups groups = groups_of(factors);
  std::vector<std::string> names, units, group_names, levels;
  const std::vector<std::int32_t> group(groups.of_factor.begin(), groups.of_factor.end());
  for (const ResolvedFactor& factor : factors) {
    names.push_back(factor.name);
    units.push_back(factor.unit);
    group_names.push_back(factor.group);
    levels.push_back(factor.has_levels() ? nlohmann::json(factor.labels).dump() : "");
  }
  write_column(writer, "study/factor", names);
  write_column(writer, "study/unit", units);
  write_column(writer, "study/group_name", group_names);
  write_column(writer, "study/levels", levels);
  writer.write("study/group", std::span<const std::int32_t>(group));
  std::vector<std::int64_t> numbers(points);
  std::iota(numbers.begin(), numbers.end(), 0);
  if (points > 0) writer.write("study/point", std::span<const std::int64_t>(numbers));
}

}  // namespace racesim
