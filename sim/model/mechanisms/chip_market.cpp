#include "racesim/model/mechanisms/chip_market.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/mechanisms/domestic_line.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

namespace {

/// Share of its money below which a group is done: rounding must not order a millionth of a chip.
constexpr double smallest_order = 1e-9;

/// One of the two markets of a month: with the rules in force, or the shadow without.
struct Market {
  const Stage& stage;
  Stocks& stocks;
  const Offers& offers;
  bool real;

  int group(int buyer) const { return real ? stage.inputs().group[buyer] : 2 * stage.setting.buyers.bloc[buyer]; }
};

/// Chips that can be smuggled into a bloc this month, in H100e of the class that is smuggled.
double smuggling_bound(const Market& market, int bloc) {
  if (!market.real) return 0;
  for (int g : {2 * bloc, 2 * bloc + 1}) {
    for (const Offer& offer : market.offers[g]) {
      if (offer.route != Route::smuggled) continue;
      const double chips = market.stage.inputs().smuggled_chips[bloc] * market.stage.world.smuggling_luck;
      return chips * market.stage.setting.chips[offer.chip].h100e;
    }
  }
  return 0;
}

void open_pools(const Market& market) {
  const MonthInputs& month = market.stage.inputs();
  const Setting& setting = market.stage.setting;
  const Pools& pools = setting.timeline.pools;
  std::vector<double>& pool = market.stage.world.market.pool;
  for (int v = 0; v < setting.n_vendors(); ++v) pool[pools.vendor(v)] = month.supply[v];
  for (int b = 0; b < setting.n_blocs(); ++b) {
    pool[pools.domestic(b)] = DomesticLine::capacity(market.stage, market.stocks, b, market.real);
    pool[pools.smuggled(b)] = smuggling_bound(market, b);
    pool[pools.rented(b)] = month.rentable[b] * (market.real ? month.rent_open[b] : 1);
  }
}

void count_money(const Market& market) {
  const Setting& setting = market.stage.setting;
  MarketScratch& scratch = market.stage.world.market;
  for (std::size_t g = 0; g < market.offers.size(); ++g) {
    for (int i = 0; i < setting.n_buyers(); ++i) {
      scratch.addends[i] = market.group(i) == static_cast<int>(g) ? market.stocks.orders[i] : 0;
    }
    scratch.money[g] = scratch.left[g] = order_free_sum(scratch.addends);
  }
}

/// Most that a group can get of a pool. A bloc's own pools are split between its listed and unlisted buyers in
/// proportion to their money; what one of them leaves is there for the other in the next pass.
double room(const Market& market, std::size_t g, int pool) {
  const MarketScratch& scratch = market.stage.world.market;
  if (pool < 0) return infinity;
  if (pool < market.stage.setting.n_vendors()) return scratch.pool[pool];
  const double both = scratch.left[g & ~std::size_t{1}] + scratch.left[g | 1];
  return scratch.pool[pool] * scratch.left[g] / both;
}

/// A group plans its whole shopping, cheapest usable compute first, as if no other bloc bought.
void plan(const Market& market, std::size_t g) {
  MarketScratch& scratch = market.stage.world.market;
  double money = scratch.left[g];
  for (std::size_t o = 0; o < market.offers[g].size() && money > 0; ++o) {
    const Offer& offer = market.offers[g][o];
    double want =
        std::min({offer.share * money / offer.price, room(market, g, offer.pool), room(market, g, offer.vendor_pool)});
    if (offer.quota < 1) {
      want = std::min(want, offer.quota * market.stage.inputs().supply[offer.pool] - scratch.bought[g][o]);
    }
    scratch.planned[g][o] = std::max(0.0, want);
    money -= scratch.planned[g][o] * offer.price;
    for (int pool : {offer.pool, offer.vendor_pool}) {
      if (pool >= 0) scratch.wanted[pool] += scratch.planned[g][o];
    }
  }
}

/// Short pools are shared in proportion to the plans.
void grant(const Market& market) {
  MarketScratch& scratch = market.stage.world.market;
  for (std::size_t p = 0; p < scratch.pool.size(); ++p) {
    scratch.ration[p] = scratch.wanted[p] > scratch.pool[p] ? scratch.pool[p] / scratch.wanted[p] : 1;
  }
  const auto rationed = [&](int pool) { return pool < 0 ? 1.0 : scratch.ration[pool]; };
  for (std::size_t g = 0; g < market.offers.size(); ++g) {
    for (std::size_t o = 0; o < market.offers[g].size(); ++o) {
      const Offer& offer = market.offers[g][o];
      const double got = scratch.planned[g][o] * std::min(rationed(offer.pool), rationed(offer.vendor_pool));
      scratch.bought[g][o] += got;
      scratch.left[g] -= got * offer.price;
      for (int pool : {offer.pool, offer.vendor_pool}) {
        if (pool >= 0) scratch.pool[pool] = std::max(0.0, scratch.pool[pool] - got);
      }
    }
    if (scratch.left[g] < smallest_order * scratch.money[g]) scratch.left[g] = 0;
  }
}

/// Everybody plans and is served at the same time; who got less than planned plans again with what is left.
void fill(const Market& market) {
  constexpr int passes = 4;
  MarketScratch& scratch = market.stage.world.market;
  for (auto& bought : scratch.bought) std::ranges::fill(bought, 0.0);
  for (int pass = 0; pass < passes; ++pass) {
    std::ranges::fill(scratch.wanted, 0.0);
    for (auto& planned : scratch.planned) std::ranges::fill(planned, 0.0);
    for (std::size_t g = 0; g < market.offers.size(); ++g) plan(market, g);
    if (std::ranges::all_of(scratch.wanted, [](double x) { return x <= 0; })) break;
    grant(market);
  }
}

/// Buyers of a group share what it bought in proportion to their orders; chips go on their way.
void hand_out(const Market& market) {
  const Setting& setting = market.stage.setting;
  const MarketScratch& scratch = market.stage.world.market;
  Stocks& stocks = market.stocks;
  Column<double>& transit = stocks.transit[market.stage.t % stocks.transit.size()];
  const double kept = 1 - market.stage.parameters().chip_market.seizure;
  for (int i = 0; i < setting.n_buyers(); ++i) {
    const int g = market.group(i);
    stocks.rented[i] = 0;
    stocks.spent[i] = 0;
    if (scratch.money[g] <= 0) continue;
    const double share = stocks.orders[i] / scratch.money[g];
    for (std::size_t o = 0; o < market.offers[g].size(); ++o) {
      const Offer& offer = market.offers[g][o];
      const double got = share * scratch.bought[g][o];
      stocks.spent[i] += got * offer.price;
      if (offer.route == Route::rented) {
        stocks.rented[i] += got;
      } else {
        transit[i * setting.n_chips() + offer.chip] +=
            got / setting.chips[offer.chip].h100e * (offer.route == Route::smuggled ? kept : 1.0);
      }
    }
  }
}

/// Enters the real market's sales into the ledger.
void book(const Market& market) {
  const Setting& setting = market.stage.setting;
  Ledger& ledger = market.stage.world.ledger;
  for (std::size_t g = 0; g < market.offers.size(); ++g) {
    const int bloc = static_cast<int>(g) / 2;
    for (std::size_t o = 0; o < market.offers[g].size(); ++o) {
      const Offer& offer = market.offers[g][o];
      const double got = market.stage.world.market.bought[g][o];
      ledger.route[bloc * n_routes + static_cast<int>(offer.route)] += got;
      if (offer.route != Route::rented) ledger.capex[bloc] += got * offer.price;
      if (offer.route == Route::legal) ledger.sold[bloc * setting.n_vendors() + setting.chip_vendor[offer.chip]] += got;
      if (offer.route == Route::smuggled) ledger.smuggled[bloc] += got / setting.chips[offer.chip].h100e;
    }
  }
}

}  // namespace

void ChipMarket::advance(const Stage& stage) {
  const MonthInputs& month = stage.inputs();
  for (const Market& market : {Market{stage, stage.world.real, month.offers, true},
                               Market{stage, stage.world.shadow, month.shadow_offers, false}}) {
    open_pools(market);
    count_money(market);
    fill(market);
    hand_out(market);
    DomesticLine::settle(stage, market.stocks, market.offers, market.real);
    if (market.real) book(market);
  }
}

}  // namespace racesim
