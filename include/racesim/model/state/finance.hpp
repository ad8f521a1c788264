#pragma once
// State of the labs' money, and how chip makers are valued.
#include <cstdint>
#include <vector>

#include "racesim/core/column.hpp"

namespace racesim {

struct Inputs;

struct Finance {
  // buyers
  Column<double> budget;    ///< USD for chips this month, the same in the real and in the shadow market
  Column<double> returned;  ///< USD of chip money that went back to the owners this month
  // named labs, flows in USD this month
  Column<double> income;      ///< stream, revenue and raises
  Column<double> raised;      ///< part of the income that was raised on expected revenue
  Column<double> payroll;     ///< wages; they never fall
  Column<double> other;       ///< everything else
  Column<double> adjustment;  ///< cost of growing too fast
  // named labs, states
  Column<double> cash;                  ///< USD
  Column<double> usual_budget;          ///< smoothed chip budget [USD per month]
  Column<double> expected_revenue;      ///< smoothed revenue [USD per year]
  Column<double> base_earned;           ///< revenue less cost of serving, in the last month of the data [USD per month]
  Column<double> base_raised;           ///< raises of that month by the rule that holds afterwards [USD per month]
  Column<double> moved_in;              ///< people taken over from labs that left, so far
  Column<std::int32_t> months_in_debt;  ///< months in a row with cash below 0
  Column<std::int32_t> exit;            ///< month of the run in which the lab left the race; -1: still in it
  // world
  double log_valuation = 0;     ///< ln of the index of chip makers' value, 0 = its level without news
  double expected_gap = 0;      ///< ECI gap that investors take for granted; NaN: no gap seen yet
  double seen_follower = 0;     ///< follower's best model when investors last looked [ECI]
  double events = 0;            ///< market events so far
  std::vector<double> scratch;  ///< buyers: room to work in

  void make(const Inputs& inputs);
  void reset(const Inputs& inputs);
};

}  // namespace racesim
