#include "build_offers.hpp"

#include <algorithm>

#include "racesim/model/rules.hpp"

namespace racesim {

namespace {

struct Destination {
  const Scenario& scenario;
  const Setting& setting;
  const MonthInputs& inputs;
  Month month;
  int bloc;
  bool listed;
  bool ruled;

  const std::string& name() const { return setting.blocs[bloc]; }
  Pools pools() const { return {.vendors = setting.n_vendors(), .blocs = setting.n_blocs()}; }
};

Offer chip_offer(const Destination& to, int chip, double price_factor) {
  const double per_h100e = to.inputs.price[chip] * price_factor / to.setting.chips[chip].h100e;
  const double software = to.setting.usable_h100e[chip] / to.setting.chips[chip].h100e;
  return {.chip = chip, .price = per_h100e, .usable_price = per_h100e / software};
}

/// Legal imports, and what of the domestic line is on sale.
void add_chips(const Destination& to, std::vector<Offer>& offers) {
  int domestic = -1;
  for (int c = 0; c < to.setting.n_chips(); ++c) {
    const ChipClass& chip = to.setting.chips[c];
    if (!on_sale(chip, to.name(), to.month)) continue;
    if (to.setting.chip_vendor[c] < 0) {  // not in the world's supply: made by the bloc itself
      if (chip.origin == to.name() && (domestic < 0 || chip_offer(to, c, 1).price < chip_offer(to, domestic, 1).price))
        domestic = c;
      continue;
    }
    const Verdict law = to.ruled ? verdict(to.scenario, chip, to.name(), to.month, to.listed) : Verdict{};
    if (law.barred()) continue;
    Offer offer = chip_offer(to, c, 1 + law.fee);
    offer.route = Route::legal;
    offer.pool = to.pools().vendor(to.setting.chip_vendor[c]);
    offer.share = law.share;
    offer.quota = law.quota;
    offers.push_back(offer);
  }
  if (domestic < 0) return;
  Offer offer = chip_offer(to, domestic, 1);
  offer.route = Route::domestic;
  offer.pool = to.pools().domestic(to.bloc);
  offers.push_back(offer);
}

/// The class that the rules keep from this destination and that is easiest to divert: of the largest vendor, the
/// cheapest sold to the world. It costs a premium.
void add_smuggled(const Destination& to, std::vector<Offer>& offers) {
  if (!to.ruled) return;
  const double premium = 1 + to.setting.parameters.chip_market.smuggling_premium;
  const auto largest = std::ranges::max_element(to.inputs.supply) - to.inputs.supply.begin();
  Offer best{.chip = -1};
  for (int c = 0; c < to.setting.n_chips(); ++c) {
    const ChipClass& chip = to.setting.chips[c];
    if (to.setting.chip_vendor[c] != largest || !chip.sold_in.empty() || !on_sale(chip, to.name(), to.month)) continue;
    if (verdict(to.scenario, chip, to.name(), to.month, to.listed).share >= 1) continue;
    const Offer offer = chip_offer(to, c, premium);
    if (best.chip < 0 || offer.usable_price < best.usable_price) best = offer;
  }
  if (best.chip < 0) return;
  best.route = Route::smuggled;
  best.pool = to.pools().smuggled(to.bloc);
  best.vendor_pool = to.pools().vendor(to.setting.chip_vendor[best.chip]);
  offers.push_back(best);
}

void add_rent(const Destination& to, std::vector<Offer>& offers) {
  if (to.inputs.rentable[to.bloc] <= 0) return;
  const double horizon = to.setting.parameters.chip_market.rental_horizon;
  offers.push_back({.route = Route::rented,
                    .chip = -1,
                    .pool = to.pools().rented(to.bloc),
                    .price = to.inputs.rent,
                    .usable_price = to.inputs.rent * horizon});
}

}  // namespace

Offers build_offers(const Scenario& scenario, const Setting& setting, const MonthInputs& inputs, Month month,
                    bool ruled) {
  Offers result;
  for (int b = 0; b < setting.n_blocs(); ++b) {
    for (bool listed : {false, true}) {
      const Destination to{scenario, setting, inputs, month, b, listed, ruled};
      std::vector<Offer> offers;
      add_chips(to, offers);
      add_smuggled(to, offers);
      add_rent(to, offers);
      std::ranges::stable_sort(offers, {}, &Offer::usable_price);
      result.push_back(std::move(offers));
    }
  }
  return result;
}

}  // namespace racesim
