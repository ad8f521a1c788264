#include "collector.hpp"

#include <algorithm>

namespace racesim {

namespace {

template <class T>
void keep_marked(std::vector<T>& values, const std::vector<std::uint8_t>& status, std::size_t width) {
  std::size_t kept = 0;
  for (std::size_t r = 0; r < status.size(); ++r) {
    if (status[r] == 1) std::copy_n(values.begin() + r * width, width, values.begin() + kept++ * width);
  }
  values.resize(kept * width);
}

}  // namespace

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
