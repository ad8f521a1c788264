#include <algorithm>
#include <bit>
#include <numeric>

#include "parts.hpp"
#include "racesim/core/field.hpp"

namespace racesim {

namespace {

/// Offers of a month at its prices.
struct OfferBuilder {
  const Inputs& inputs;
  const MonthInputs& month_inputs;
  Pools pools{.vendors = inputs.n_vendors(), .blocs = inputs.n_blocs()};

  /// Sets the prices of an offer of chips.
  Offer priced(Offer offer, double price_factor) const {
    const double h100e = inputs.chips[offer.chip].h100e;
    const double software = inputs.usable_h100e[offer.chip] / h100e;
    offer.price = month_inputs.price[offer.chip] * price_factor / h100e;
    offer.usable_price = offer.price / software;
    return offer;
  }

  /// What of the domestic line is on sale: the cheapest class.
  void add_domestic(const GroupPlan& plan, std::vector<Offer>& offers) const {
    Offer best{.chip = -1};
    for (int c : plan.domestic) {
      const Offer offer = priced({.route = Route::domestic, .chip = c, .pool = pools.domestic(plan.bloc)}, 1);
      if (best.chip < 0 || offer.price < best.price) best = offer;
    }
    if (best.chip >= 0) offers.push_back(best);
  }

  /// The class that the rules keep from this destination and that is easiest to divert: of the largest vendor, the
  /// cheapest sold to the world. It costs a premium.
  void add_smuggled(const GroupPlan& plan, std::vector<Offer>& offers) const {
    if (plan.diverted.empty()) return;
    const double premium = 1 + inputs.parameters.chip_market.smuggling_premium;
    const auto largest = static_cast<int>(std::ranges::max_element(month_inputs.supply) - month_inputs.supply.begin());
    Offer best{.chip = -1};
    for (int c : plan.diverted) {
      if (inputs.chip_vendor[c] != largest) continue;
      const Offer offer = priced({.route = Route::smuggled,
                                  .chip = c,
                                  .pool = pools.smuggled(plan.bloc),
                                  .vendor_pool = pools.vendor(largest)},
                                 premium);
      if (best.chip < 0 || offer.usable_price < best.usable_price) best = offer;
    }
    if (best.chip >= 0) offers.push_back(best);
  }

  void add_rent(int bloc, double share, std::vector<Offer>& offers) const {
    if (month_inputs.rentable[bloc] <= 0 || share <= 0) return;
    const ChipMarket::Params& p = inputs.parameters.chip_market;
    offers.push_back({.route = Route::rented,
                      .chip = -1,
                      .pool = pools.rented(bloc),
                      .price = month_inputs.rent * p.rental_contract,
                      .usable_price = month_inputs.rent * p.rental_horizon,
                      .share = share});
  }

  /// `rent_share`: of the money that may be spent on renting abroad.
  void fill(const GroupPlan& plan, double rent_share, BuyerGroup& group) const {
    group.bloc = plan.bloc;
    group.buyer = -1;
    group.reaches_cap = 0;
    group.offers.clear();
    for (const ImportPlan& row : plan.imports) group.offers.push_back(priced(row.offer, row.price_factor));
    add_domestic(plan, group.offers);
    add_smuggled(plan, group.offers);
    add_rent(plan.bloc, rent_share, group.offers);
    sort(group.offers);
    group.pools.clear();
    const auto draws_on = [&](int pool) {
      if (pool >= 0 && std::ranges::find(group.pools, pool) == group.pools.end()) group.pools.push_back(pool);
    };
    for (const Offer& offer : group.offers) {
      draws_on(offer.pool);
      draws_on(offer.vendor_pool);
      for (std::uint64_t quotas = offer.quotas; quotas != 0; quotas &= quotas - 1)
        draws_on(pools.quota(std::countr_zero(quotas)));
    }
  }

