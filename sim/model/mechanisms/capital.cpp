#include "racesim/model/mechanisms/capital.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/model/decaying_growth.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Capital::log_growth(double years) const { return decaying_growth(years, growth, late_growth, decay_time); }

double Capital::carried(double available, double spent) const {
  const double left = available - spent;
  return left > 0 ? carry_over * left : left;
}

double Capital::affordable(double money, double free) const {
  if (money <= free || free <= 0 || adjustment_cost <= 0) return money;
  // m = y + chi/2 B x^2 with x = y/B - 1: chi/2 x^2 + x - (m/B - 1) = 0
  const double excess = money / free - 1;
  return free * (1 + 2 * excess / (1 + std::sqrt(1 + 2 * adjustment_cost * excess)));
}

double Capital::free_budget(double usual) const {
  // A budget that grows at the free rate stands this much above its own smoothed value of the month before.
  return usual * (1 + memory * math::expm1(free_growth * month_in_years));
}

int Capital::patience_months() const { return whole_months(exit_patience, 1); }

namespace {

/// The money of one lab in one month.
struct LabCashFlow {
  const Stage& stage;
  const Capital& p;
  Finance& finance;
  int lab;
  double chips;   ///< chip money of the lab's stream this month [USD]
  double news;    ///< factor of raises
  double growth;  ///< chip budget that growth at the free rate has reached, over the usual one

  double stream() const { return chips / p.chip_share; }

  /// What the rule for raises gives this month; takes in last month's revenue.
  double raise() const {
    double& expected = finance.expected_revenue[lab];
    const double change = (stage.world.demand.revenue[lab] / month_in_years - expected) / p.memory;
    expected += change;
    return p.raise_share * p.revenue_multiple * std::max(0.0, change) * news;
  }

  /// Measured budgets contain what was earned and raised; owners keep the reserve full.
  void measured(double raised) const {
    finance.budget[lab] = finance.usual_budget[lab] = chips;
    finance.payroll[lab] = p.staff_share * stream();
    finance.other[lab] = std::max(0.0, 1 - p.chip_share - p.staff_share) * stream();
    const double reserve = p.cash_reserve * stream();
    finance.income[lab] = chips + finance.payroll[lab] + finance.other[lab] + (reserve - finance.cash[lab]);
    finance.cash[lab] = reserve;
    finance.base_earned[lab] = stage.world.demand.margin[lab];
    finance.base_raised[lab] = raised;
  }

  void earned(double raised) const {
    const double more = p.reinvested * (stage.world.demand.margin[lab] - finance.base_earned[lab]) +
                        (raised - finance.base_raised[lab]);
    const double income = std::max(0.0, stream() + more);
    finance.income[lab] = income;
    finance.raised[lab] = raised;
    finance.other[lab] = std::max(0.0, 1 - p.chip_share - p.staff_share) * income;
    finance.payroll[lab] += std::max(0.0, p.staff_share * income - finance.payroll[lab]) / p.payroll_memory;
    const double solvent = finance.cash[lab] + income - finance.payroll[lab] - finance.other[lab];
    const double money = std::max(0.0, std::min(chips + p.chip_share * more, solvent));
    finance.budget[lab] = p.affordable(money, growth * finance.usual_budget[lab]);
    finance.adjustment[lab] = money - finance.budget[lab];
    finance.cash[lab] = solvent - money;
    finance.usual_budget[lab] += (finance.budget[lab] - finance.usual_budget[lab]) / p.memory;
    finance.months_in_debt[lab] = finance.cash[lab] < 0 ? finance.months_in_debt[lab] + 1 : 0;
  }

  void fill() const {
    finance.raised[lab] = finance.adjustment[lab] = 0;
    const double raised = raise();
    const bool in_data = stage.t <= std::max(stage.inputs.data_end, stage.inputs.labs.entry[lab]);
    in_data ? measured(raised) : earned(raised);
  }

  void close() const {
    finance.budget[lab] = finance.income[lab] = finance.raised[lab] = finance.payroll[lab] = finance.other[lab] = 0;
    finance.adjustment[lab] = 0;
  }
};

}  // namespace

void Capital::advance(const Stage& stage, LabRange buyers) {
  const MonthInputs& month = stage.month();
  Finance& finance = stage.world.finance;
  Stocks& real = stage.world.real;
  Stocks& shadow = stage.world.shadow;
  const Capital& p = stage.parameters().capital;
  const double news = math::exp(stage.parameters().valuation.elasticity * finance.log_valuation);
  const double growth = p.free_budget(1);
  for (int i = buyers.first; i < buyers.last; ++i) {
    finance.budget[i] = month.budget[i];
    const bool races = i < stage.inputs.n_named();
    const bool gone = races && finance.exit[i] >= 0;
    if (races && !stage.inputs.segments.empty()) {
      const LabCashFlow cash_flow{stage, p, finance, i, month.budget[i], news, growth};
      gone ? cash_flow.close() : cash_flow.fill();
    }
    const double rush = month.anticipation[i];
    real.orders[i] = gone ? 0 : std::max(0.0, finance.budget[i] + real.carried[i]) * rush;
    shadow.orders[i] = gone ? 0 : std::max(0.0, finance.budget[i] + shadow.carried[i]);
  }
}

void Capital::settle(const Stage& stage, LabRange buyers) {
  const Capital& p = stage.parameters().capital;
  Finance& finance = stage.world.finance;
  for (int i = buyers.first; i < buyers.last; ++i) {
    const bool gone = i < stage.inputs.n_named() && finance.exit[i] >= 0;
    for (Stocks* stocks : {&stage.world.real, &stage.world.shadow}) {
      const double available = finance.budget[i] + stocks->carried[i];
      stocks->carried[i] = gone ? 0 : p.carried(available, stocks->spent[i]);
      if (stocks == &stage.world.real) finance.returned[i] = available - stocks->spent[i] - stocks->carried[i];
    }
  }
}

}  // namespace racesim
