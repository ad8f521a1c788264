#include <algorithm>

#include "parts.hpp"
#include "racesim/core/math.hpp"
#include "racesim/core/sum.hpp"

namespace racesim {

namespace {

/// Hours of a month.
constexpr double month_in_hours = month_in_seconds / 3600;

/// Growth by `rate` [ln/yr]; most months have no years to grow in.
double grown(double rate, double years) { return years == 0 ? 1 : math::exp(rate * years); }

/// to = from times the factors, in their order.
template <class... Factors>
void scale(const std::vector<double>& from, std::vector<double>& to, Factors... factors) {
  to.resize(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) to[i] = (from[i] * ... * factors);
}

void set_prices(const MonthPlan& plan, const Inputs& inputs, MonthInputs& month_inputs) {
  const ChipMarket::Params& p = inputs.parameters.chip_market;
  month_inputs.price.resize(inputs.n_chips());
  for (int c = 0; c < inputs.n_chips(); ++c)
    month_inputs.price[c] = plan.price[c] * grown(-p.price_decline, plan.price_years[c]);
  month_inputs.world_price = infinity;
  for (int c : plan.world_classes)
    month_inputs.world_price = std::min(month_inputs.world_price, month_inputs.price[c] / inputs.chips[c].h100e);
  const int since = plan.month - ChipMarket::rental_price_month;
  month_inputs.rent = p.rental_price * month_in_hours * math::exp(-p.price_decline * since * month_in_years);
  scale(plan.supply, month_inputs.supply, grown(p.supply_growth, plan.years));
  for (const Change& change : plan.changes.supply) month_inputs.supply[change.index] *= change.factor;
}

void set_budgets(const MonthPlan& plan, const Inputs& inputs, MonthInputs& month_inputs) {
  scale(plan.budget, month_inputs.budget, math::exp(inputs.parameters.capital.log_growth(plan.years)));
  for (const BudgetChange& change : plan.changes.budgets) {
    double factor = change.factor;
    if (change.usd > 0) {
      std::vector<double> budgets(inputs.n_buyers(), 0);
      for (int i : change.buyers) budgets[i] = month_inputs.budget[i];
      const double total = order_free_sum(budgets);
      if (total > 0) factor = 1 + change.usd / total;
    }
    for (int i : change.buyers) month_inputs.budget[i] *= factor;
  }
  month_inputs.anticipation.resize(inputs.n_buyers());
  for (int i = 0; i < inputs.n_buyers(); ++i)
    month_inputs.anticipation[i] = plan.changes.front_loads[i] != 0 ? inputs.parameters.capital.front_loading : 1;
}

void set_flows(const MonthPlan& plan, const Inputs& inputs, MonthInputs& month_inputs) {
  const Parameters& p = inputs.parameters;
  const double premium = p.chip_market.smuggling_premium / p.chip_market.smuggling_reference_premium;
  const double smuggling = math::pow(premium, p.chip_market.smuggling_elasticity);
  const double hbm = grown(p.chip_market.domestic_hbm_growth, plan.years);
  scale(plan.dies, month_inputs.dies, grown(p.chip_market.domestic_die_growth, plan.years), month_in_years);
  scale(plan.hbm_imports, month_inputs.hbm_imports, hbm, month_in_years);
  scale(plan.hbm_made, month_inputs.hbm_made, hbm, month_in_years);
  scale(plan.smuggled_chips, month_inputs.smuggled_chips, month_in_years, smuggling);
  for (const Change& change : plan.changes.smuggling) month_inputs.smuggled_chips[change.index] *= change.factor;
  scale(plan.rentable, month_inputs.rentable, grown(p.chip_market.rental_growth, plan.years));
  scale(plan.staff, month_inputs.staff, grown(p.research.staff_growth, plan.years));
  scale(plan.spending, month_inputs.spending, math::exp(p.model_market.log_growth(plan.years)));
}

/// Growth of power after the data: what was under construction when they ended, which comes within the lead time.
double built(const Inputs& inputs, int b, Month month) {
  const Month data_end = inputs.start + inputs.data_end;
  const int months = std::min(month, data_end + inputs.power.lead[b]) - data_end;
  return grown(inputs.parameters.power.construction_growth, std::max(0, months) * month_in_years);
}

void set_power(const MonthPlan& plan, const Inputs& inputs, MonthInputs& month_inputs) {
  month_inputs.power.resize(inputs.n_blocs());
  for (int b = 0; b < inputs.n_blocs(); ++b) month_inputs.power[b] = plan.power[b] * built(inputs, b, plan.month);
  const Power::Params& p = inputs.parameters.power;
  month_inputs.kw_per_h100e.resize(inputs.n_chips());
  for (int c = 0; c < inputs.n_chips(); ++c) {
    const ChipClass& chip = inputs.chips[c];
    const double kw = chip.h100e > 0 ? chip.watts * p.overhead / chip.h100e / 1000 : 0;
    month_inputs.kw_per_h100e[c] = kw * grown(-p.improvement, plan.design_years[c]);
  }
}

void set_power_before(const TimelinePlan& plan, const Inputs& inputs, Timeline& timeline) {
  const Month data_end = inputs.start + inputs.data_end;
  const Month first_order = inputs.start + inputs.power.first_order;
  timeline.power_before.resize(inputs.n_blocs());
  timeline.power_under_construction.resize(inputs.n_blocs());
  for (int b = 0; b < inputs.n_blocs(); ++b) {
    const Series& path = plan.power[b];
    const auto power = [&](Month month) {
      return path.empty() ? infinity : path.at(std::min(month, data_end)) * built(inputs, b, month);
    };
    timeline.power_before[b] = power(inputs.start - 1);
    timeline.power_under_construction[b] =
        path.empty() ? 0 : power(first_order + (inputs.power.lead[b] - 1)) - power(first_order - 1);
  }
}

/// Takes in what a month holds.
void widen(Timeline::Most& most, const MonthInputs& month) {
  most.groups = std::max({most.groups, month.groups.size(), month.shadow_groups.size()});
  most.quotas = std::max(most.quotas, month.quotas.size());
  most.caps = std::max(most.caps, month.customer_caps.size());
  for (const auto* groups : {&month.groups, &month.shadow_groups}) {
    for (const BuyerGroup& group : *groups) most.offers = std::max(most.offers, group.offers.size());
  }
}

}  // namespace

void build_month(const TimelinePlan& plan, int t, Inputs& inputs) {
  const MonthPlan& row = plan.months[t];
  MonthInputs& month_inputs = inputs.timeline.months[t];
  set_prices(row, inputs, month_inputs);
  set_budgets(row, inputs, month_inputs);
  set_flows(row, inputs, month_inputs);
  set_power(row, inputs, month_inputs);
  build_offers(plan, row, inputs, month_inputs);
  widen(inputs.timeline.most, month_inputs);
}

void build_timeline(const TimelinePlan& plan, Inputs& inputs) {
  set_power_before(plan, inputs, inputs.timeline);
  inputs.timeline.most = {};
  for (int t = 0; t < inputs.months; ++t) build_month(plan, t, inputs);
}

}  // namespace racesim