  /// By the order of choice; offers of one price keep theirs. A dozen at most: inserting is the fastest.
  static void sort(std::vector<Offer>& offers) {
    for (std::size_t i = 1; i < offers.size(); ++i) {
      const Offer offer = offers[i];
      std::size_t k = i;
      for (; k > 0 && offer.usable_price < offers[k - 1].usable_price; --k) offers[k] = offers[k - 1];
      offers[k] = offer;
    }
  }
};

/// What the rules on renting leave of each bloc's capacity, and to each buyer of that. Returns the latter by groups.
std::vector<double> open_rent(const MonthPlan& plan, const Inputs& inputs, MonthInputs& month_inputs) {
  const double subsidiaries = inputs.parameters.chip_market.offshore_subsidiary_share;
  std::vector<double> share;
  month_inputs.rent_open.assign(inputs.n_blocs(), 0);
  for (const GroupPlan& group : plan.groups) {
    share.push_back(group.rent.open(subsidiaries));
    month_inputs.rent_open[group.bloc] = std::max(month_inputs.rent_open[group.bloc], share.back());
  }
  for (std::size_t g = 0; g < share.size(); ++g) {
    const double open = month_inputs.rent_open[plan.groups[g].bloc];
    if (open > 0) share[g] /= open;
  }
  month_inputs.rent_share.resize(inputs.n_buyers());
  for (int i = 0; i < inputs.n_buyers(); ++i) month_inputs.rent_share[i] = share[plan.group[i]];
  return share;
}

/// True when group a stands before group b: by blocs and offers, which no order of labs or policies changes.
bool before(const BuyerGroup& a, const BuyerGroup& b) {
  if (a.bloc != b.bloc) return a.bloc < b.bloc;
  return a.offers < b.offers;
}

/// Buyers whose rules differ and leave the same offers form one group.
void join_groups(std::vector<BuyerGroup>& groups, std::vector<int>& group) {
  const auto not_before = [](const BuyerGroup& a, const BuyerGroup& b) { return !before(a, b); };
  if (std::ranges::adjacent_find(groups, not_before) == groups.end()) return;
  std::vector<int> order(groups.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](int a, int b) { return before(groups[a], groups[b]); });
  std::vector<BuyerGroup> joined;
  std::vector<int> place(groups.size());
  for (int g : order) {
    const bool new_one =
        joined.empty() || joined.back().bloc != groups[g].bloc || joined.back().offers != groups[g].offers;
    if (new_one) joined.push_back(std::move(groups[g]));
    place[g] = static_cast<int>(joined.size()) - 1;
  }
  groups = std::move(joined);
  for (int& g : group) g = place[g];
}

/// Money of a month with which a buyer may reach a cap: less cannot buy so many chips, even if it takes all it may of
/// every class that counts.
double reaching_a_cap(const Inputs& inputs, const MonthInputs& month_inputs, const BuyerGroup& group) {
  double least = infinity;
  for (std::size_t k = 0; k < month_inputs.customer_caps.size(); ++k) {
    double chips_per_usd = 0;
    for (const Offer& offer : group.offers) {
      if ((offer.caps >> k & 1) != 0) chips_per_usd += offer.share / (offer.price * inputs.chips[offer.chip].h100e);
    }
    if (chips_per_usd > 0) least = std::min(least, month_inputs.customer_caps[k] / chips_per_usd);
  }
  return least;
}

/// Groups of their own, in the order of names, for buyers who may reach a cap.
void add_own_groups(const std::vector<int>& by_name, const Inputs& inputs, MonthInputs& month_inputs) {
  month_inputs.own_group.assign(inputs.n_buyers(), -1);
  if (month_inputs.customer_caps.empty()) return;
  for (int i : by_name) {
    const BuyerGroup& shared = month_inputs.groups[month_inputs.group[i]];
    if (std::ranges::none_of(shared.offers, [](const Offer& offer) { return offer.caps != 0; })) continue;
    BuyerGroup own = shared;
    own.buyer = i;
    own.reaches_cap = reaching_a_cap(inputs, month_inputs, own);
    month_inputs.own_group[i] = static_cast<int>(month_inputs.groups.size());
    month_inputs.groups.push_back(std::move(own));
  }
}

}  // namespace

void build_offers(const TimelinePlan& timeline, const MonthPlan& plan, const Inputs& inputs,
                  MonthInputs& month_inputs) {
  month_inputs.quotas.clear();
  for (const Quota& quota : plan.quotas) month_inputs.quotas.push_back(quota.share * month_inputs.supply[quota.vendor]);
  const std::vector<double> rent_share = open_rent(plan, inputs, month_inputs);
  const OfferBuilder shop{inputs, month_inputs};
  month_inputs.shadow_groups.resize(plan.shadow_groups.size());
  for (std::size_t b = 0; b < plan.shadow_groups.size(); ++b)
    shop.fill(plan.shadow_groups[b], 1, month_inputs.shadow_groups[b]);
  month_inputs.groups.resize(plan.groups.size());
  for (std::size_t g = 0; g < plan.groups.size(); ++g) shop.fill(plan.groups[g], rent_share[g], month_inputs.groups[g]);
  month_inputs.group = plan.group;
  join_groups(month_inputs.groups, month_inputs.group);
  add_own_groups(timeline.by_name, inputs, month_inputs);
}

}  // namespace racesim
