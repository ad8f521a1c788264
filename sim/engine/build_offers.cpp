#include "build_offers.hpp"

#include <algorithm>
#include <numeric>

#include "racesim/core/diagnostic.hpp"
#include "racesim/model/rules.hpp"

namespace racesim {

namespace {

/// The rules of a month that count what is sold under them, in the order of the policies.
struct Counters {
  struct Quota {
    const ExportRule* rule;
    int vendor;
    bool operator==(const Quota&) const = default;
  };
  std::vector<Quota> quotas;
  std::vector<const ExportRule*> caps;
};

Counters find_counters(const Scenario& scenario, const Setting& setting, Month month, MonthInputs& inputs) {
  Counters found;
  for (const Policy& policy : scenario.policies) {
    const auto* rule = std::get_if<ExportRule>(&policy);
    const double strength = rule == nullptr ? 0 : rule->strength(month);
    if (strength <= 0) continue;
    for (int v = 0; rule->quota < 1 && v < setting.n_vendors(); ++v) {
      const auto sold = [&](const ChipClass& chip) { return chip.vendor == setting.vendors[v] && binds(*rule, chip); };
      if (std::ranges::none_of(scenario.chips, sold)) continue;
      found.quotas.push_back({rule, v});
      inputs.quotas.push_back((1 - strength * (1 - rule->quota)) * inputs.supply[v]);
    }
    if (!rule->customer_cap) continue;
    found.caps.push_back(rule);
    inputs.customer_caps.push_back(*rule->customer_cap / strength * month_in_years);
  }
  if (found.quotas.size() > max_quotas || found.caps.size() > max_caps)
    throw InputError({}, "more than 64 quotas by vendor or 32 caps per customer in force in " + to_string(month));
  return found;
}

struct Destination {
  const Scenario& scenario;
  const Setting& setting;
  const MonthInputs& inputs;
  Month month;
  int bloc;
  const Law& law;
  double rent_share;  ///< of the money that may be spent on renting abroad
  bool ruled;
  const Counters& counters;

