#include "racesim/model/mechanisms/chip_market.hpp"

#include <algorithm>
#include <bit>
#include <span>

#include "racesim/core/math.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/mechanisms/domestic_line.hpp"
#include "racesim/model/stage.hpp"
#include "rental.hpp"

namespace racesim {

namespace {

/// Share of its money below which a group is done: rounding must not order a millionth of a chip.
constexpr double smallest_order = 1e-9;

/// One of the two markets of a month: with the rules in force, or the shadow without.
struct Trade {
  const Stage& stage;
  Stocks& stocks;
  std::span<const BuyerGroup> groups;
  bool real;

  MarketScratch& scratch() const { return stage.world.market; }
  double* caps(std::size_t g) const { return scratch().cap.data() + g * stage.month().customer_caps.size(); }
  std::size_t claim(int bloc, int pool) const { return bloc * scratch().pool.size() + pool; }
};

/// Calls act(k) for every k in a bit set.
template <class Act>
void for_bits(std::uint64_t set, Act&& act) {
  for (; set != 0; set &= set - 1) act(std::countr_zero(set));
}

/// Chips that can be smuggled into a bloc this month, in H100e of the class that is smuggled.
double smuggling_bound(const Trade& market, int bloc) {
  if (!market.real) return 0;
  for (const BuyerGroup& group : market.groups) {
    if (group.bloc != bloc) continue;
    for (const Offer& offer : group.offers) {
      if (offer.route != Route::smuggled) continue;
      const double chips = market.stage.month().smuggled_chips[bloc] * market.stage.world.smuggling_noise;
      return chips * market.stage.inputs.h100e[offer.chip];
    }
  }
  return 0;
}

void open_pools(const Trade& market) {
  const MonthInputs& month = market.stage.month();
  const Inputs& inputs = market.stage.inputs;
  const Pools& pools = inputs.timeline.pools;
  std::vector<double>& pool = market.scratch().pool;
  for (int v = 0; v < inputs.n_vendors(); ++v) pool[pools.vendor(v)] = month.supply[v];
  for (int b = 0; b < inputs.n_blocs(); ++b) {
    pool[pools.domestic(b)] = DomesticLine::capacity(market.stage, market.stocks, b, market.real);
    pool[pools.smuggled(b)] = smuggling_bound(market, b);
    pool[pools.rented(b)] = rental::left(market.stage, market.stocks, b, market.real);
  }
  for (std::size_t q = 0; q < month.quotas.size(); ++q) pool[pools.quota(static_cast<int>(q))] = month.quotas[q];
}

/// Who shops with whom: buyers under the same rules together, those whom a cap may bind alone.
void gather(const Trade& market) {
  const Inputs& inputs = market.stage.inputs;
  const MonthInputs& month = market.stage.month();
  std::vector<int>& group = market.scratch().group;
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    group[i] = market.real ? month.group[i] : inputs.buyers.bloc[i];
    if (!market.real || month.own_group[i] < 0) continue;
    const std::size_t own = month.own_group[i];
    std::ranges::copy(month.customer_caps, market.caps(own));
    if (market.stocks.orders[i] > market.groups[own].reaches_cap) group[i] = month.own_group[i];
  }
}

void count_money(const Trade& market) {
  const Inputs& inputs = market.stage.inputs;
  MarketScratch& scratch = market.scratch();
  for (std::size_t g = 0; g < market.groups.size(); ++g) {
    const int alone = market.groups[g].buyer;
    if (alone >= 0) {
      scratch.money[g] = scratch.group[alone] == static_cast<int>(g) ? market.stocks.orders[alone] : 0;
    } else {
      for (int i = 0; i < inputs.n_buyers(); ++i) {
        scratch.addends[i] = scratch.group[i] == static_cast<int>(g) ? market.stocks.orders[i] : 0;
      }
      scratch.money[g] = order_free_sum(scratch.addends);
    }
    scratch.left[g] = scratch.money[g];
  }
}

/// Groups of a bloc divide what a pool has for the bloc in proportion to their money, so that it does not matter into
/// how many groups the rules split its buyers; what one leaves the others find in the next pass.
void stake_claims(const Trade& market) {
  MarketScratch& scratch = market.scratch();
  std::ranges::fill(scratch.claim, 0.0);
  for (std::size_t g = 0; g < market.groups.size(); ++g) {
    if (scratch.left[g] <= 0) continue;
    for (int pool : market.groups[g].pools) scratch.claim[market.claim(market.groups[g].bloc, pool)] += scratch.left[g];
  }
}

/// Most that a group can get of a pool.
double room(const Trade& market, std::size_t g, int pool) {
  const MarketScratch& scratch = market.scratch();
  const double claim = scratch.claim[market.claim(market.groups[g].bloc, pool)];
  return scratch.left[g] == claim ? scratch.pool[pool] : scratch.pool[pool] * (scratch.left[g] / claim);
}

/// Calls act(pool) for every pool that an offer draws on.
template <class Act>
void for_pools(const Trade& market, const Offer& offer, Act&& act) {
  act(offer.pool);
  if (offer.vendor_pool >= 0) act(offer.vendor_pool);
  for_bits(offer.quotas, [&](int q) { act(market.stage.inputs.timeline.pools.quota(q)); });
}

/// Empties a group's row of a table of groups and offers.
void clear(const Trade& market, std::size_t g, std::vector<std::vector<double>>& table) {
  std::fill_n(table[g].begin(), market.groups[g].offers.size(), 0.0);
}

/// A group plans its whole shopping, cheapest usable compute first, as if no other bloc bought.
void plan(const Trade& market, std::size_t g) {
  MarketScratch& scratch = market.scratch();
  const BuyerGroup& group = market.groups[g];
  if (scratch.money[g] <= 0) return;
  clear(market, g, scratch.planned);
  double money = scratch.left[g];
  double planned_chips[max_caps];
  if (group.buyer >= 0) std::fill_n(planned_chips, market.stage.month().customer_caps.size(), 0.0);
  for (std::size_t o = 0; o < group.offers.size() && money > 0; ++o) {
    const Offer& offer = group.offers[o];
    double most = infinity;
    for_pools(market, offer, [&](int pool) { most = std::min(most, room(market, g, pool)); });
    if (most <= 0) continue;
    double want = money / offer.price;
    // A licence is a share of the money, in however many passes it is spent.
    if (offer.share < 1) want = offer.share * (want + scratch.bought[g][o]) - scratch.bought[g][o];
    want = std::min(want, most);
    const double per_chip = offer.caps == 0 ? 0 : market.stage.inputs.h100e[offer.chip];
    if (group.buyer >= 0) {
      for_bits(offer.caps, [&](int k) { want = std::min(want, (market.caps(g)[k] - planned_chips[k]) * per_chip); });
    }
    if (!(want > 0)) continue;
    if (group.buyer >= 0) for_bits(offer.caps, [&](int k) { planned_chips[k] += want / per_chip; });
    scratch.planned[g][o] = want;
    money -= want * offer.price;
    for_pools(market, offer, [&](int pool) { scratch.wanted[pool] += want; });
  }
}

/// Short pools are shared in proportion to the plans.
void grant(const Trade& market) {
  MarketScratch& scratch = market.scratch();
  for (std::size_t p = 0; p < scratch.pool.size(); ++p) {
    scratch.ration[p] = scratch.wanted[p] > scratch.pool[p] ? scratch.pool[p] / scratch.wanted[p] : 1;
  }
  for (std::size_t g = 0; g < market.groups.size(); ++g) {
    const BuyerGroup& group = market.groups[g];
    if (scratch.money[g] <= 0) continue;
    for (std::size_t o = 0; o < group.offers.size(); ++o) {
      if (scratch.planned[g][o] <= 0) continue;
      const Offer& offer = group.offers[o];
      double rationed = 1;
      for_pools(market, offer, [&](int pool) { rationed = std::min(rationed, scratch.ration[pool]); });
      const double got = scratch.planned[g][o] * rationed;
      scratch.bought[g][o] += got;
      scratch.left[g] -= got * offer.price;
      for_pools(market, offer, [&](int pool) { scratch.pool[pool] = std::max(0.0, scratch.pool[pool] - got); });
      if (group.buyer < 0) continue;
      for_bits(offer.caps, [&](int k) { market.caps(g)[k] -= got / market.stage.inputs.h100e[offer.chip]; });
    }
    if (scratch.left[g] < smallest_order * scratch.money[g]) scratch.left[g] = 0;
  }
}

/// Everybody plans and is served at the same time; who got less than planned plans again with what is left.
void fill(const Trade& market) {
  constexpr int passes = 4;
  MarketScratch& scratch = market.scratch();
  for (std::size_t g = 0; g < market.groups.size(); ++g) clear(market, g, scratch.bought);
  for (int pass = 0; pass < passes; ++pass) {
    std::ranges::fill(scratch.wanted, 0.0);
    stake_claims(market);
    for (std::size_t g = 0; g < market.groups.size(); ++g) plan(market, g);
    if (std::ranges::all_of(scratch.wanted, [](double x) { return x <= 0; })) break;
    grant(market);
  }
}

/// Buyers of a group share what it bought in proportion to their orders; chips go on their way.
void hand_out(const Trade& market) {
  const Inputs& inputs = market.stage.inputs;
  const MarketScratch& scratch = market.scratch();
  Stocks& stocks = market.stocks;
  Column<double>& transit = stocks.transit[market.stage.t % stocks.transit.size()];
  const double kept = 1 - market.stage.parameters().chip_market.seizure;
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    const int g = scratch.group[i];
    stocks.spent[i] = 0;
    if (scratch.money[g] <= 0) continue;
    const double share = stocks.orders[i] / scratch.money[g];
    for (std::size_t o = 0; o < market.groups[g].offers.size(); ++o) {
      if (scratch.bought[g][o] <= 0) continue;  // most of what is on offer is not taken
      const Offer& offer = market.groups[g].offers[o];
      const double got = share * scratch.bought[g][o];
      stocks.spent[i] += got * offer.price;
      if (offer.route == Route::rented) {
        stocks.signed_rent[market.stage.t % stocks.signed_rent.size()][i] += got;
      } else {
        transit[i * inputs.n_chips() + offer.chip] +=
            got / inputs.h100e[offer.chip] * (offer.route == Route::smuggled ? kept : 1.0);
      }
    }
  }
}

