// What is sold in all and to each customer under licences, quotas and caps.
#include <algorithm>

#include "support/catch.hpp"
#include "support/policies.hpp"

using namespace racesim;

namespace {

const Month later = Month::of(2025, 6);

/// Chips of a class that a buyer orders in the month that the world has just done.
template <class Visit>
void every_purchase(const Inputs& inputs, int months, Visit&& visit) {
  World world = start_of(inputs);
  for (int t = 0; t < months; ++t) {
    const std::size_t slot = t % world.chip_market.real.transit.rows();
    advance(inputs, world, 1);
    for (int i = 0; i < inputs.n_buyers(); ++i) {
      for (int c = 0; c < inputs.n_chips(); ++c) {
        const std::size_t k = static_cast<std::size_t>(i) * inputs.n_chips() + c;
        visit(t, i, c, world.chip_market.real.transit[slot][k]);
      }
    }
  }
}

ExportRule capped(double cap) {
  ExportRule rule = ban_on_china("capped", Month::of(2024, 1));
  rule.licence_probability = 1;
  rule.customer_cap = cap;
  return rule;
}

}  // namespace

TEST_CASE("a licence is a share of the money however often a buyer plans") {
  // Whoever has money left plans again, four times in all; the licensed share must not grow with that. Supply is ample.
  ExportRule rule = ban_on_china();
  rule.licence_probability = 0.02;
  Scenario scenario = with(free_to_2027(), rule);
  for (SupplyRate& row : scenario.supply) row.h100e_per_month *= 1000;
  for (BlocPoint& point : scenario.bloc_paths) {
    if (point.item == BlocItem::rental_h100e || point.item == BlocItem::smuggled_chips_per_year) point.value = 0;
  }
  for (BlocPoint& point : scenario.domestic_supply) {
    if (point.item != BlocItem::yield) point.value = 0;
  }
  const Inputs inputs = inputs_of(scenario);
  const int t = later - inputs.start, china = bloc_of(inputs, "China");
  World world = start_of(inputs);
  advance(inputs, world, t);
  advance(inputs, world, 1);
  const MonthInputs& month_inputs = inputs.timeline.months[t];
  const int tencent = find_name(inputs.buyers.name, "Tencent");
  double most = 1;  // of the money that no licence of any class takes
  for (const Offer& offer : month_inputs.groups[month_inputs.group[tencent]].offers)
    most *= offer.route == Route::legal ? 1 - offer.share : 1;
  CHECK(inputs.buyers.bloc[tencent] == china);
  CHECK(most < 1);
  CHECK(world.chip_market.real.spent[tencent] == Approx((1 - most) * world.capital.real.orders[tencent]).epsilon(1e-9));
}

TEST_CASE("a quota bounds all that a vendor sells under a rule, to however many groups and in however many classes") {
  ExportRule rule = ban_on_china();
  rule.licence_probability = 1;
  rule.quota = 0.05;
  auto listing = dated<EntityListing>("listing");  // so that China's buyers are two groups
  listing.from = "other";
  listing.labs = {"Tencent", "Alibaba"};
  auto dearer = ban_on_china("dearer");
  dearer.to = {"ByteDance"};
  dearer.licence_probability = 1;
  dearer.fee = 0.01;
  const Inputs inputs = inputs_of(with(with(with(free_to_2027(), rule), listing), dearer));
  const std::size_t vendors = inputs.n_vendors();
  const int china = bloc_of(inputs, "China");
  World world = start_of(inputs);
  double largest = 0;
  for (int t = 0; t < inputs.months; ++t) {
    const Column<double> before = world.chip_market.sold;
    advance(inputs, world, 1);
    if (inputs.start + t < rule.at) continue;
    for (std::size_t v = 0; v < vendors; ++v) {
      const std::size_t k = china * vendors + v;
      const double supply = inputs.timeline.months[t].supply[v];
      INFO(inputs.vendors[v] << " in month " << t);
      CHECK(world.chip_market.sold[k] - before[k] <= 0.05 * supply * (1 + 1e-9) + 1e-6);
      if (supply > 0) largest = std::max(largest, (world.chip_market.sold[k] - before[k]) / supply);
    }
  }
  CHECK(inputs.timeline.months[later - inputs.start].groups.size() == 4);
  CHECK(largest > 0.049);
}

TEST_CASE("no buyer gets more than a twelfth of its cap a month, those below it as much as before") {
  const ExportRule rule = capped(120000);
  Scenario plenty = free_to_2027();  // so that the cap binds and not the supply
  for (SupplyRate& row : plenty.supply) row.h100e_per_month *= 100;
  const Inputs inputs = inputs_of(with(plenty, rule));
  std::vector<double> bought(inputs.months * inputs.n_buyers(), 0);
  every_purchase(inputs, inputs.months, [&](int t, int i, int c, double chips) {
    const bool caught = inputs.chips[c].origin == "US" && inputs.blocs[inputs.buyers.bloc[i]] == "China";
    if (caught && inputs.start + t >= rule.at) bought[t * inputs.n_buyers() + i] += chips;
  });
  CHECK(*std::ranges::max_element(bought) <= 10000 * (1 + 1e-12));
  int at_the_cap = 0, below = 0;
  for (double chips : bought) {
    at_the_cap += chips > 9999.9 ? 1 : 0;
    below += chips > 10 && chips < 9000 ? 1 : 0;
  }
  CHECK(at_the_cap > 10);
  CHECK(below > 10);
}

TEST_CASE("a cap that nobody can reach changes nothing, bit for bit") {
  ExportRule open = capped(1e12);
  open.customer_cap.reset();
  check_same_ends(with(free_to_2027(), open), with(free_to_2027(), capped(1e12)));
}

TEST_CASE("whether buyers of a bloc shop together or alone makes no difference where no cap binds") {
  // The cap is in reach of their money, but a quota leaves them less.
  ExportRule rule = capped(120000);
  rule.quota = 1e-4;
  ExportRule open = rule;
  open.customer_cap.reset();
  const Inputs together = inputs_of(with(free_to_2027(), open)), alone = inputs_of(with(free_to_2027(), rule));
  const World a = end_of(together), b = end_of(alone);
  const int tencent = find_name(alone.buyers.name, "Tencent");
  const MonthInputs& last = alone.timeline.months.back();
  REQUIRE(last.own_group[tencent] >= 0);
  double cheapest = infinity;
  for (const Offer& offer : last.groups[last.own_group[tencent]].offers) {
    if (offer.caps != 0) cheapest = std::min(cheapest, offer.price * alone.chips[offer.chip].h100e);
  }
  REQUIRE(b.capital.real.orders[tencent] / cheapest > 10000);
  for (int i = 0; i < together.n_buyers(); ++i) {
    INFO(together.buyers.name[i]);
    CHECK(b.fleet.real.usable[i] == Approx(a.fleet.real.usable[i]).epsilon(1e-6));
  }
}
