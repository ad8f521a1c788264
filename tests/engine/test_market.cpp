// What holds in every month of the market: money is spent on offers, chips come from a supply and end in a stock, and
// nobody buys what the law keeps from them.
#include <cmath>

#include "racesim/model/mechanisms/domestic_line.hpp"
#include "racesim/model/names.hpp"
#include "racesim/model/rules.hpp"
#include "racesim/model/stage.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

double buyer_sum(const Inputs& inputs, const Column<double>& column, int bloc) {
  double sum = 0;
  for (int i = 0; i < inputs.n_buyers(); ++i) sum += inputs.buyers.bloc[i] == bloc ? column[i] : 0;
  return sum;
}

/// What a bloc spent this month by the prices of its offers.
double bill(const Inputs& inputs, const World& world, int t, int bloc) {
  double sum = 0;
  // The room of the market holds the shadow's purchases last, so the shadow's offers are the ones to price.
  const std::vector<Offer>& offers = inputs.timeline.months[t].shadow_groups[bloc].offers;
  for (std::size_t o = 0; o < offers.size(); ++o) sum += world.chip_market.scratch.bought[bloc][o] * offers[o].price;
  return sum;
}

double flow(const Column<double>& before, const Column<double>& after, std::size_t k) { return after[k] - before[k]; }

}  // namespace

TEST_CASE("what buyers spend is what the offers they took cost, and never more than they ordered for") {
  const Inputs inputs = inputs_of(baseline());
  every_month(inputs, [&](const World& before, const World& after, int t) {
    for (int b = 0; b < inputs.n_blocs(); ++b) {
      const double spent = buyer_sum(inputs, after.chip_market.shadow.spent, b);
      CHECK(spent == Approx(bill(inputs, after, t, b)).epsilon(1e-12).margin(1e-6));
      const double rent = flow(before.chip_market.rent, after.chip_market.rent, b);
      const double paid = flow(before.chip_market.capex, after.chip_market.capex, b) + rent;
      CHECK(buyer_sum(inputs, after.chip_market.real.spent, b) == Approx(paid).epsilon(1e-7).margin(1));
    }
    for (int i = 0; i < inputs.n_buyers(); ++i) {
      CHECK(after.chip_market.real.spent[i] <= after.capital.real.orders[i] * (1 + 1e-12));
      CHECK(after.chip_market.shadow.spent[i] <= after.capital.shadow.orders[i] * (1 + 1e-12));
    }
  });
}

TEST_CASE("orders are budget and savings, front-loaded before a rule; what is left obeys its rule") {
  Scenario scenario = baseline();
  for (Policy& policy : scenario.policies) {
    if (auto* rule = std::get_if<ExportRule>(&policy)) rule->announced = rule->at - 4;
  }
  const Inputs inputs = inputs_of(scenario);
  const Capital::Params& p = inputs.parameters.capital;
  bool front_loaded = false;
  every_month(inputs, [&](const World& before, const World& after, int t) {
    const MonthInputs& month = inputs.timeline.months[t];
    for (int i = 0; i < inputs.n_buyers(); ++i) {
      const double budget = after.capital.budget[i];
      const double available = budget + before.capital.real.carried[i];
      const double front_loading = month.anticipation[i];
      front_loaded |= front_loading > 1;
      CHECK(after.capital.real.orders[i] == std::max(0.0, available) * front_loading);
      CHECK(after.capital.shadow.orders[i] == std::max(0.0, budget + before.capital.shadow.carried[i]));
      CHECK(after.capital.real.carried[i] == p.carried(available, after.chip_market.real.spent[i]));
      CHECK(after.capital.shadow.carried[i] ==
            p.carried(budget + before.capital.shadow.carried[i], after.chip_market.shadow.spent[i]));
    }
  });
  CHECK(front_loaded);
}

TEST_CASE("a stock changes by what arrives after its delay and what wears out, chip by chip") {
  const Inputs inputs = inputs_of(baseline());
  const Fleet::Params& fleet = inputs.parameters.fleet;
  const std::size_t delay = start_of(inputs).chip_market.real.transit.rows();
  CHECK(delay == static_cast<std::size_t>(fleet.delivery_delay));
  every_month(inputs, [&](const World& before, const World& after, int t) {
    const std::size_t arriving = (t + 1) % delay;
    const bool same_slot = delay == 1;
    REQUIRE_FALSE(same_slot);
    for (std::size_t k = 0; k < after.fleet.real.count.size(); ++k) {
      const Fleet::Cohort cohort = fleet.next({before.fleet.real.count[k], before.fleet.real.age[k]},
                                              before.chip_market.real.transit[arriving][k]);
      CHECK(after.fleet.real.count[k] == cohort.count);
      if (cohort.count > 0) CHECK(after.fleet.real.age[k] == cohort.age);
      CHECK(after.chip_market.real.transit[arriving][k] == 0);
    }
  });
}

