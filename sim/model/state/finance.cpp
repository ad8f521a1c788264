#include "racesim/model/state/finance.hpp"

#include <algorithm>

#include "racesim/model/setting.hpp"

namespace racesim {

void Finance::make(const Setting& setting) {
  budget.assign(setting.n_buyers(), 0);
  cash.assign(setting.n_named(), 0);
  months_in_debt.assign(setting.n_named(), 0);
  exit.assign(setting.n_named(), -1);
}

void Finance::reset(const Setting&) {
  std::ranges::fill(budget, 0.0);
  std::ranges::fill(cash, 0.0);
  std::ranges::fill(months_in_debt, 0);
  std::ranges::fill(exit, -1);
}

}  // namespace racesim
