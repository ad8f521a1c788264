#include "racesim/model/mechanisms/chip_market.hpp"

#include <algorithm>
#include <bit>
#include <span>

#include "racesim/core/contract.hpp"
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
struct Market {
  const Stage& stage;
  ChipMarket::State& own;
  ChipMarket::Trade& trade;
  const Column<double>& orders;
  std::span<const BuyerGroup> groups;
  bool real;

  ChipMarket::Scratch& scratch() const { return own.scratch; }
  double* caps(std::size_t g) const { return scratch().cap.data() + g * stage.month().customer_caps.size(); }
  std::size_t claim(int bloc, int pool) const { return bloc * scratch().pool.size() + pool; }
};

/// Calls act(k) for every k in a bit set.
template <class Act>
void for_bits(std::uint64_t set, Act&& act) {
  for (; set != 0; set &= set - 1) act(std::countr_zero(set));
}

/// The vendor of a class that is sold legally; every such class has one.
int vendor_of(const Inputs& inputs, int chip) {
  expects(inputs.chip_vendor[chip] >= 0);
  return inputs.chip_vendor[chip];
}

/// Chips that can be smuggled into a bloc this month, in H100e of the class that is smuggled.
double smuggling_bound(const Market& market, int bloc) {
  if (!market.real) return 0;
  for (const BuyerGroup& group : market.groups) {
    if (group.bloc != bloc) continue;
    for (const Offer& offer : group.offers) {
      if (offer.route != Route::smuggled) continue;
      const double chips = market.stage.month().smuggled_chips[bloc] * market.own.smuggling_noise;
      return chips * market.stage.inputs.h100e[offer.chip];
    }
  }
  return 0;
}

void open_pools(const Market& market) {
  const MonthInputs& month = market.stage.month();
  const Inputs& inputs = market.stage.inputs;
  const Pools& pools = inputs.timeline.pools;
  std::vector<double>& pool = market.scratch().pool;
  for (int v = 0; v < inputs.n_vendors(); ++v) pool[pools.vendor(v)] = month.supply[v];
  for (int b = 0; b < inputs.n_blocs(); ++b) {
    pool[pools.domestic(b)] = DomesticLine::capacity(market.stage, market.trade, b, market.real);
    pool[pools.smuggled(b)] = smuggling_bound(market, b);
    pool[pools.rented(b)] = rental::left(market.stage, market.trade, market.scratch().addends, b, market.real);
  }
  for (std::size_t q = 0; q < month.quotas.size(); ++q) pool[pools.quota(static_cast<int>(q))] = month.quotas[q];
}

/// Who shops with whom: buyers under the same rules together, those whom a cap may bind alone.
void gather(const Market& market) {
  const Inputs& inputs = market.stage.inputs;
  const MonthInputs& month = market.stage.month();
  std::vector<int>& group = market.scratch().group;
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    group[i] = market.real ? month.group[i] : inputs.buyers.bloc[i];
    if (!market.real || month.own_group[i] < 0) continue;
    const std::size_t own = month.own_group[i];
    std::ranges::copy(month.customer_caps, market.caps(own));
    if (market.orders[i] > market.groups[own].reaches_cap) group[i] = month.own_group[i];
  }
}

void count_money(const Market& market) {
  const Inputs& inputs = market.stage.inputs;
  ChipMarket::Scratch& scratch = market.scratch();
  for (std::size_t g = 0; g < market.groups.size(); ++g) {
    const int alone = market.groups[g].buyer;
    if (alone >= 0) {
      scratch.money[g] = scratch.group[alone] == static_cast<int>(g) ? market.orders[alone] : 0;
    } else {
      for (int i = 0; i < inputs.n_buyers(); ++i) {
        scratch.addends[i] = scratch.group[i] == static_cast<int>(g) ? market.orders[i] : 0;
      }
      scratch.money[g] = order_free_sum(scratch.addends);
    }
    scratch.left[g] = scratch.money[g];
  }
}

/// Groups of a bloc divide what a pool has for the bloc in proportion to their money, so that it does not matter into
/// how many groups the rules split its buyers; what one leaves the others find in the next pass.
void stake_claims(const Market& market) {
  ChipMarket::Scratch& scratch = market.scratch();
  std::ranges::fill(scratch.claim, 0.0);
  for (std::size_t g = 0; g < market.groups.size(); ++g) {
    if (scratch.left[g] <= 0) continue;
    for (int pool : market.groups[g].pools) scratch.claim[market.claim(market.groups[g].bloc, pool)] += scratch.left[g];
  }
}

/// Most that a group can get of a pool.
double most_of(const Market& market, std::size_t g, int pool) {
  const ChipMarket::Scratch& scratch = market.scratch();
  const double claim = scratch.claim[market.claim(market.groups[g].bloc, pool)];
  return scratch.left[g] == claim ? scratch.pool[pool] : scratch.pool[pool] * (scratch.left[g] / claim);
}

/// Calls act(pool) for every pool that an offer draws on.
template <class Act>
void for_pools(const Market& market, const Offer& offer, Act&& act) {
  act(offer.pool);
  if (offer.vendor_pool >= 0) act(offer.vendor_pool);
  for_bits(offer.quotas, [&](int q) { act(market.stage.inputs.timeline.pools.quota(q)); });
}

