// Every instrument moves what it is about in the direction it is meant to, against its twin without it.
#include <cmath>

#include "racesim/model/names.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

constexpr Month start_of_policy = Month::of(2025, 1);

/// History to 2027.
Scenario to_2027() {
  Scenario scenario = baseline();
  scenario.clock.end = Month::of(2027, 12);
  return scenario;
}

template <class P>
P dated(const char* name) {
  P policy;
  policy.name = name;
  policy.at = start_of_policy;
  return policy;
}

/// The means over some twin runs of what two ends of a run show, with and without a policy.
struct Pair {
  double without = 0;
  double with = 0;
};

template <class Measure>
Pair compare(const Policy& policy, Measure&& measure, Scenario scenario = to_2027()) {
  const Setting plain = setting_of(scenario);
  scenario.policies.push_back(policy);
  const Setting changed = setting_of(scenario);
  Pair result;
  constexpr int runs = 12;
  for (std::uint32_t replicate = 0; replicate < runs; ++replicate) {
    result.without += measure(plain, end_of(plain, replicate)) / runs;
    result.with += measure(changed, end_of(changed, replicate)) / runs;
  }
  return result;
}

int bloc(const Setting& s, const char* name) { return find_name(s.blocs, name); }

/// Sum over the labs of a bloc.
template <class PerLab>
double labs_of(const Setting& s, const char* name, PerLab&& value) {
  double sum = 0;
  for (int i = 0; i < s.n_named(); ++i) sum += s.labs.bloc[i] == bloc(s, name) ? value(i) : 0;
  return sum;
}

double china_compute(const Setting& s, const World& w) {
  return labs_of(s, "China", [&](int i) { return w.compute[i]; });
}
double china_efficiency(const Setting& s, const World& w) {
  return labs_of(s, "China", [&](int i) { return w.log_a_pre[i] + w.log_a_post[i]; });
}
double china_scarcity(const Setting& s, const World& w) {
  return labs_of(s, "China", [&](int i) { return w.scarcity[i]; });
}
double china_eci(const Setting& s, const World& w) {
  return labs_of(s, "China", [&](int i) { return w.best_eci[i]; });
}
double bought(const Setting& s, const World& w, const char* name, Route route) {
  return w.ledger.route[bloc(s, name) * n_routes + static_cast<int>(route)];
}
double world_sales(const Setting&, const World& w) {
  double sum = 0;
  for (double x : w.ledger.sold) sum += x;
  return sum;
}

}  // namespace

TEST_CASE("an export rule takes chips, makes scarcity and smuggling, and leaves domestic chips and rent no worse off") {
  auto rule = dated<ExportRule>("ban");
  rule.from = "US";
  rule.to = {"China"};
  rule.deny.kind = Condition::Kind::compare;
  const auto moves = [&](auto&& measure) {
    Scenario free = to_2027();
    free.policies.clear();
    return compare(rule, measure, free);
  };
  const auto by_route = [](Route route) {
    return [route](const Setting& s, const World& w) { return bought(s, w, "China", route); };
  };
  const Pair legal = moves(by_route(Route::legal));
  CHECK(legal.with < legal.without);
  for (Route route : {Route::domestic, Route::smuggled, Route::rented}) {
    const Pair other = moves(by_route(route));
    CHECK(other.with >= other.without);
    if (route == Route::smuggled) CHECK(other.with > other.without);
  }
  const Pair compute = moves(china_compute), scarcity = moves(china_scarcity);
  CHECK(compute.with < compute.without);
  CHECK(scarcity.without == 0);
  CHECK(scarcity.with > 0);
}

TEST_CASE("licences and quotas soften a rule; a fee raises what is paid for a chip") {
  auto strict = dated<ExportRule>("ban");
  strict.from = "US";
  strict.to = {"China"};
  strict.deny.kind = Condition::Kind::compare;
  auto licensed = strict, capped = strict, charged = strict;
  licensed.licence_probability = 0.5;
  charged.licence_probability = 1;
  capped.licence_probability = 1;
  capped.quota = 0.01;
  charged.fee = 0.5;
  Scenario free = to_2027();
  free.policies.clear();
  const auto legal = [](const Setting& s, const World& w) { return bought(s, w, "China", Route::legal); };
  const double barred = compare(strict, legal, free).with, half = compare(licensed, legal, free).with;
  const Pair quota = compare(capped, legal, free), fee = compare(charged, legal, free);
  CHECK(barred < half);
  CHECK(half < quota.without);
  CHECK(barred < quota.with);
  CHECK(quota.with < quota.without);
  CHECK(fee.with < fee.without);
}

