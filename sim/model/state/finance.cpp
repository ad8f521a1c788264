#include "racesim/model/state/finance.hpp"

#include <algorithm>
#include <limits>

#include "racesim/model/inputs.hpp"

namespace racesim {

void Finance::make(const Inputs& inputs) {
  budget.assign(inputs.n_buyers(), 0);
  returned.assign(inputs.n_buyers(), 0);
  scratch.assign(inputs.n_buyers(), 0);
  for (Column<double>* column : {&income, &raised, &payroll, &other, &adjustment, &cash, &usual_budget,
                                 &expected_revenue, &base_earned, &base_raised, &moved_in})
    column->assign(inputs.n_named(), 0);
  months_in_debt.assign(inputs.n_named(), 0);
  exit.assign(inputs.n_named(), -1);
}

void Finance::reset(const Inputs&) {
  for (Column<double>* column : {&budget, &returned, &income, &raised, &payroll, &other, &adjustment, &cash,
                                 &usual_budget, &expected_revenue, &base_earned, &base_raised, &moved_in})
    std::ranges::fill(*column, 0.0);
  std::ranges::fill(months_in_debt, 0);
  std::ranges::fill(exit, -1);
  log_valuation = 0;
  expected_gap = std::numeric_limits<double>::quiet_NaN();
  seen_follower = -std::numeric_limits<double>::infinity();
  events = 0;
}

}  // namespace racesim
