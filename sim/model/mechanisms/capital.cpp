#include "racesim/model/mechanisms/capital.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/model/decaying_growth.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Capital::Params::log_growth(double years) const {
  return decaying_growth(years, budget_growth, budget_late_growth, budget_decay_time);
}

double Capital::Params::carried(double available, double spent) const {
  const double left = available - spent;
  return left > 0 ? carry_over * left : left;
}

double Capital::Params::affordable(double money, double free) const {
  if (money <= free || free <= 0 || adjustment_cost <= 0) return money;
  // m = y + chi/2 B x^2 with x = y/B - 1: chi/2 x^2 + x - (m/B - 1) = 0
  const double excess = money / free - 1;
  return free * (1 + 2 * excess / (1 + std::sqrt(1 + 2 * adjustment_cost * excess)));
}

double Capital::Params::free_budget(double usual) const {
  // A budget that grows at the free rate stands this much above its own smoothed value of the month before.
  return usual * (1 + expectation_time_constant * math::expm1(free_growth * month_in_years));
}

int Capital::Params::patience_months() const { return whole_months(exit_patience, 1); }

namespace {

/// The money of one lab in one month.
struct LabCashFlow {
  const Stage& stage;
  const Capital::Params& p;
  Capital::State& own;
  int lab;
  double chips;   ///< chip money of the lab's stream this month [USD]
  double news;    ///< factor of raises
  double growth;  ///< chip budget that growth at the free rate has reached, over the usual one

  double stream() const { return chips / p.chip_share; }

  /// What the rule for raises gives this month; takes in last month's revenue.
  double raise() const {
    double& expected = own.expected_revenue[lab];
    const double change =
        (stage.world.model_market.revenue[lab] / month_in_years - expected) / p.expectation_time_constant;
    expected += change;
    return p.raise_share * p.revenue_multiple * std::max(0.0, change) * news;
  }

  /// Measured budgets contain what was earned and raised; owners keep the reserve full.
  void measured(double raised) const {
    own.budget[lab] = own.usual_budget[lab] = chips;
    own.payroll[lab] = p.payroll_share * stream();
    own.other[lab] = std::max(0.0, 1 - p.chip_share - p.payroll_share) * stream();
    const double reserve = p.cash_reserve * stream();
    own.income[lab] = chips + own.payroll[lab] + own.other[lab] + (reserve - own.cash[lab]);
    own.cash[lab] = reserve;
    own.base_earned[lab] = stage.world.model_market.margin[lab];
    own.base_raised[lab] = raised;
  }

  void earned(double raised) const {
    const double more =
        p.reinvested * (stage.world.model_market.margin[lab] - own.base_earned[lab]) + (raised - own.base_raised[lab]);
    const double income = std::max(0.0, stream() + more);
    own.income[lab] = income;
    own.raised[lab] = raised;
    own.other[lab] = std::max(0.0, 1 - p.chip_share - p.payroll_share) * income;
    own.payroll[lab] += std::max(0.0, p.payroll_share * income - own.payroll[lab]) / p.payroll_time_constant;
    const double solvent = own.cash[lab] + income - own.payroll[lab] - own.other[lab];
    const double money = std::max(0.0, std::min(chips + p.chip_share * more, solvent));
    own.budget[lab] = p.affordable(money, growth * own.usual_budget[lab]);
    own.adjustment[lab] = money - own.budget[lab];
    own.cash[lab] = solvent - money;
    own.usual_budget[lab] += (own.budget[lab] - own.usual_budget[lab]) / p.expectation_time_constant;
    own.months_in_debt[lab] = own.cash[lab] < 0 ? own.months_in_debt[lab] + 1 : 0;
  }

  void fill() const {
    own.raised[lab] = own.adjustment[lab] = 0;
    const double raised = raise();
    const bool in_data = stage.t <= std::max(stage.inputs.data_end, stage.inputs.labs.entry[lab]);
    in_data ? measured(raised) : earned(raised);
  }

  void close() const {
    own.budget[lab] = own.income[lab] = own.raised[lab] = own.payroll[lab] = own.other[lab] = 0;
    own.adjustment[lab] = 0;
  }
};

}  // namespace

void Capital::order(const Stage& stage, State& own, Range buyers) {
  const MonthInputs& month = stage.month();
  const Capital::Params& p = stage.parameters().capital;
  const double news = math::exp(stage.parameters().valuation.raise_elasticity * stage.world.valuation.log_index);
  const double growth = p.free_budget(1);
  for (int i = buyers.first; i < buyers.last; ++i) {
    own.budget[i] = month.budget[i];
    const bool gone = stage.has_left(i);
    if (i < stage.inputs.n_named() && !stage.inputs.segments.empty()) {
      const LabCashFlow cash_flow{stage, p, own, i, month.budget[i], news, growth};
      gone ? cash_flow.close() : cash_flow.fill();
    }
    const double front_loading = month.anticipation[i];
    own.real.orders[i] = gone ? 0 : std::max(0.0, own.budget[i] + own.real.carried[i]) * front_loading;
    own.shadow.orders[i] = gone ? 0 : std::max(0.0, own.budget[i] + own.shadow.carried[i]);
  }
}

void Capital::settle(const Stage& stage, State& own, Range buyers) {
  const Capital::Params& p = stage.parameters().capital;
  const ChipMarket::State& market = stage.world.chip_market;
  const auto settled = [&](double& carried, double budget, double spent, bool gone) {
    const double available = budget + carried;
    carried = gone ? 0 : p.carried(available, spent);
    return available - spent - carried;
  };
  for (int i = buyers.first; i < buyers.last; ++i) {
    const bool gone = stage.has_left(i);
    own.returned[i] = settled(own.real.carried[i], own.budget[i], market.real.spent[i], gone);
    settled(own.shadow.carried[i], own.budget[i], market.shadow.spent[i], gone);
  }
}