/// Empties a group's row of a table of groups and offers.
void clear(const Market& market, std::size_t g, Table<double>& table) {
  std::fill_n(table[g].begin(), market.groups[g].offers.size(), 0.0);
}

/// A group plans its whole shopping, cheapest usable compute first, as if no other bloc bought.
void plan(const Market& market, std::size_t g) {
  ChipMarket::Scratch& scratch = market.scratch();
  const BuyerGroup& group = market.groups[g];
  if (scratch.money[g] <= 0) return;
  clear(market, g, scratch.planned);
  double money = scratch.left[g];
  double planned_chips[max_caps];
  if (group.buyer >= 0) std::fill_n(planned_chips, market.stage.month().customer_caps.size(), 0.0);
  for (std::size_t o = 0; o < group.offers.size() && money > 0; ++o) {
    const Offer& offer = group.offers[o];
    double most = infinity;
    for_pools(market, offer, [&](int pool) { most = std::min(most, most_of(market, g, pool)); });
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
void grant(const Market& market) {
  ChipMarket::Scratch& scratch = market.scratch();
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
void fill(const Market& market) {
  constexpr int passes = 4;
  ChipMarket::Scratch& scratch = market.scratch();
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
void hand_out(const Market& market) {
  const Inputs& inputs = market.stage.inputs;
  const ChipMarket::Scratch& scratch = market.scratch();
  ChipMarket::Trade& trade = market.trade;
  const std::span<double> transit = trade.transit[market.stage.t % trade.transit.rows()];
  const std::span<double> signed_rent = trade.signed_rent[market.stage.t % trade.signed_rent.rows()];
  const double kept = 1 - market.stage.parameters().chip_market.smuggling_seizure;
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    const int g = scratch.group[i];
    trade.spent[i] = 0;
    if (scratch.money[g] <= 0) continue;
    const double share = market.orders[i] / scratch.money[g];
    for (std::size_t o = 0; o < market.groups[g].offers.size(); ++o) {
      if (scratch.bought[g][o] <= 0) continue;  // most of what is on offer is not taken
      const Offer& offer = market.groups[g].offers[o];
      const double got = share * scratch.bought[g][o];
      trade.spent[i] += got * offer.price;
      if (offer.route == Route::rented) {
        signed_rent[i] += got;
      } else {
        transit[i * inputs.n_chips() + offer.chip] +=
            got / inputs.h100e[offer.chip] * (offer.route == Route::smuggled ? kept : 1.0);
      }
    }
  }
}

/// What was ordered a delay ago arrives: next month's orders take its place in the ring.
void deliver(const Stage& stage, ChipMarket::Trade& trade) {
  const std::span<double> due = trade.transit[(stage.t + 1) % trade.transit.rows()];
  std::ranges::copy(due, trade.delivered.begin());
  std::ranges::fill(due, 0.0);
}

/// Counts the real market's sales.
void book(const Market& market) {
  const Inputs& inputs = market.stage.inputs;
  ChipMarket::State& own = market.own;
  for (std::size_t g = 0; g < market.groups.size(); ++g) {
    const int bloc = market.groups[g].bloc;
    if (market.scratch().money[g] <= 0) continue;
    for (std::size_t o = 0; o < market.groups[g].offers.size(); ++o) {
      const Offer& offer = market.groups[g].offers[o];
      const double got = market.scratch().bought[g][o];
      if (offer.route == Route::rented) {
        own.rent[bloc] += got * offer.price;
        continue;
      }
      own.route[bloc * n_routes + static_cast<int>(offer.route)] += got;
      own.capex[bloc] += got * offer.price;
      if (offer.route == Route::legal) own.sold[bloc * inputs.n_vendors() + vendor_of(inputs, offer.chip)] += got;
      if (offer.route == Route::smuggled) own.smuggled[bloc] += got / inputs.h100e[offer.chip];
    }
  }
  std::vector<double>& addends = market.scratch().addends;
  for (int b = 0; b < inputs.n_blocs(); ++b) {
    for (int i = 0; i < inputs.n_buyers(); ++i) addends[i] = inputs.buyers.bloc[i] == b ? market.trade.rented[i] : 0;
    own.route[b * n_routes + static_cast<int>(Route::rented)] += order_free_sum(addends);
  }
}

}  // namespace

void ChipMarket::advance(const Stage& stage, State& own) {
  const MonthInputs& month = stage.month();
  const Capital::State& capital = stage.world.capital;
  for (const Market& market : {Market{stage, own, own.real, capital.real.orders, month.groups, true},
                               Market{stage, own, own.shadow, capital.shadow.orders, month.shadow_groups, false}}) {
    open_pools(market);
    gather(market);
    count_money(market);
    fill(market);
    hand_out(market);
    DomesticLine::settle(stage, market.trade, own.scratch, market.groups, market.real);
    if (market.real) book(market);
    deliver(stage, market.trade);
  }
}

}  // namespace racesim
