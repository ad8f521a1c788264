// Whom a rule reaches: blocs or single buyers, chips and exceptions, what is sold in all and to each customer.
#include <algorithm>

#include "racesim/model/rules.hpp"
#include "support/catch.hpp"
#include "support/policies.hpp"

using namespace racesim;

namespace {

const Month later = Month::of(2025, 6);

std::vector<std::string> buyers_of(const std::string& bloc) {
  std::vector<std::string> names;
  for (const Lab& lab : baseline().labs) {
    if (lab.bloc == bloc) names.push_back(lab.name);
  }
  return names;
}

const MonthInputs& month_of(const Inputs& inputs, Month month) { return inputs.timeline.months[month - inputs.start]; }

/// Share of its money that a buyer may spend on a class bought legally; 0: it is offered none.
double offered(const Inputs& inputs, const char* buyer, const char* chip, Month month) {
  const MonthInputs& month_inputs = month_of(inputs, month);
  for (const Offer& offer : month_inputs.groups[month_inputs.group[find_name(inputs.buyers.name, buyer)]].offers) {
    if (offer.route == Route::legal && inputs.chips[offer.chip].name == chip) return offer.share;
  }
  return 0;
}

}  // namespace

TEST_CASE("a rule on all buyers of a bloc by name is the rule on the bloc, bit for bit") {
  ExportRule bloc = ban_on_china(), names = bloc;
  names.to = buyers_of("China");
  check_same_ends(with(free_to_2027(), bloc), with(free_to_2027(), names));
  auto veto = dated<CloudRule>("cloud");
  veto.to = {"China"};
  auto each = veto;
  each.to = buyers_of("China");
  check_same_ends(with(to_2027(), veto), with(to_2027(), each));
}

TEST_CASE("a rule on a bloc that spares all its buyers, or all chips, changes nothing, bit for bit") {
  ExportRule spared = ban_on_china();
  spared.except_buyers = buyers_of("China");
  spared.announced = Month::of(2024, 10);
  check_same_ends(free_to_2027(), with(free_to_2027(), spared));
  ExportRule chips = ban_on_china();
  chips.announced = Month::of(2024, 10);
  for (const ChipClass& chip : baseline().chips) chips.except.push_back(chip.name);
  check_same_ends(free_to_2027(), with(free_to_2027(), chips));
}

TEST_CASE("a rule that names a lab reaches it and nobody else, and one that spares a lab everybody else") {
  ExportRule one = ban_on_china(), others = ban_on_china();
  one.to = {"Tencent"};
  others.except_buyers = {"Tencent"};
  const Inputs only = inputs_of(with(free_to_2027(), one)), but = inputs_of(with(free_to_2027(), others));
  for (const Lab& lab : baseline().labs) {
    INFO(lab.name);
    CHECK((offered(only, lab.name.c_str(), "H200", later) > 0) == (lab.name != "Tencent"));
    CHECK((offered(but, lab.name.c_str(), "H200", later) > 0) == (lab.bloc != "China" || lab.name == "Tencent"));
  }
  CHECK(month_of(only, later).groups.size() == 4);  // three blocs and Tencent
}

TEST_CASE("an importer's veto may be a single buyer's own, and spares chips and buyers") {
  auto veto = dated<ImportRule>("veto");
  veto.by = "China";
  veto.deny.kind = Condition::Kind::compare;
  veto.except = {"H20"};
  veto.except_buyers = {"Baidu"};
  auto own = veto;
  own.by = "Mistral";
  const Inputs bloc = inputs_of(with(free_to_2027(), veto)), single = inputs_of(with(free_to_2027(), own));
  CHECK(offered(bloc, "Tencent", "H200", later) == 0);
  CHECK(offered(bloc, "Tencent", "H20", later) == 1);
  CHECK(offered(bloc, "Baidu", "H200", later) == 1);
  CHECK(offered(single, "Mistral", "H200", later) == 0);
  CHECK(offered(single, "other owners", "H200", later) == 1);
  CHECK(offered(single, "Tencent", "H200", later) == 1);
}

TEST_CASE("rules on one class combine: shares multiply, fees add, the smallest quota and cap hold") {
  Scenario scenario = free_to_2027();
  ExportRule first = ban_on_china("first"), second = ban_on_china("second");
  first.licence_probability = 0.5;
  first.fee = 0.1;
  first.quota = 0.4;
  first.customer_cap = 100;
  second.licence_probability = 0.4;
  second.fee = 0.25;
  second.quota = 0.3;
  second.customer_cap = 200;
  auto veto = dated<ImportRule>("veto");
  veto.by = "China";
  veto.deny.kind = Condition::Kind::compare;
  veto.compliance = 0.5;
  scenario.policies = {first, second, veto};
  const ChipClass& chip = scenario.chips[find_name(scenario.chips, "H200")];
  const ChipRuling both = ruling(scenario, chip, {"China"}, later);
  CHECK(both.licensed == 0.5 * 0.4);
  CHECK(both.accepted == 0.5);
  CHECK(both.share() == 0.5 * 0.4 * 0.5);
  CHECK(both.fee == 0.1 + 0.25);
  CHECK(both.quota == Approx(0.3));
  CHECK(both.customer_cap == 100);
  CHECK(ruling(scenario, chip, {"US"}, later) == ChipRuling{});
}

