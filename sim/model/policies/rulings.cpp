#include "racesim/model/policies/rulings.hpp"

#include <algorithm>

#include "racesim/core/diagnostic.hpp"
#include "racesim/model/timeline.hpp"

namespace racesim {

namespace {

[[noreturn]] void too_many(const char* what, Month month) {
  throw InputError({}, std::string("more than ") + what + " in force in " + to_string(month));
}

}  // namespace

Rulings::Rulings(RuledMarket market) : market_(std::move(market)) {
  for (const Buyer& buyer : market_.buyers) {
    const auto place = std::ranges::find(bloc_, buyer.bloc);
    row_of_.push_back(static_cast<int>(place - bloc_.begin()));
    if (place != bloc_.end()) continue;
    bloc_.push_back(buyer.bloc);
    rows_.push_back({.chips = std::vector<ChipRuling>(market_.chips.size()), .rent = {}});
  }
}

std::vector<int> Rulings::rows_of(const std::vector<std::uint8_t>& bound) {
  std::vector<std::uint8_t> some(rows_.size(), 0), all(rows_.size(), 1);
  for (std::size_t i = 0; i < bound.size(); ++i) {
    some[row_of_[i]] |= bound[i];
    all[row_of_[i]] &= bound[i];
  }
  std::vector<int> found, place(some.size(), -1);
  for (std::size_t r = 0; r < some.size(); ++r) {
    if (some[r] == 0) continue;
    place[r] = all[r] != 0 ? static_cast<int>(r) : row_count();
    found.push_back(place[r]);
    if (all[r] != 0) continue;
    rows_.push_back(Row(rows_[r]));
    bloc_.push_back(bloc_[r]);
  }
  for (std::size_t i = 0; i < bound.size(); ++i) {
    if (bound[i] != 0) row_of_[i] = place[row_of_[i]];
  }
  return found;
}

std::uint64_t Rulings::add_quota(const Quota& quota) {
  if (quotas_.size() == max_quotas) too_many("64 quotas by vendor", market_.month);
  quotas_.push_back(quota);
  return std::uint64_t{1} << (quotas_.size() - 1);
}

std::uint32_t Rulings::add_cap(double chips) {
  if (caps_.size() == max_caps) too_many("32 caps per customer", market_.month);
  caps_.push_back(chips);
  return std::uint32_t{1} << (caps_.size() - 1);
}

}  // namespace racesim
