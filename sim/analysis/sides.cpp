#include "racesim/analysis/sides.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "racesim/core/diagnostic.hpp"
#include "racesim/io/yaml_reader.hpp"
#include "racesim/model/observables.hpp"

namespace racesim {

namespace {

constexpr const char* dimensions_with_names[] = {"bloc", "vendor", "sector", "lab", "route", "cause"};

/// Leader and follower of a scenario of a file.
Roles roles_in(const std::string& resolved, const std::string& path) {
  Diagnostics findings;
  const auto scenario = read_yaml(resolved, path, findings);
  const auto text = [&](const char* key) {
    const Node* node = scenario ? scenario->find(key) : nullptr;
    return node != nullptr && node->is_scalar() ? node->text : std::string();
  };
  return {.leader = text("leader"), .follower = text("follower")};
}

/// The least --record that keeps a series.
std::string_view record_of(const Compared& quantity) {
  return enum_names(Record{})[static_cast<int>(observables()[quantity.place].record)];
}

/// All months of the runs of a side.
std::vector<float> read_series(const Compared& quantity, const Side& side) {
  quantity.offset(side.names, side.label);  // says what is not there
  const auto months = static_cast<std::size_t>(side.months);
  std::vector<float> values(side.runs.size() * months);
  std::size_t r = 0;
  side.source->scan(side.source->find(quantity.label())[0], [&](std::size_t first, std::span<const float> block) {
    for (; r < side.rows.size() && side.rows[r] < first + block.size() / months; ++r)
      std::ranges::copy(block.subspan((side.rows[r] - first) * months, months), values.begin() + r * months);
  });
  return values;
}

}  // namespace

std::vector<Side> open_results(const std::string& path) {
  const auto file = std::make_shared<const ResultFile>(path);
  file->require_distinct_runs();
  const auto resolved = file->resolved_scenarios();
  Side common{.name = "", .file = path, .label = "", .source = file};
  for (const char* dimension : dimensions_with_names) {
    if (file->has(dimension)) common.names[dimension] = file->data().read<std::string>(dimension);
  }
  common.start = file->month(0);
  common.months = file->months();
  common.sampled = file->has("design") || file->has("study/u");
  std::vector<Side> sides;
  for (const std::string& name : file->scenarios()) {
    sides.push_back(common);
    sides.back().name = sides.back().label = name;
    sides.back().roles = sides.size() <= resolved.size()
                             ? roles_in(resolved[sides.size() - 1], path)
                             : Roles{.leader = file->text("leader").value_or(""),  // groups were not copied
                                     .follower = file->text("follower").value_or("")};
  }
  const auto seed = file->data().read<std::int64_t>("seed"), point = file->data().read<std::int64_t>("design_point"),
             replicate = file->data().read<std::int64_t>("replicate");
  for (std::size_t run = 0; run < file->runs(); ++run) {
    Side& side = sides.at(file->scenario(run));
    if (!file->sound(run)) {
      ++(file->missing(run) ? side.missing : side.failed);
      continue;
    }
    side.runs.push_back({.seed = seed[run], .design_point = point[run], .replicate = replicate[run]});
    side.rows.push_back(run);
  }
  return sides;
}

bool holds(const Side& side, const Compared& quantity) { return side.source->has(quantity.name); }

void read_quantities(const std::vector<Compared>& quantities, Side& side) {
  for (const Compared& quantity : quantities) {
    side.series.emplace_back();
    side.outcomes.emplace_back();
    if (!holds(side, quantity)) {
      const auto record = side.source->text("record");
      const std::string kept = record ? fmt::format(" (it was made with --record {})", *record) : "";
      const Mark mark{side.file, 0, 0};
      if (!quantity.series) throw InputError(mark, fmt::format("the file does not hold {}", quantity.name));
      throw InputError(mark, fmt::format("the file does not hold {} month by month{}", quantity.name, kept),
                       fmt::format("it holds the outcomes, for instance --observable {}; a run with --record {} keeps "
                                   "the series",
                                   all_outcomes().front(), record_of(quantity)));
    }
    if (quantity.series) {
      side.series.back() = read_series(quantity, side);
      continue;
    }
    const auto values = side.source->values(side.source->find(quantity.name)[0]);
    for (const std::size_t row : side.rows) side.outcomes.back().push_back(values[row]);
  }
}

std::vector<bool> series_for(const std::vector<Compared>& quantities) {
  std::vector<bool> needed(observables().size(), false);
  for (const Compared& quantity : quantities) {
    if (quantity.series) needed[quantity.place] = true;
  }
  return needed;
}

}  // namespace racesim