TEST_CASE("a rule on headquarters closes the subsidiaries' part of renting abroad, as far as it licenses nothing") {
  ExportRule here = ban_on_china(), anywhere = ban_on_china();
  anywhere.scope = Scope::headquarters;
  ExportRule half = anywhere, old = anywhere;
  half.licence_probability = 0.5;
  old.deny.kind = Condition::Kind::chip;  // not what clouds rent out in 2025
  old.deny.names = {"A100"};
  const auto open = [&](const ExportRule& rule) {
    const Inputs inputs = inputs_of(with(free_to_2027(), rule));
    return month_of(inputs, later).rent_open[bloc_of(inputs, "China")];
  };
  const double share = baseline().parameters.values.chip_market.offshore_subsidiary_share;
  REQUIRE(share > 0);
  CHECK(open(here) == 1);
  CHECK(open(anywhere) == Approx(1 - share));
  CHECK(open(half) == Approx(1 - share / 2));
  CHECK(open(old) == 1);
}

TEST_CASE("the clouds rent out the latest class sold to the whole world") {
  const auto newest = [](int year, int month) { return newest_world_class(baseline(), Month::of(year, month))->name; };
  CHECK(newest(2022, 8) == "MI250X");
  CHECK(newest(2022, 9) == "H100");
  CHECK(newest(2024, 6) == "MI300X");
  CHECK(newest(2024, 11) == "B200");
}

TEST_CASE("a cloud rule on one lab takes its rent and leaves the others'") {
  auto rule = dated<CloudRule>("cloud");
  rule.to = {"Alibaba"};
  const Inputs inputs = inputs_of(with(to_2027(), rule));
  World world = start_of(inputs);
  double alibaba = 0, others = 0;
  for (int t = 0; t < inputs.months; ++t) {
    advance(inputs, world, 1);
    if (inputs.start + t < rule.at) continue;
    alibaba += world.chip_market.real.rented[find_name(inputs.buyers.name, "Alibaba")];
    others += world.chip_market.real.rented[find_name(inputs.buyers.name, "Tencent")];
  }
  CHECK(alibaba == 0);
  CHECK(others > 0);
}

TEST_CASE(
    "buyers who are about to lose something front-load orders between announcement and entry, and nobody else does") {
  const Month at = Month::of(2025, 6), announced = Month::of(2025, 3);
  const double rush = baseline().parameters.values.capital.front_loading;
  const auto front_loading = [&](Policy policy) {
    dates(policy).announced = announced;
    const Inputs inputs = inputs_of(with(free_to_2027(), policy));
    std::vector<std::string> names;
    for (int t = 0; t < inputs.months; ++t) {
      for (int i = 0; i < inputs.n_buyers(); ++i) {
        const double factor = inputs.timeline.months[t].anticipation[i];
        const Month month = inputs.start + t;
        if (factor == 1) continue;
        CHECK(factor == rush);
        CHECK((month >= announced && month < at));
        if (month == announced) names.push_back(inputs.buyers.name[i]);
      }
    }
    std::ranges::sort(names);
    return names;
  };
  auto china = buyers_of("China");
  std::ranges::sort(china);
  std::vector<std::string> everybody;
  for (const Lab& lab : baseline().labs) everybody.push_back(lab.name);
  std::ranges::sort(everybody);
  const std::vector<std::string> nobody;

  const ExportRule ban = ban_on_china("ban", at);
  ExportRule licensed = ban, spares = ban;
  licensed.licence_probability = 1;
  spares.except_buyers = china;
  std::erase(spares.except_buyers, "Baidu");
  auto veto = dated<ImportRule>("veto", at);
  veto.by = "China";
  veto.deny.kind = Condition::Kind::compare;
  auto listing = dated<EntityListing>("listing", at);
  listing.labs = {"Moonshot"};
  auto memory = dated<HbmBan>("memory", at);
  memory.to = {"China"};
  auto cloud = dated<CloudRule>("cloud", at);
  cloud.to = {"Tencent"};
  auto materials = dated<MaterialsBan>("materials", at);
  materials.supply_factor = 0.9;
  auto stop = dated<SupplyStop>("stop", at);
  auto api = dated<ApiRule>("api", at);
  api.by = "US";
  api.to = {"China"};

  CHECK(front_loading(ban) == china);
  CHECK(front_loading(licensed) == nobody);
  CHECK(front_loading(spares) == std::vector<std::string>{"Baidu"});
  CHECK(front_loading(veto) == china);
  CHECK(front_loading(listing) == std::vector<std::string>{"Moonshot"});
  CHECK(front_loading(memory) == china);
  CHECK(front_loading(cloud) == std::vector<std::string>{"Tencent"});
  CHECK(front_loading(materials) == everybody);
  CHECK(front_loading(stop) == everybody);
  CHECK(front_loading(api) == nobody);
}
