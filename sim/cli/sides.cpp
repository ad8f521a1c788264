#include "sides.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "racesim/core/diagnostic.hpp"
#include "racesim/io/yaml_reader.hpp"

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

std::vector<std::string> texts(const DatasetReader& file, const char* attribute) {
  const auto value = file.attribute("", attribute);
  if (!value) return {};
  if (const auto* one = std::get_if<std::string>(&*value)) return {*one};
  if (const auto* many = std::get_if<std::vector<std::string>>(&*value)) return *many;
  return {};
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

template <class T>
void keep_marked(std::vector<T>& values, const std::vector<std::uint8_t>& status, std::size_t width) {
  std::size_t kept = 0;
  for (std::size_t r = 0; r < status.size(); ++r) {
    if (status[r] == 1) std::copy_n(values.begin() + r * width, width, values.begin() + kept++ * width);
  }
  values.resize(kept * width);
}

}  // namespace

bool is_result_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  char signature[4] = {};
  if (file.read(signature, 4)) return std::string_view(signature, 4) == "\x89HDF";
  return path.ends_with(".h5") || path.ends_with(".nc");
}

std::vector<Side> open_results(const std::string& path) {
  const auto file = std::make_shared<const ResultFile>(path);
  const auto resolved = texts(file->data(), "resolved_scenario");
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
    if (sides.size() <= resolved.size()) sides.back().roles = roles_in(resolved[sides.size() - 1], path);
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
      const auto record = texts(side.source->data(), "record");
      const std::string kept = record.empty() ? "" : fmt::format(" (it was made with --record {})", record[0]);
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
    const auto values = side.source->data().read<double>(std::string(quantity.name));
    for (const std::size_t row : side.rows) side.outcomes.back().push_back(values[row]);
  }
}

Side side_of(const Study& study, const std::string& file, bool sampled, std::uint32_t first) {
  const Scenario& scenario = study.loaded.value;
  Side side{.name = scenario.name,
            .file = file,
            .label = scenario.name,
            .roles = {.leader = scenario.leader, .follower = scenario.follower},
            .names = entry_names(study.inputs),
            .start = study.inputs.start,
            .months = study.inputs.months,
            .sampled = sampled};
  for (std::int64_t r = first; r < std::int64_t{first} + study.runs; ++r) {
    side.runs.push_back(
        {.seed = static_cast<std::int64_t>(scenario.seed), .design_point = sampled ? r : 0, .replicate = r});
  }
  return side;
}

std::vector<bool> series_for(const std::vector<Compared>& quantities) {
  std::vector<bool> needed(observables().size(), false);
  for (const Compared& quantity : quantities) {
    if (quantity.series) needed[quantity.place] = true;
  }
  return needed;
}

Collector::Collector(const std::vector<Compared>& quantities, std::uint32_t runs, Side& side)
    : quantities_(quantities), side_(side), status_(runs, 0) {
  for (const Compared& quantity : quantities) {
    offset_.push_back(quantity.offset(side.names, side.label));
    side.series.emplace_back(quantity.series ? std::size_t{runs} * static_cast<std::size_t>(side.months) : 0);
    side.outcomes.emplace_back(quantity.series ? 0 : runs);
  }
}

void Collector::add(const Batch& batch) {
  const auto months = static_cast<std::size_t>(side_.months);
  for (std::uint32_t r = 0; r < batch.count; ++r) {
    const std::size_t run = batch.position + r;
    status_[run] = batch.error[r].empty() ? 1 : 2;
    for (std::size_t q = 0; q < quantities_.size(); ++q) {
      const std::size_t k = quantities_[q].place;
      if (!quantities_[q].series) {
        side_.outcomes[q][run] = batch.outcomes[k][r];
        continue;
      }
      const std::size_t width = batch.series[k].size() / (batch.count * months);
      for (std::size_t t = 0; t < months; ++t)
        side_.series[q][run * months + t] = batch.series[k][(r * months + t) * width + offset_[q]];
    }
  }
}

void Collector::finish() {
  side_.failed = static_cast<std::size_t>(std::ranges::count(status_, 2));
  side_.missing = static_cast<std::size_t>(std::ranges::count(status_, 0));
  for (std::size_t q = 0; q < quantities_.size(); ++q) {
    if (quantities_[q].series)
      keep_marked(side_.series[q], status_, static_cast<std::size_t>(side_.months));
    else
      keep_marked(side_.outcomes[q], status_, 1);
  }
  keep_marked(side_.runs, status_, 1);
}

}  // namespace racesim
