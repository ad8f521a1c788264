#include "racesim/model/bands.hpp"

#include <algorithm>
#include <cmath>

namespace racesim {

Bands::Bands(const Inputs& inputs, std::uint32_t runs)
    : runs_(std::min(runs, most_runs)), months_(inputs.months), sound_(runs_, 0) {
  for (const Observable& observable : observables()) {
    const bool kept = observable.shape == Shape::world || observable.shape == Shape::bloc;
    width_.push_back(kept ? width(observable.shape, inputs) : 0);
    series_.emplace_back(width_.back() * runs_ * months_);
  }
}

void Bands::add(const Batch& batch) {
  const std::lock_guard lock(mutex_);
  for (std::uint32_t run = 0; run < batch.count; ++run) {
    const std::uint32_t number = batch.position + run;
    if (number >= runs_ || !batch.error[run].empty()) continue;
    sound_[number] = 1;
    for (std::size_t k = 0; k < width_.size(); ++k) {
      if (width_[k] == 0 || batch.series[k].empty()) continue;
      const std::size_t size = width_[k] * months_;
      std::copy_n(batch.series[k].begin() + run * size, size, series_[k].begin() + number * size);
    }
  }
}

std::uint32_t Bands::runs() const { return static_cast<std::uint32_t>(std::ranges::count(sound_, 1)); }

std::vector<double> Bands::quantiles(std::size_t observable, int month, std::size_t index,
                                     std::span<const double> levels) const {
  std::vector<float> values;
  const std::size_t w = width_[observable];
  for (std::uint32_t run = 0; run < runs_; ++run) {
    const float value = series_[observable][(std::size_t{run} * months_ + month) * w + index];
    if (sound_[run] != 0 && std::isfinite(value)) values.push_back(value);
  }
  if (values.empty()) return std::vector<double>(levels.size(), std::nan(""));
  // Each order statistic is looked for above the one before: cheaper than sorting, for levels that ascend.
  std::size_t settled = 0;
  if (!std::ranges::is_sorted(levels)) {
    std::ranges::sort(values);
    settled = values.size();
  }
  const auto settle = [&](std::size_t place) {
    if (place < settled) return;
    std::nth_element(values.begin() + settled, values.begin() + place, values.end());
    settled = place + 1;
  };
  std::vector<double> result;
  for (double q : levels) {
    const double place = q * static_cast<double>(values.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, values.size() - 1);
    settle(low);
    settle(high);
    result.push_back(values[low] + (place - static_cast<double>(low)) * (values[high] - values[low]));
  }
  return result;
}

int find_observable(std::string_view name) {
  const auto table = observables();
  const auto place = std::ranges::find(table, name, &Observable::name);
  return place == table.end() ? -1 : static_cast<int>(place - table.begin());
}

}  // namespace racesim
