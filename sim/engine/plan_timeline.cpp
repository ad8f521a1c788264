#include <algorithm>
#include <numeric>

#include "parts.hpp"
#include "racesim/model/names.hpp"
#include "racesim/model/rules.hpp"

namespace racesim {

namespace {

double years_after(Month end, Month month) { return std::max(0, month - end) * month_in_years; }

/// Measured paths of the scenario as series, found once.
struct Paths {
  std::vector<Series> price;              ///< per chip
  std::vector<Series> staff, budget;      ///< per buyer
  std::vector<std::vector<Series>> bloc;  ///< [item][bloc]
  std::vector<Series> spending;           ///< blocs x segments
  std::vector<Month> newest_class;        ///< per chip: month in which the newest class of its vendor comes

  Paths(const Scenario& scenario, const Inputs& inputs)
      : price(inputs.n_chips()),
        staff(inputs.n_buyers()),
        budget(inputs.n_buyers()),
        bloc(enum_names(BlocItem{}).size(), std::vector<Series>(inputs.n_blocs())),
        spending(inputs.n_blocs() * inputs.n_segments()) {
    for (const ChipPrice& row : scenario.chip_prices) add(price[place_of(inputs.chips, row.chip)], row.month, row.usd);
    for (const LabPoint& row : scenario.lab_paths) {
      auto& paths = row.item == LabItem::staff ? staff : budget;
      add(paths[place_of(inputs.buyers.name, row.lab)], row.month, row.value);
    }
    for (const SpendingPoint& row : scenario.spending) {
      const int place = place_of(inputs.blocs, row.bloc) * inputs.n_segments();
      add(spending[place + place_of(inputs.segments, row.segment)], row.month, row.usd_per_year);
    }
    for (const std::vector<BlocPoint>* table : {&scenario.bloc_paths, &scenario.domestic_supply}) {
      for (const BlocPoint& row : *table) {
        add(bloc[static_cast<int>(row.item)][place_of(inputs.blocs, row.bloc)], row.month, row.value);
      }
    }
    for (const ChipClass& chip : inputs.chips) {
      Month& last = newest_class.emplace_back(scenario.clock.start);
      for (const ChipClass& other : inputs.chips) {
        if (other.vendor == chip.vendor && other.launch) last = std::max(last, *other.launch);
      }
    }
  }

  const Series& of(BlocItem item, int b) const { return bloc[static_cast<int>(item)][b]; }

 private:
  static void add(Series& series, Month month, double value) {
    const auto place = std::ranges::upper_bound(series.points, month, {}, &Series::Point::month);
    series.points.insert(place, {month, value});
  }
};

void read_chips(const Scenario& scenario, const Inputs& inputs, const Paths& paths, MonthPlan& plan) {
  for (int c = 0; c < inputs.n_chips(); ++c) {
    const ChipClass& chip = inputs.chips[c];
    const Series& path = paths.price[c];
    plan.price.push_back(path.at(plan.month));
    plan.price_years.push_back(path.empty() ? 0 : years_after(path.last_month(), plan.month));
    // A class that is still sold when the catalogue ends stands for its successors.
    plan.design_years.push_back(chip.end_of_sale ? 0 : years_after(paths.newest_class[c], plan.month));
    if (inputs.chip_vendor[c] >= 0 && chip.sold_in.empty() && on_sale(chip, "", plan.month))
      plan.world_classes.push_back(c);
  }
  for (int v = 0; v < inputs.n_vendors(); ++v) {
    const SupplyRate* latest = nullptr;
    for (const SupplyRate& row : scenario.supply) {
      const bool holds = row.vendor == inputs.vendors[v] && row.from <= plan.month;
      if (holds && (!latest || row.from > latest->from)) latest = &row;
    }
    plan.supply.push_back(latest ? latest->h100e_per_month : 0);
  }
}

void read_buyers(const Inputs& inputs, const Paths& paths, MonthPlan& plan) {
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    const bool entered = i >= inputs.n_named() || inputs.start + inputs.labs.entry[i] <= plan.month;
    plan.budget.push_back(entered ? paths.budget[i].at(plan.month) * month_in_years : 0);
    if (i < inputs.n_named()) plan.staff.push_back(paths.staff[i].at(plan.month));
  }
  for (const Series& path : paths.spending) plan.spending.push_back(path.at(plan.month) * month_in_years);
}

void read_blocs(const Scenario& scenario, const Inputs& inputs, const Paths& paths, MonthPlan& plan,
                MonthInputs& month_inputs) {
  const Month measured = std::min(plan.month, scenario.data_end);
  for (int b = 0; b < inputs.n_blocs(); ++b) {
    const auto at = [&](BlocItem item) { return paths.of(item, b).at(plan.month); };
    plan.dies.push_back(at(BlocItem::dies_per_year));
    plan.hbm_imports.push_back(at(BlocItem::hbm_imports_per_year));
    plan.hbm_made.push_back(at(BlocItem::hbm_made_per_year));
    plan.smuggled_chips.push_back(at(BlocItem::smuggled_chips_per_year));
    plan.rentable.push_back(at(BlocItem::rental_h100e));
    const Series& power = paths.of(BlocItem::power_capacity_mw, b);
    plan.power.push_back(power.empty() ? infinity : power.at(measured));
    const Series& yield = paths.of(BlocItem::yield, b);
    month_inputs.yield.push_back(!yield.empty() && plan.month <= scenario.data_end ? yield.at(plan.month) : 0);
  }
}

}  // namespace

TimelinePlan plan_timeline(const Scenario& scenario, Inputs& inputs) {
  const Paths paths(scenario, inputs);
  TimelinePlan plan;
  Timeline& timeline = inputs.timeline;
  timeline.pools = {.vendors = inputs.n_vendors(), .blocs = inputs.n_blocs()};
  for (int b = 0; b < inputs.n_blocs(); ++b) {
    timeline.last_yield.push_back(paths.of(BlocItem::yield, b).at(scenario.data_end));
    plan.power.push_back(paths.of(BlocItem::power_capacity_mw, b));
  }
  for (Month month = scenario.clock.start; month <= scenario.clock.end; month = month + 1) {
    MonthPlan& row = plan.months.emplace_back();
    MonthInputs& month_inputs = timeline.months.emplace_back();
    row.month = month;
    row.years = years_after(scenario.data_end, month);
    read_chips(scenario, inputs, paths, row);
    read_buyers(inputs, paths, row);
    read_blocs(scenario, inputs, paths, row, month_inputs);
  }
  plan.by_name.resize(inputs.n_buyers());
  std::iota(plan.by_name.begin(), plan.by_name.end(), 0);
  std::ranges::sort(plan.by_name, {}, [&](int i) { return std::string_view(inputs.buyers.name[i]); });
  return plan;
}

}  // namespace racesim
