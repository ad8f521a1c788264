// Every instrument moves the quantity that it acts on in the direction it is meant to, against the paired scenario
// without it: mean of the paired differences over replicates, by more than three standard errors.
#include <set>

#include "support/catch.hpp"
#include "support/policies.hpp"

using namespace racesim;

namespace {

constexpr int up = 1, down = -1;

struct Direction {
  std::string what;
  Policy policy;
  int sign;
  Measure quantity;
  Scenario scenario = to_2027();
};

template <class P, class Set>
Policy made(Set&& set, Month at = Month::of(2025, 1)) {
  P policy = dated<P>("policy", at);
  set(policy);
  return policy;
}

/// A China whose chip line is bound by memory from abroad.
Scenario short_of_memory() {
  Scenario scenario = to_2027();
  std::erase_if(scenario.policies, [](const Policy& p) { return std::holds_alternative<HbmBan>(p); });
  for (BlocPoint& point : scenario.domestic_supply) {
    if (point.item == BlocItem::hbm_made_per_year) point.value = 0;
    if (point.item == BlocItem::hbm_imports_per_year) point.value *= 0.05;
  }
  return scenario;
}

/// People move between blocs only.
Scenario mobile() {
  Scenario scenario = free_to_2027();
  scenario.network.talent.within = 0;
  return scenario;
}

const Measure alibaba_owns = at_end([](const Inputs& s, const World& w) {
  return w.fleet.real.usable[find_name(s.buyers.name, "Alibaba")];  // labs stand first among the buyers
});
const Measure china_makes =
    at_end([](const Inputs& s, const World& w) { return w.chip_market.real.domestic_made[bloc_of(s, "China")]; });
const Measure china_rents = over_months([](const Inputs& s, const World& w, int) {
  return labs_of(s, "China", [&](int i) { return w.chip_market.real.rented[i]; });
});
const Measure us_power = at_end([](const Inputs& s, const World& w) { return w.power.real.drawn[bloc_of(s, "US")]; });
const Measure china_uses =
    at_end([](const Inputs& s, const World& w) { return w.adoption.bloc_share[bloc_of(s, "China")]; });
const Measure china_smuggles =
    at_end([](const Inputs& s, const World& w) { return w.chip_market.smuggled[bloc_of(s, "China")]; });

std::vector<Direction> restrictions() {
  return {
      {"an export rule takes compute from the destination", ban_on_china(), down, compute_of("China"), free_to_2027()},
      {"an export rule makes smuggling pay", ban_on_china(), up, china_smuggles, free_to_2027()},
      {"an import rule takes legal imports", made<ImportRule>([](auto& p) {
         p.by = "China";
         p.deny.kind = Condition::Kind::compare;
       }),
       down, bought_by("China", Route::legal)},
      {"a listed lab owns less", made<EntityListing>([](auto& p) {
         p.from = "US";
         p.labs = {"Alibaba"};
       }),
       down, alibaba_owns, free_to_2027()},
      {"fewer dies make fewer domestic chips", made<EquipmentBan>([](auto& p) {
         p.to = {"China"};
         p.capacity_factor = 0.5;
       }),
       down, china_makes},
      {"a lower yield makes fewer domestic chips", made<EquipmentBan>([](auto& p) {
         p.to = {"China"};
         p.yield_factor = 0.5;
       }),
       down, china_makes},
      {"a ban on memory makes fewer domestic chips", made<HbmBan>([](auto& p) { p.to = {"China"}; }), down, china_makes,
       short_of_memory()},
      {"a cloud rule ends renting", made<CloudRule>([](auto& p) { p.to = {"China"}; }), down, china_rents},
      {"enforcement takes smuggled chips", made<Enforcement>([](auto& p) {
         p.on = {"China"};
         p.level = 0.9;
       }),
       down, china_smuggles},
      {"a ban on materials takes chips from the world", made<MaterialsBan>([](auto& p) { p.supply_factor = 0.5; }),
       down, world_sales()},
      {"a stop of supply takes chips from the world", made<SupplyStop>([](auto& p) {
         p.vendors = {"Nvidia"};
         p.factor = 0.1;
       }),
       down, world_sales()},
  };
}

std::vector<Direction> money_and_power() {
  return {
      {"a subsidy buys compute", made<Subsidy>([](auto& p) {
         p.by = "China";
         p.usd_per_year = 2e10;
       }),
       up, compute_of("China")},
      {"a shock to capital takes compute", made<CapitalShock>([](auto& p) {
         p.on = {"China"};
         p.factor = 0.3;
       }),
       down, compute_of("China")},
      {"a cap on power takes power", made<PowerCap>([](auto& p) {
         p.on = {"US"};
         p.power = 100;
       }),
       down, us_power},
      {"a target for adoption speeds up adoption", made<AdoptionTarget>([](auto& p) {
         p.by = "China";
         p.share = 0.7;
         p.due = Month::of(2027, 12);
         p.push = 2;
       }),
       up, china_uses, free_to_2027()},
  };
}

std::vector<Direction> knowledge() {
  const Month early = Month::of(2023, 1);
  return {
      {"who may not use an API distils less",
       made<ApiRule>(
           [](auto& p) {
             p.by = "US";
             p.to = {"China"};
           },
           early),
       down, released_by("China", Part::distillation), free_to_2027()},
      {"open weights that are kept back teach less",
       made<ModelWeightRule>(
           [](auto& p) {
             p.from = "US";
             p.to = {"China"};
           },
           early),
       down, gained_by("China", Cause::open_weights), free_to_2027()},
      {"people who do not move teach less",
       made<TalentRule>(
           [](auto& p) {
             p.from = "US";
             p.to = {"China"};
             p.factor = 0;
           },
           early),
       down, gained_by("China", Cause::talent), mobile()},
      {"a leak raises the efficiency of the bloc that it reaches", made<Leak>([](auto& p) {
         p.from = "OpenAI";
         p.to = "China";
       }),
       up, gained_by("China", Cause::shock), free_to_2027()},
      {"a breakthrough raises the efficiency of its lab", made<Breakthrough>([](auto& p) {
         p.lab = "Mistral";
         p.log_gain = 0.75;
       }),
       up, gained_by("other", Cause::shock), free_to_2027()},
      {"a taste for opening opens models",
       made<OpenRelease>(
           [](auto& p) {
             p.by = "US";
             p.shift = 3;
           },
           early),
       up, open_releases_of("US"), free_to_2027()},
      {"a distaste for opening closes models",
       made<OpenRelease>(
           [](auto& p) {
             p.by = "US";
             p.shift = -3;
           },
           early),
       down, open_releases_of("US"), free_to_2027()},
  };
}

std::vector<Direction> all_directions() {
  std::vector<Direction> all = restrictions();
  for (const auto& more : {money_and_power(), knowledge()}) all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace

TEST_CASE("every instrument moves what it acts on in its direction") {
  for (const Direction& d : all_directions()) {
    const Paired change = paired(d.scenario, with(d.scenario, d.policy), d.quantity);
    INFO(type_name(d.policy) << ": " << d.what << ": from " << change.without << " to " << change.with
                             << ", mean difference " << change.mean << " with standard error " << change.standard_error
                             << ", expected " << (d.sign > 0 ? "up" : "down"));
    CHECK(change.goes(d.sign));
  }
}

TEST_CASE("every type of instrument has its direction tested") {
  std::set<std::size_t> tested;
  for (const Direction& d : all_directions()) tested.insert(d.policy.index());
  CHECK(tested.size() == std::variant_size_v<Policy>);
}
