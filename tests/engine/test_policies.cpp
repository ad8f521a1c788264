// What instruments do besides their first effect, against paired scenarios without them.
#include "support/catch.hpp"
#include "support/policies.hpp"

using namespace racesim;

TEST_CASE("an export rule makes scarcity and smuggling, and leaves domestic chips and rent no worse off") {
  const Scenario free = free_to_2027(), banned = with(free, ban_on_china());
  for (Route route : {Route::domestic, Route::smuggled, Route::rented}) {
    const Paired other = paired(free, banned, bought_by("China", route), 6);
    CHECK(other.with >= other.without);
  }
  const Paired scarcity = paired(free, banned, at_end([](const Inputs& s, const World& w) {
                                   return labs_of(s, "China", [&](int i) { return w.scarcity.perceived[i]; });
                                 }),
                                 6);
  CHECK(scarcity.without == 0);
  CHECK(scarcity.with > 0);
}

TEST_CASE("licences, quotas and caps soften a rule; a fee raises what is paid for a chip") {
  ExportRule strict = ban_on_china();
  ExportRule half = strict, licensed = strict, counted = strict, capped = strict, charged = strict;
  half.licence_probability = 0.5;
  licensed.licence_probability = counted.licence_probability = capped.licence_probability =
      charged.licence_probability = 1;
  counted.quota = 0.01;
  capped.customer_cap = 10000;
  charged.fee = 0.5;
  const Scenario free = free_to_2027();
  const Measure legal = bought_by("China", Route::legal);
  const double barred = paired(free, with(free, strict), legal, 4).with;
  const double some = paired(free, with(free, half), legal, 4).with;
  const double all = paired(free, with(free, licensed), legal, 4).with;
  CHECK(barred < some);
  CHECK(some < all);
  for (const ExportRule& rule : {counted, capped, charged}) {
    const double left = paired(free, with(free, rule), legal, 4).with;
    CHECK(barred < left);
    CHECK(left < all);
  }
}

TEST_CASE("a stockpile of memory feeds the domestic line through a ban") {
  Scenario open = to_2027();
  std::erase_if(open.policies, [](const Policy& p) { return std::holds_alternative<HbmBan>(p); });
  for (BlocPoint& point : open.domestic_supply) {
    if (point.item == BlocItem::hbm_made_per_year) point.value = 0;  // memory binds
    if (point.item == BlocItem::hbm_imports_per_year) point.value *= 0.05;
  }
  auto ban = dated<HbmBan>("memory"), stocked = dated<HbmBan>("stocked");
  ban.to = stocked.to = {"China"};
  stocked.stockpile = 1e8;
  const Measure made =
      at_end([](const Inputs& s, const World& w) { return w.chip_market.real.domestic_made[bloc_of(s, "China")]; });
  CHECK(paired(with(open, ban), with(open, stocked), made, 4).goes(1));
}

TEST_CASE("a cloud rule leaves nothing rented, and a cap on power lets no more be drawn than it says") {
  auto cloud = dated<CloudRule>("cloud");
  cloud.to = {"China"};
  const Measure rented = at_end([](const Inputs& s, const World& w) {
    return labs_of(s, "China", [&](int i) { return w.chip_market.real.rented[i]; });
  });
  const Paired rent = paired(to_2027(), with(to_2027(), cloud), rented, 4);
  CHECK(rent.without > 0);
  CHECK(rent.with == 0);
  auto cap = dated<PowerCap>("cap");
  cap.on = {"US"};
  cap.power = 100;
  const Measure drawn = at_end([](const Inputs& s, const World& w) { return w.power.real.drawn[bloc_of(s, "US")]; });
  CHECK(paired(to_2027(), with(to_2027(), cap), drawn, 4).with == Approx(100));
}

TEST_CASE("open weights that are kept back no longer carry models either, and more people who move teach more") {
  const Month early = Month::of(2024, 1);
  auto rule = dated<ModelWeightRule>("weights", early);
  rule.from = "US";
  rule.to = {"China"};
  const Scenario free = free_to_2027();
  CHECK(paired(free, with(free, rule), released_by("China", Part::base_model)).goes(-1));
  auto fewer = dated<TalentRule>("fewer", early), more = dated<TalentRule>("more", early);
  fewer.from = more.from = "US";
  fewer.to = more.to = {"China"};
  fewer.factor = 0;
  more.factor = 5;
  Scenario mobile = free;
  mobile.network.talent.within = 0;  // people move between blocs only
  const Measure gain = gained_by("China", Cause::talent);
  const Paired less = paired(mobile, with(mobile, fewer), gain, 6),
               greater = paired(mobile, with(mobile, more), gain, 6);
  CHECK(less.with < 0.5 * less.without);
  CHECK(greater.with > 1.5 * greater.without);
}

TEST_CASE("a leak teaches nobody else, and a breakthrough is worth its size to its lab") {
  auto leak = dated<Leak>("leak");
  leak.from = "OpenAI";
  leak.to = "China";
  auto breakthrough = dated<Breakthrough>("breakthrough");
  breakthrough.lab = "Mistral";
  breakthrough.log_gain = 0.75;
  const Scenario free = free_to_2027();
  const Measure us = gained_by("US", Cause::shock);
  CHECK(paired(free, with(free, leak), us, 4).with == 0);
  CHECK(paired(free, with(free, breakthrough), us, 4).with == 0);
  CHECK(paired(free, with(free, breakthrough), gained_by("other", Cause::shock), 4).with == 0.75);
}

TEST_CASE("a subsidy or a shock may be for single buyers") {
  auto subsidy = dated<Subsidy>("subsidy");
  subsidy.by = "China";
  subsidy.labs = {"DeepSeek", "Huawei"};
  subsidy.usd_per_year = 1.2e9;
  auto shock = dated<CapitalShock>("shock");
  shock.on = {"Mistral"};
  shock.factor = 0.5;
  const Inputs plain = inputs_of(free_to_2027()), paid = inputs_of(with(free_to_2027(), subsidy)),
               hit = inputs_of(with(free_to_2027(), shock));
  const int t = Month::of(2026, 1) - plain.start;
  double given = 0;
  for (int i = 0; i < plain.n_buyers(); ++i) {
    const std::string& name = plain.buyers.name[i];
    const auto budget = [&](const Inputs& s) { return s.timeline.months[t].budget[i]; };
    INFO(name);
    given += budget(paid) - budget(plain);
    CHECK((budget(paid) > budget(plain)) == (name == "DeepSeek" || name == "Huawei"));
    CHECK(budget(hit) == (name == "Mistral" ? 0.5 : 1) * budget(plain));
  }
  CHECK(given == Approx(1e8));
}
