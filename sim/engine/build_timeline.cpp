#include <algorithm>

#include "build_offers.hpp"
#include "racesim/core/math.hpp"
#include "racesim/core/series.hpp"
#include "racesim/engine/apply_policies.hpp"
#include "racesim/engine/build.hpp"
#include "racesim/model/names.hpp"
#include "racesim/model/rules.hpp"

namespace racesim {

namespace {

/// Hours of a month.
constexpr double month_in_hours = month_in_seconds / 3600;

double years_after(Month end, Month month) { return std::max(0, month - end) * month_in_years; }

/// Measured paths of the scenario as series, found once.
struct Paths {
  std::vector<Series> price;              ///< per chip
  std::vector<Series> staff, budget;      ///< per buyer
  std::vector<std::vector<Series>> bloc;  ///< [item][bloc]
  std::vector<Series> spending;           ///< blocs x segments

  Paths(const Scenario& scenario, const Setting& setting)
      : price(setting.n_chips()),
        staff(setting.n_buyers()),
        budget(setting.n_buyers()),
        bloc(enum_names(BlocItem{}).size(), std::vector<Series>(setting.n_blocs())),
        spending(setting.n_blocs() * setting.n_segments()) {
    for (const ChipPrice& row : scenario.chip_prices)
      add(price[find_name(setting.chips, row.chip)], row.month, row.usd);
    for (const LabPoint& row : scenario.lab_paths) {
      auto& paths = row.item == LabItem::staff ? staff : budget;
      add(paths[find_name(setting.buyers.name, row.lab)], row.month, row.value);
    }
    for (const SpendingPoint& row : scenario.spending) {
      const int place = find_name(setting.blocs, row.bloc) * setting.n_segments();
      add(spending[place + find_name(setting.segments, row.segment)], row.month, row.usd_per_year);
    }
    for (const std::vector<BlocPoint>* table : {&scenario.bloc_paths, &scenario.domestic_supply}) {
      for (const BlocPoint& row : *table) {
        add(bloc[static_cast<int>(row.item)][find_name(setting.blocs, row.bloc)], row.month, row.value);
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

/// Value of a path that grows by `rate` [ln/yr] after the data.
double grown(const Series& path, Month month, Month data_end, double rate) {
  return path.at(month) * math::exp(rate * years_after(data_end, month));
}

/// Power for AI chips as measured, then with what was under construction when the data ended.
double power_path(const Series& path, const Scenario& scenario, const Setting& setting, int b, Month month) {
  if (path.empty()) return infinity;
  const Month last = std::min(month, scenario.data_end + setting.power.lead[b]);
  return path.at(std::min(month, scenario.data_end)) *
         math::exp(setting.parameters.power.construction * years_after(scenario.data_end, last));
}

void set_power_before(const Scenario& scenario, const Setting& setting, const Paths& paths, Timeline& timeline) {
  const Month first_order = scenario.clock.start + setting.power.first_order;
  for (int b = 0; b < setting.n_blocs(); ++b) {
    const Series& path = paths.of(BlocItem::power_capacity_mw, b);
    const auto power = [&](Month month) { return power_path(path, scenario, setting, b, month); };
    timeline.power_before.push_back(power(scenario.clock.start - 1));
    timeline.power_under_construction.push_back(
        path.empty() ? 0 : power(first_order + (setting.power.lead[b] - 1)) - power(first_order - 1));
  }
}

/// Month in which the vendor's newest class of the catalogue comes.
Month last_launch(const Scenario& scenario, const std::string& vendor) {
  Month last = scenario.clock.start;
  for (const ChipClass& chip : scenario.chips) {
    if (chip.vendor == vendor && chip.launch) last = std::max(last, *chip.launch);
  }
  return last;
}

void set_prices(const Scenario& scenario, const Setting& setting, const Paths& paths, Month month,
                MonthInputs& inputs) {
  const ChipMarket& p = setting.parameters.chip_market;
  inputs.world_price = infinity;
  for (int c = 0; c < setting.n_chips(); ++c) {
    const Series& path = paths.price[c];
    const double years = path.empty() ? 0 : years_after(path.last_month(), month);
    inputs.price.push_back(path.at(month) * math::exp(-p.price_decline * years));
    const ChipClass& chip = setting.chips[c];
    if (setting.chip_vendor[c] < 0 || !chip.sold_in.empty() || !on_sale(chip, "", month)) continue;
    inputs.world_price = std::min(inputs.world_price, inputs.price[c] / chip.h100e);
  }
  const Month priced = Month::of(2025, 1);  // the month of the rental price
  inputs.rent = p.rental_price * month_in_hours * math::exp(-p.price_decline * (month - priced) * month_in_years);
  for (int v = 0; v < setting.n_vendors(); ++v) {
    double rate = 0;
    for (const SupplyRate& row : scenario.supply) {  // rows of a vendor stand in the order of time
      if (row.vendor == setting.vendors[v] && row.from <= month) rate = row.h100e_per_month;
    }
    inputs.supply.push_back(rate * math::exp(p.supply_growth * years_after(scenario.data_end, month)));
  }
}

void set_buyers(const Scenario& scenario, const Setting& setting, const Paths& paths, Month month,
                MonthInputs& inputs) {
  const double years = years_after(scenario.data_end, month);
  const double growth = math::exp(setting.parameters.capital.log_growth(years));
  for (int i = 0; i < setting.n_buyers(); ++i) {
    const bool entered = i >= setting.n_named() || setting.start + setting.labs.entry[i] <= month;
    inputs.budget.push_back(entered ? paths.budget[i].at(month) * month_in_years * growth : 0);
    if (i < setting.n_named()) {
      inputs.staff.push_back(grown(paths.staff[i], month, scenario.data_end, setting.parameters.research.staff_growth));
    }
  }
}

void set_demand(const Scenario& scenario, const Setting& setting, const Paths& paths, Month month,
                MonthInputs& inputs) {
  const double growth = math::exp(setting.parameters.market.log_growth(years_after(scenario.data_end, month)));
  for (const Series& path : paths.spending) inputs.spending.push_back(path.at(month) * month_in_years * growth);
}

void set_blocs(const Scenario& scenario, const Setting& setting, const Paths& paths, Month month, MonthInputs& inputs) {
  const ChipMarket& p = setting.parameters.chip_market;
  const double premium = math::pow(p.smuggling_premium / 0.5, p.smuggling_elasticity);
  for (int b = 0; b < setting.n_blocs(); ++b) {
    const auto flow = [&](BlocItem item, double rate) {
      return grown(paths.of(item, b), month, scenario.data_end, rate) * month_in_years;
    };
    inputs.dies.push_back(flow(BlocItem::dies_per_year, p.die_growth));
    inputs.hbm_imports.push_back(flow(BlocItem::hbm_imports_per_year, p.hbm_growth));
    inputs.hbm_made.push_back(flow(BlocItem::hbm_made_per_year, p.hbm_growth));
    inputs.smuggled_chips.push_back(flow(BlocItem::smuggled_chips_per_year, 0) * premium);
    const Series& yield = paths.of(BlocItem::yield, b);
    inputs.yield.push_back(!yield.empty() && month <= scenario.data_end ? yield.at(month) : 0);
    inputs.rentable.push_back(grown(paths.of(BlocItem::rental_h100e, b), month, scenario.data_end, p.rental_growth));
    inputs.power.push_back(power_path(paths.of(BlocItem::power_capacity_mw, b), scenario, setting, b, month));
  }
}

void set_chip_power(const Scenario& scenario, const Setting& setting, Month month, MonthInputs& inputs) {
  const Power& p = setting.parameters.power;
  for (const ChipClass& chip : setting.chips) {
    // A class that is still sold when the catalogue ends stands for its successors.
    double years = 0;
    if (!chip.end_of_sale) years = std::max(0, month - last_launch(scenario, chip.vendor)) * month_in_years;
    const double kw = chip.h100e > 0 ? chip.watts * p.overhead / chip.h100e / 1000 : 0;
    inputs.kw_per_h100e.push_back(kw * math::exp(-p.improvement * years));
  }
}

}  // namespace

Timeline build_timeline(const Scenario& scenario, const Setting& setting) {
  const Paths paths(scenario, setting);
  Timeline timeline;
  timeline.pools = {.vendors = setting.n_vendors(), .blocs = setting.n_blocs()};
  for (int b = 0; b < setting.n_blocs(); ++b)
    timeline.last_yield.push_back(paths.of(BlocItem::yield, b).at(scenario.data_end));
  set_power_before(scenario, setting, paths, timeline);
  for (Month month = scenario.clock.start; month <= scenario.clock.end; month = month + 1) {
    MonthInputs inputs;
    set_prices(scenario, setting, paths, month, inputs);
    set_buyers(scenario, setting, paths, month, inputs);
    set_blocs(scenario, setting, paths, month, inputs);
    set_chip_power(scenario, setting, month, inputs);
    set_demand(scenario, setting, paths, month, inputs);
    apply_policies(scenario, setting, month, inputs);
    build_groups(scenario, setting, month, inputs);
    timeline.months.push_back(std::move(inputs));
  }
  return timeline;
}

}  // namespace racesim
