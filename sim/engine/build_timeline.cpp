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

void set_prices(const MonthPlan& plan, const Setting& setting, MonthInputs& inputs) {
  const ChipMarket& p = setting.parameters.chip_market;
  inputs.price.resize(setting.n_chips());
  for (int c = 0; c < setting.n_chips(); ++c)
    inputs.price[c] = plan.price[c] * grown(-p.price_decline, plan.price_years[c]);
  inputs.world_price = infinity;
  for (int c : plan.world_classes)
    inputs.world_price = std::min(inputs.world_price, inputs.price[c] / setting.chips[c].h100e);
  const Month priced = Month::of(2025, 1);  // the month of the rental price
  inputs.rent = p.rental_price * month_in_hours * math::exp(-p.price_decline * (plan.month - priced) * month_in_years);
  scale(plan.supply, inputs.supply, grown(p.supply_growth, plan.years));
  for (const Change& change : plan.supply_changes) inputs.supply[change.index] *= change.factor;
}

void set_budgets(const MonthPlan& plan, const Setting& setting, MonthInputs& inputs) {
  scale(plan.budget, inputs.budget, math::exp(setting.parameters.capital.log_growth(plan.years)));
  for (const BudgetChange& change : plan.budget_changes) {
    double factor = change.factor;
    if (change.usd > 0) {
      std::vector<double> budgets(setting.n_buyers(), 0);
      for (int i : change.buyers) budgets[i] = inputs.budget[i];
      const double total = order_free_sum(budgets);
      if (total > 0) factor = 1 + change.usd / total;
    }
    for (int i : change.buyers) inputs.budget[i] *= factor;
  }
  inputs.anticipation.assign(setting.n_buyers(), 1);
  for (int i : plan.hastened) inputs.anticipation[i] = setting.parameters.capital.anticipation;
}

void set_flows(const MonthPlan& plan, const Setting& setting, double smuggling, MonthInputs& inputs) {
  const Parameters& p = setting.parameters;
  const double hbm = grown(p.chip_market.hbm_growth, plan.years);
  scale(plan.dies, inputs.dies, grown(p.chip_market.die_growth, plan.years), month_in_years);
  scale(plan.hbm_imports, inputs.hbm_imports, hbm, month_in_years);
  scale(plan.hbm_made, inputs.hbm_made, hbm, month_in_years);
  scale(plan.smuggled_chips, inputs.smuggled_chips, month_in_years, smuggling);
  for (const Change& change : plan.smuggling_changes) inputs.smuggled_chips[change.index] *= change.factor;
  scale(plan.rentable, inputs.rentable, grown(p.chip_market.rental_growth, plan.years));
  scale(plan.staff, inputs.staff, grown(p.research.staff_growth, plan.years));
  scale(plan.spending, inputs.spending, math::exp(p.market.log_growth(plan.years)));
}

/// Growth of power after the data: what was under construction when they ended, which comes within the lead time.
double built(const Setting& setting, int b, Month month) {
  const Month data_end = setting.start + setting.data_end;
  const int months = std::min(month, data_end + setting.power.lead[b]) - data_end;
  return grown(setting.parameters.power.construction, std::max(0, months) * month_in_years);
}

void set_power(const MonthPlan& plan, const Setting& setting, MonthInputs& inputs) {
  inputs.power.resize(setting.n_blocs());
  for (int b = 0; b < setting.n_blocs(); ++b) inputs.power[b] = plan.power[b] * built(setting, b, plan.month);
  const Power& p = setting.parameters.power;
  inputs.kw_per_h100e.resize(setting.n_chips());
  for (int c = 0; c < setting.n_chips(); ++c) {
    const ChipClass& chip = setting.chips[c];
    const double kw = chip.h100e > 0 ? chip.watts * p.overhead / chip.h100e / 1000 : 0;
    inputs.kw_per_h100e[c] = kw * grown(-p.improvement, plan.design_years[c]);
  }
}

void set_power_before(const TimelinePlan& plan, const Setting& setting, Timeline& timeline) {
  const Month data_end = setting.start + setting.data_end;
  const Month first_order = setting.start + setting.power.first_order;
  timeline.power_before.resize(setting.n_blocs());
  timeline.power_under_construction.resize(setting.n_blocs());
  for (int b = 0; b < setting.n_blocs(); ++b) {
    const Series& path = plan.power[b];
    const auto power = [&](Month month) {
      return path.empty() ? infinity : path.at(std::min(month, data_end)) * built(setting, b, month);
    };
    timeline.power_before[b] = power(setting.start - 1);
    timeline.power_under_construction[b] =
        path.empty() ? 0 : power(first_order + (setting.power.lead[b] - 1)) - power(first_order - 1);
  }
}

}  // namespace

void build_timeline(const TimelinePlan& plan, Setting& setting) {
  const ChipMarket& p = setting.parameters.chip_market;
  const double smuggling = math::pow(p.smuggling_premium / 0.5, p.smuggling_elasticity);
  set_power_before(plan, setting, setting.timeline);
  for (int t = 0; t < setting.months; ++t) {
    const MonthPlan& row = plan.months[t];
    MonthInputs& inputs = setting.timeline.months[t];
    set_prices(row, setting, inputs);
    set_budgets(row, setting, inputs);
    set_flows(row, setting, smuggling, inputs);
    set_power(row, setting, inputs);
    build_offers(plan, row, setting, inputs);
  }
}

}  // namespace racesim