std::span<const Parameter<Capital::Params>> Capital::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::budget_growth,
       {.name = "budget_growth",
        .symbol = "g_0",
        .unit = "ln/yr",
        .lower = -1,
        .upper = 3,
        .prior = Prior::normal(0.15, 0.7),
        .source = "chip supply 2.25x/yr (AI 2027) times price per H100e -36 %/yr in logs: 0.45, of which revenue and "
                  "raises add about a tenth; judgement",
        .doc = "growth of chip budgets when the data end, without revenue and raises"}},
      {&Params::budget_late_growth,
       {.name = "budget_late_growth",
        .symbol = "g_inf",
        .unit = "ln/yr",
        .lower = -0.5,
        .upper = 1,
        .prior = Prior::normal(0.0, 0.1),
        .source = "judgement: growth of the economy",
        .doc = "growth of chip budgets in the long run"}},
      {&Params::budget_decay_time,
       {.name = "budget_decay_time",
        .symbol = "tau_g",
        .unit = "yr",
        .lower = 0.25,
        .upper = 50,
        .prior = Prior::lognormal(2, 8),
        .source = "judgement",
        .doc = "time over which budget growth falls to its long-run rate"}},
      {&Params::front_loading,
       {.name = "front_loading",
        .symbol = "a",
        .lower = 1,
        .upper = 5,
        .prior = Prior::lognormal(1.3, 2.5),
        .confidence = Confidence::excerpt,
        .source = "7M HBM stacks in December 2024; A800 and H800 rush of 2023 (SemiAnalysis, press)",
        .doc = "multiple of orders between announcement and entry into force of a rule"}},
      {&Params::carry_over,
       {.name = "carry_over",
        .symbol = "kappa",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.5, 0.9),
        .source = "judgement",
        .doc = "share of unspent chip money that is still there a month later"}},
      {&Params::building_multiplier,
       {.name = "building_multiplier",
        .lower = 1,
        .upper = 5,
        .prior = Prior::lognormal(1.5, 2.2),
        .source = "judgement, unverified: buildings and network on top of chips",
        .doc = "capital expenditure per USD of chips"}},
      {&Params::chip_share,
       {.name = "chip_share",
        .symbol = "c",
        .lower = 0.05,
        .upper = 1,
        .prior = Prior::uniform(0.45, 0.65),
        .source = "judgement; Epoch AI, AI companies",
        .doc = "share of a lab's money that is meant for chips"}},
      {&Params::payroll_share,
       {.name = "payroll_share",
        .lower = 0,
        .upper = 0.9,
        .prior = Prior::uniform(0.15, 0.3),
        .source = "judgement",
        .doc = "share of a lab's money that wages take when the data end"}},
      {&Params::reinvested,
       {.name = "reinvested",
        .symbol = "s_rev",
        .lower = 0,
        .upper = 2,
        .prior = Prior::uniform(0.3, 1),
        .source = "judgement",
        .doc = "share of additional margin that goes back into the race"}},
      {&Params::raise_share,
       {.name = "raise_share",
        .symbol = "phi",
        .lower = 0,
        .upper = 1,
        .prior = Prior::lognormal(0.03, 0.2),
        .source = "judgement",
        .doc = "share of a gain in value that is raised"}},
      {&Params::revenue_multiple,
       {.name = "revenue_multiple",
        .unit = "yr",
        .lower = 0,
        .upper = 1000,
        .prior = Prior::lognormal(10, 40),
        .source = "judgement, unverified: 20-40 times revenue in 2024",
        .doc = "value of a lab per expected revenue"}},
      {&Params::expectation_time_constant,
       {.name = "expectation_time_constant",
        .unit = "month",
        .lower = 1,
        .upper = 120,
        .prior = Prior::lognormal(3, 12),
        .source = "judgement",
        .doc = "time over which expected revenue and usual budgets follow actual ones"}},
      {&Params::adjustment_cost,
       {.name = "adjustment_cost",
        .symbol = "chi",
        .lower = 0,
        .upper = 100,
        .prior = Prior::lognormal(0.3, 3),
        .source = "judgement",
        .doc = "convex cost of growing faster than the free rate"}},
      {&Params::free_growth,
       {.name = "free_growth",
        .unit = "ln/yr",
        .lower = 0,
        .upper = 10,
        .prior = Prior::uniform(0.7, 1.6),
        .source = "judgement: 3x a year",
        .doc = "growth of chip budgets that costs nothing extra"}},
      {&Params::cash_reserve,
       {.name = "cash_reserve",
        .unit = "month",
        .lower = 0,
        .upper = 120,
        .prior = Prior::lognormal(3, 12),
        .source = "judgement",
        .doc = "months of its stream that a lab has in cash when the data end"}},
      {&Params::payroll_time_constant,
       {.name = "payroll_time_constant",
        .unit = "month",
        .lower = 1,
        .upper = 240,
        .prior = Prior::lognormal(6, 24),
        .source = "judgement",
        .doc = "time over which the payroll follows a higher income; it never falls"}},
      {&Params::exit_patience,
       {.name = "exit_patience",
        .unit = "month",
        .lower = 1,
        .upper = 120,
        .prior = Prior::uniform(3, 12),
        .source = "judgement",
        .doc = "months in debt after which a lab leaves, whole months"}},
  };
  return rows;
}

}  // namespace racesim