TEST_CASE("vendors sell no more than they make, home lines no more than they can, renters rent what there is") {
  const Inputs inputs = inputs_of(baseline());
  const std::size_t vendors = inputs.n_vendors();
  every_month(inputs, [&](const World& before, const World& after, int t) {
    const MonthInputs& month = inputs.timeline.months[t];
    for (std::size_t v = 0; v < vendors; ++v) {
      double sold = 0;
      for (std::size_t b = 0; b < inputs.blocs.size(); ++b) {
        sold += flow(before.chip_market.sold, after.chip_market.sold, b * vendors + v);
      }
      CHECK(sold <= month.supply[v] * (1 + 1e-9) + 1e-6);
    }
    for (int b = 0; b < inputs.n_blocs(); ++b) {
      const Stage stage{inputs, before, t, 0};
      const double domestic = flow(before.chip_market.route, after.chip_market.route, b * n_routes + 1);
      CHECK(domestic <= DomesticLine::capacity(stage, before.chip_market.real, b, true) * (1 + 1e-9) + 1e-6);
      CHECK(after.chip_market.real.domestic_made[b] - before.chip_market.real.domestic_made[b] ==
            Approx(domestic).epsilon(1e-7).margin(1e-6));
      const double smuggled = flow(before.chip_market.smuggled, after.chip_market.smuggled, b);
      CHECK(smuggled <= month.smuggled_chips[b] * after.chip_market.smuggling_noise * (1 + 1e-9) + 1e-6);
      const double rented = buyer_sum(inputs, after.chip_market.real.rented, b);
      CHECK(rented <= month.rentable[b] * month.rent_open[b] * (1 + 1e-12));
    }
  });
}

TEST_CASE("no group is offered what a rule bars, and listed labs are offered nothing of the origin that lists them") {
  const Scenario& scenario = baseline();
  const Inputs inputs = inputs_of(scenario);
  int barred = 0, listed_offers = 0;
  for (int t = 0; t < inputs.months; ++t) {
    const MonthInputs& month = inputs.timeline.months[t];
    for (int i = 0; i < inputs.n_buyers(); ++i) {
      const Buyer buyer{inputs.blocs[inputs.buyers.bloc[i]], inputs.buyers.name[i]};
      for (const Offer& offer : month.groups[month.group[i]].offers) {
        if (offer.route != Route::legal) continue;
        const ChipClass& chip = inputs.chips[offer.chip];
        const ChipRuling law = ruling(scenario, chip, buyer, inputs.start + t);
        CHECK_FALSE(law.barred());
        CHECK(offer.share == law.share());
        CHECK((offer.quotas != 0) == (law.quota < 1));
        CHECK((offer.caps != 0) == (law.customer_cap < infinity));
        if (buyer.name == "Huawei" && chip.origin == "US") ++listed_offers;
      }
    }
    for (const ChipClass& chip : scenario.chips) {
      if (on_sale(chip, "China", inputs.start + t)) {
        barred += ruling(scenario, chip, {"China"}, inputs.start + t).share() < 0.05 ? 1 : 0;
      }
    }
  }
  CHECK(listed_offers == 0);
  CHECK(barred > 100);
}

TEST_CASE("a listed lab gets American chips by smuggling only") {
  const Inputs inputs = inputs_of(baseline());
  const int huawei = find_name(inputs.buyers.name, "Huawei");
  REQUIRE(huawei >= 0);
  every_month(inputs, [&](const World& before, const World& after, int t) {
    const MonthInputs& month = inputs.timeline.months[t];
    const std::size_t ordered = t % after.chip_market.real.transit.rows();
    for (int c = 0; c < inputs.n_chips(); ++c) {
      const std::size_t k = static_cast<std::size_t>(huawei) * inputs.n_chips() + c;
      if (inputs.chips[c].origin != "US" ||
          after.chip_market.real.transit[ordered][k] <= before.chip_market.real.transit[ordered][k])
        continue;
      const auto& offers = month.groups[month.group[huawei]].offers;
      CHECK(std::ranges::any_of(offers, [&](const Offer& o) { return o.chip == c && o.route == Route::smuggled; }));
    }
  });
}