/// Enters the real market's sales into the ledger.
void book(const Trade& market) {
  const Inputs& inputs = market.stage.inputs;
  Ledger& ledger = market.stage.world.ledger;
  for (std::size_t g = 0; g < market.groups.size(); ++g) {
    const int bloc = market.groups[g].bloc;
    if (market.scratch().money[g] <= 0) continue;
    for (std::size_t o = 0; o < market.groups[g].offers.size(); ++o) {
      const Offer& offer = market.groups[g].offers[o];
      const double got = market.scratch().bought[g][o];
      if (offer.route == Route::rented) {
        ledger.rent[bloc] += got * offer.price;
        continue;
      }
      ledger.route[bloc * n_routes + static_cast<int>(offer.route)] += got;
      ledger.capex[bloc] += got * offer.price;
      if (offer.route == Route::legal) ledger.sold[bloc * inputs.n_vendors() + inputs.chip_vendor[offer.chip]] += got;
      if (offer.route == Route::smuggled) ledger.smuggled[bloc] += got / inputs.h100e[offer.chip];
    }
  }
  std::vector<double>& addends = market.scratch().addends;
  for (int b = 0; b < inputs.n_blocs(); ++b) {
    for (int i = 0; i < inputs.n_buyers(); ++i) addends[i] = inputs.buyers.bloc[i] == b ? market.stocks.rented[i] : 0;
    ledger.route[b * n_routes + static_cast<int>(Route::rented)] += order_free_sum(addends);
  }
}

}  // namespace

void ChipMarket::advance(const Stage& stage) {
  const MonthInputs& month = stage.month();
  for (const Trade& market : {Trade{stage, stage.world.real, month.groups, true},
                              Trade{stage, stage.world.shadow, month.shadow_groups, false}}) {
    open_pools(market);
    gather(market);
    count_money(market);
    fill(market);
    hand_out(market);
    DomesticLine::settle(stage, market.stocks, market.groups, market.real);
    if (market.real) book(market);
  }
}

}  // namespace racesim