  const std::string& name() const { return setting.blocs[bloc]; }
  Pools pools() const { return {.vendors = setting.n_vendors(), .blocs = setting.n_blocs()}; }
};

Offer chip_offer(const Destination& to, int chip, double price_factor) {
  const double per_h100e = to.inputs.price[chip] * price_factor / to.setting.chips[chip].h100e;
  const double software = to.setting.usable_h100e[chip] / to.setting.chips[chip].h100e;
  return {.chip = chip, .price = per_h100e, .usable_price = per_h100e / software};
}

/// What sales of a class count against.
void count(const Destination& to, const ChipClass& chip, Offer& offer) {
  const int vendor = to.setting.chip_vendor[offer.chip];
  to.law.for_export_rules(chip, [&](const ExportRule& rule, double) {
    const auto quota = std::ranges::find(to.counters.quotas, Counters::Quota{&rule, vendor});
    const auto cap = std::ranges::find(to.counters.caps, &rule);
    if (quota != to.counters.quotas.end()) offer.quotas |= std::uint64_t{1} << (quota - to.counters.quotas.begin());
    if (cap != to.counters.caps.end()) offer.caps |= std::uint32_t{1} << (cap - to.counters.caps.begin());
  });
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
    const Verdict verdict = to.law.on(chip);
    if (verdict.barred()) continue;
    Offer offer = chip_offer(to, c, 1 + verdict.fee);
    offer.route = Route::legal;
    offer.pool = to.pools().vendor(to.setting.chip_vendor[c]);
    offer.share = verdict.share();
    count(to, chip, offer);
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
    if (to.law.on(chip).share() >= 1) continue;
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
  if (to.inputs.rentable[to.bloc] <= 0 || to.rent_share <= 0) return;
  const double horizon = to.setting.parameters.chip_market.rental_horizon;
  offers.push_back({.route = Route::rented,
                    .chip = -1,
                    .pool = to.pools().rented(to.bloc),
                    .price = to.inputs.rent * to.setting.parameters.chip_market.rental_contract,
                    .usable_price = to.inputs.rent * horizon,
                    .share = to.rent_share});
}

BuyerGroup group_of(const Destination& to) {
  BuyerGroup group{.bloc = to.bloc};
  add_chips(to, group.offers);
  add_smuggled(to, group.offers);
  add_rent(to, group.offers);
  std::ranges::stable_sort(group.offers, {}, &Offer::usable_price);
  const auto draws_on = [&](int pool) {
    if (pool >= 0 && std::ranges::find(group.pools, pool) == group.pools.end()) group.pools.push_back(pool);
  };
  for (const Offer& offer : group.offers) {
    draws_on(offer.pool);
    draws_on(offer.vendor_pool);
    for (int q = 0; q < max_quotas; ++q) draws_on((offer.quotas >> q & 1) != 0 ? to.pools().quota(q) : -1);
  }
  return group;
}

/// What the rules on renting leave of each bloc's capacity, and to each buyer of that. Returns the latter.
std::vector<double> open_rent(const Scenario& scenario, const Setting& setting, Month month,
                              const std::vector<Law>& laws, MonthInputs& inputs) {
  const ChipClass* rented = newest_world_class(scenario, month);
  std::vector<double> share;
  for (const Law& law : laws) share.push_back(law.rent_open(rented, setting.parameters.chip_market.subsidiary_share));
  inputs.rent_open.assign(setting.n_blocs(), 0);
  for (int i = 0; i < setting.n_buyers(); ++i) {
    double& open = inputs.rent_open[setting.buyers.bloc[i]];
    open = std::max(open, share[i]);
  }
  for (int i = 0; i < setting.n_buyers(); ++i) {
    const double open = inputs.rent_open[setting.buyers.bloc[i]];
    if (open > 0) share[i] /= open;
  }
  return share;
}

/// Buyers with equal laws form a group; so do those whose laws differ and leave the same offers. Groups stand in the
/// order of their blocs and offers, which no order of labs or policies changes.
void join_groups(std::vector<BuyerGroup>& groups, std::vector<int>& group) {
  std::vector<int> order(groups.size());
  std::iota(order.begin(), order.end(), 0);
  const auto before = [&](int a, int b) {
    if (groups[a].bloc != groups[b].bloc) return groups[a].bloc < groups[b].bloc;
    return groups[a].offers < groups[b].offers;
  };
  std::ranges::stable_sort(order, before);
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
double reaching_a_cap(const Setting& setting, const MonthInputs& inputs, const BuyerGroup& group) {
  double least = infinity;
  for (std::size_t k = 0; k < inputs.customer_caps.size(); ++k) {
    double chips_per_usd = 0;
    for (const Offer& offer : group.offers) {
      if ((offer.caps >> k & 1) != 0) chips_per_usd += offer.share / (offer.price * setting.chips[offer.chip].h100e);
    }
    if (chips_per_usd > 0) least = std::min(least, inputs.customer_caps[k] / chips_per_usd);
  }
  return least;
}

/// Groups of their own, in the order of names, for buyers who may reach a cap.
void add_own_groups(const Setting& setting, MonthInputs& inputs) {
  inputs.own_group.assign(setting.n_buyers(), -1);
  if (inputs.customer_caps.empty()) return;
  std::vector<int> buyers(setting.n_buyers());
  std::iota(buyers.begin(), buyers.end(), 0);
  std::ranges::sort(buyers, {}, [&](int i) { return std::string_view(setting.buyers.name[i]); });
  for (int i : buyers) {
    const BuyerGroup& shared = inputs.groups[inputs.group[i]];
    if (std::ranges::none_of(shared.offers, [](const Offer& offer) { return offer.caps != 0; })) continue;
    BuyerGroup own = shared;
    own.buyer = i;
    own.reaches_cap = reaching_a_cap(setting, inputs, own);
    inputs.own_group[i] = static_cast<int>(inputs.groups.size());
    inputs.groups.push_back(std::move(own));
  }
}

}  // namespace

void build_groups(const Scenario& scenario, const Setting& setting, Month month, MonthInputs& inputs) {
  const Counters counters = find_counters(scenario, setting, month, inputs);
  const Law none;
  for (int b = 0; b < setting.n_blocs(); ++b)
    inputs.shadow_groups.push_back(group_of({scenario, setting, inputs, month, b, none, 1, false, counters}));

  std::vector<Law> laws;
  for (int i = 0; i < setting.n_buyers(); ++i)
    laws.emplace_back(scenario, Buyer{setting.blocs[setting.buyers.bloc[i]], setting.buyers.name[i]}, month);
  inputs.rent_share = open_rent(scenario, setting, month, laws, inputs);
  std::vector<int> first;  // buyer of every group
  for (int i = 0; i < setting.n_buyers(); ++i) {
    const auto alike = std::ranges::find_if(first, [&](int j) { return laws[j] == laws[i]; });  // of one bloc, then
    inputs.group.push_back(static_cast<int>(alike - first.begin()));
    if (alike == first.end()) first.push_back(i);
  }
  for (int i : first) {
    inputs.groups.push_back(group_of(
        {scenario, setting, inputs, month, setting.buyers.bloc[i], laws[i], inputs.rent_share[i], true, counters}));
  }
  join_groups(inputs.groups, inputs.group);
  add_own_groups(setting, inputs);
}

}  // namespace racesim