TEST_CASE("an import rule keeps chips out by the will of the importer") {
  auto veto = dated<ImportRule>("veto");
  veto.by = "China";
  veto.deny.kind = Condition::Kind::compare;
  const Pair legal =
      compare(veto, [](const Setting& s, const World& w) { return bought(s, w, "China", Route::legal); });
  CHECK(legal.with < legal.without);
}

TEST_CASE("listing a lab takes the chips that it owns, and compute") {
  auto listing = dated<EntityListing>("listing");
  listing.from = "US";
  listing.labs = {"Alibaba"};
  Scenario free = to_2027();
  free.policies.clear();
  const auto of_alibaba = [](const Setting& s, const Column<double>& column) {
    return column[find_name(s.buyers.name, "Alibaba")];  // labs stand first among the buyers
  };
  const Pair owned = compare(
      listing, [&](const Setting& s, const World& w) { return of_alibaba(s, w.real.usable); }, free);
  const Pair compute = compare(
      listing, [&](const Setting& s, const World& w) { return of_alibaba(s, w.compute); }, free);
  CHECK(owned.with < owned.without);
  CHECK(compute.with < compute.without);
}

TEST_CASE("bans on equipment and memory shrink the domestic line, a stockpile of memory feeds it") {
  const auto made = [](const Setting& s, const World& w) { return w.real.domestic_made[bloc(s, "China")]; };
  auto capacity = dated<EquipmentBan>("capacity"), yield = dated<EquipmentBan>("yield");
  capacity.to = yield.to = {"China"};
  capacity.capacity_factor = yield.yield_factor = 0.5;
  const Pair dies = compare(capacity, made), good = compare(yield, made);
  CHECK(dies.with < dies.without);
  CHECK(good.with < good.without);
  Scenario open = to_2027();
  std::erase_if(open.policies, [](const Policy& p) { return std::holds_alternative<HbmBan>(p); });
  for (BlocPoint& point : open.domestic_supply) {
    if (point.item == BlocItem::hbm_made_per_year) point.value = 0;  // memory binds
    if (point.item == BlocItem::hbm_imports_per_year) point.value *= 0.05;
  }
  auto ban = dated<HbmBan>("memory"), stocked = dated<HbmBan>("stocked");
  ban.to = stocked.to = {"China"};
  stocked.stockpile = 1e8;
  const Pair cut = compare(ban, made, open), fed = compare(stocked, made, open);
  CHECK(cut.with < cut.without);
  CHECK(fed.with > cut.with);
}

TEST_CASE("a cloud rule ends renting") {
  auto rule = dated<CloudRule>("cloud");
  rule.to = {"China"};
  const auto rented = [](const Setting& s, const World& w) {
    return labs_of(s, "China", [&](int i) { return w.real.rented[i]; });
  };
  const Pair rent = compare(rule, rented), compute = compare(rule, china_compute);
  CHECK(rent.without > 0);
  CHECK(rent.with == 0);
  CHECK(compute.with < compute.without);
}

TEST_CASE("enforcement takes smuggled chips") {
  auto enforcement = dated<Enforcement>("enforcement");
  enforcement.on = {"China"};
  enforcement.level = 0.9;
  const Pair smuggled =
      compare(enforcement, [](const Setting& s, const World& w) { return w.ledger.smuggled[bloc(s, "China")]; });
  CHECK(smuggled.with < smuggled.without);
}

TEST_CASE("a subsidy buys compute and a shock to capital takes it") {
  auto subsidy = dated<Subsidy>("subsidy");
  subsidy.by = "China";
  subsidy.usd_per_year = 2e10;
  auto shock = dated<CapitalShock>("shock");
  shock.on = {"China"};
  shock.factor = 0.3;
  const Pair more = compare(subsidy, china_compute), less = compare(shock, china_compute);
  CHECK(more.with > more.without);
  CHECK(less.with < less.without);
}

TEST_CASE("a cap on power idles chips that are there") {
  auto cap = dated<PowerCap>("cap");
  cap.on = {"US"};
  cap.power = 100;
  const Pair share = compare(cap, [](const Setting& s, const World& w) { return w.real.power_share[bloc(s, "US")]; });
  const Pair drawn = compare(cap, [](const Setting& s, const World& w) { return w.real.power_drawn[bloc(s, "US")]; });
  CHECK(share.with < share.without);
  CHECK(drawn.with == Approx(100));
}

TEST_CASE("bans on materials and stops of supply take chips from the world") {
  auto materials = dated<MaterialsBan>("materials");
  materials.supply_factor = 0.5;
  auto stop = dated<SupplyStop>("stop");
  stop.vendors = {"Nvidia"};
  stop.factor = 0.1;
  const Pair half = compare(materials, world_sales), tenth = compare(stop, world_sales);
  CHECK(half.with < half.without);
  CHECK(tenth.with < tenth.without);
}
