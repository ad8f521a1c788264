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

/// What a group orders of an offer [H100e], before pools are shared.
double order(const Offer& offer, double left, const MonthInputs& month) {
  const double want = offer.share * left / offer.price;
  return offer.quota < 1 ? std::min(want, offer.quota * month.supply[offer.pool]) : want;
}

/// The cheapest offer that the bloc of a group has not dealt with: listed and unlisted buyers come to a route together.
double next_price(const Market& market, std::size_t g) {
  double price = infinity;
  for (std::size_t h : {g & ~std::size_t{1}, g | 1}) {
    const std::size_t next = market.stage.world.market.next[h];
    if (next < market.offers[h].size()) price = std::min(price, market.offers[h][next].usable_price);
  }
  return price;
}

/// Every bloc's groups order from its next offer at once; short pools are shared in proportion to the orders.
/// False when no bloc has offers left.
bool fill_round(const Market& market) {
  MarketScratch& scratch = market.stage.world.market;
  std::ranges::fill(scratch.wanted, 0.0);
  bool any = false;
  for (std::size_t g = 0; g < market.offers.size(); ++g) {
    scratch.want[g] = -1;  // stays out of this round
    const std::size_t o = scratch.next[g];
    if (o >= market.offers[g].size() || market.offers[g][o].usable_price > next_price(market, g)) continue;
    any = true;
    const Offer& offer = market.offers[g][o];
    scratch.want[g] = order(offer, scratch.left[g], market.stage.inputs());
    scratch.wanted[offer.pool] += scratch.want[g];
    if (offer.vendor_pool >= 0) scratch.wanted[offer.vendor_pool] += scratch.want[g];
  }
  const auto ration = [&](int pool) {
    if (pool < 0 || scratch.wanted[pool] <= scratch.pool[pool]) return 1.0;
    return scratch.pool[pool] / scratch.wanted[pool];
  };
  for (std::size_t g = 0; g < market.offers.size(); ++g) {  // what is wanted becomes what is got
    if (scratch.want[g] < 0) continue;
    const Offer& offer = market.offers[g][scratch.next[g]];
    scratch.want[g] *= std::min(ration(offer.pool), ration(offer.vendor_pool));
  }
  for (std::size_t g = 0; g < market.offers.size(); ++g) {
    if (scratch.want[g] < 0) continue;
    const Offer& offer = market.offers[g][scratch.next[g]];
    const double got = scratch.want[g];
    scratch.bought[g][scratch.next[g]++] = got;
    scratch.left[g] -= got * offer.price;
    if (scratch.left[g] < smallest_order * scratch.money[g]) scratch.left[g] = 0;
    for (int pool : {offer.pool, offer.vendor_pool}) {
      if (pool >= 0) scratch.pool[pool] = std::max(0.0, scratch.pool[pool] - got);
    }
  }
  return any;
}

void fill(const Market& market) {
  MarketScratch& scratch = market.stage.world.market;
  std::ranges::fill(scratch.next, std::size_t{0});
  for (auto& bought : scratch.bought) std::ranges::fill(bought, 0.0);
  while (fill_round(market)) continue;
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
