// What rules leave to buyers: who shares a row, what adds up, what counts against which quota and cap.
#include "racesim/core/diagnostic.hpp"
#include "racesim/model/policies.hpp"
#include "racesim/model/policies/rulings.hpp"
#include "racesim/model/timeline.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

ChipClass made_by(const char* vendor, const char* origin, const char* name) {
  ChipClass chip;
  chip.name = name;
  chip.vendor = vendor;
  chip.origin = origin;
  chip.tpp = 5000;
  return chip;
}

const std::vector<ChipClass> chips{made_by("N", "US", "n1"), made_by("A", "US", "a1"), made_by("N", "US", "n2"),
                                   made_by("H", "China", "h1")};
const std::vector<int> chip_vendor{0, 1, 0, -1};
const std::vector<Buyer> buyers{{"China", "x"}, {"US", "u"}, {"China", "y"}, {"China", "z"}};

Rulings no_rule() {
  return Rulings({.month = Month::of(2024, 1),
                  .chips = chips,
                  .chip_vendor = chip_vendor,
                  .vendors = 2,
                  .rented = &chips[2],
                  .buyers = buyers});
}

ExportRule rule_on(std::vector<std::string> to) {
  ExportRule rule;
  rule.from = "US";
  rule.to = std::move(to);
  rule.deny.kind = Condition::Kind::compare;  // TPP >= 0
  return rule;
}

}  // namespace

TEST_CASE("buyers of a bloc share a row until a rule treats them differently, and keep what bound them before") {
  Rulings rulings = no_rule();
  CHECK(rulings.row_count() == 2);
  CHECK(rulings.row_of(0) == rulings.row_of(3));
  rule_on({"China"}).apply(0.5, rulings);
  CHECK(rulings.row_count() == 2);
  rule_on({"y", "z"}).apply(1, rulings);
  CHECK(rulings.row_count() == 3);
  CHECK(rulings.row_of(2) == rulings.row_of(3));
  CHECK(rulings.row(rulings.row_of(0)).chips[0].licensed == 0.5);
  CHECK(rulings.row(rulings.row_of(2)).chips[0].licensed == 0);
  CHECK(rulings.row(rulings.row_of(1)) == no_rule().row(1));
  CHECK(rulings.row(rulings.row_of(2)).chips[3] == ChipRuling{});  // not American
}

TEST_CASE("a rule has a quota for each vendor whose classes it binds and one cap, whoever buys") {
  Rulings rulings = no_rule();
  ExportRule first = rule_on({"China"}), second = rule_on({"x"});
  first.licence_probability = second.licence_probability = 1;
  first.quota = 0.4;
  second.quota = 0.2;
  second.customer_cap = 1000;
  second.deny.kind = Condition::Kind::vendor;
  second.deny.names = {"N"};
  first.apply(1, rulings);
  second.apply(0.5, rulings);
  REQUIRE(rulings.quotas().size() == 3);
  CHECK(rulings.quotas()[0].vendor == 0);
  CHECK(rulings.quotas()[1].vendor == 1);
  CHECK(rulings.quotas()[2].vendor == 0);
  CHECK(rulings.quotas()[2].share == Approx(0.6));
  REQUIRE(rulings.caps().size() == 1);
  CHECK(rulings.caps()[0] == 2000);
  const auto& x = rulings.row(rulings.row_of(0)).chips;
  const auto& y = rulings.row(rulings.row_of(2)).chips;
  CHECK(x[0].quotas == 0b101);
  CHECK(x[1].quotas == 0b010);
  CHECK(x[2].quotas == 0b101);
  CHECK(x[0].caps == 1);
  CHECK(x[1].caps == 0);
  CHECK(y[0].quotas == 0b001);
  CHECK(y[0].caps == 0);
  CHECK(x[0].quota == Approx(0.4));  // the smallest
  CHECK(x[3] == ChipRuling{});
}

TEST_CASE("more quotas or caps than a month can count are refused") {
  Rulings rulings = no_rule();
  ExportRule quota = rule_on({"China"}), cap = rule_on({"China"});
  quota.quota = 0.5;
  cap.customer_cap = 5;
  for (int k = 0; k < max_quotas / 2; ++k) quota.apply(1, rulings);
  for (int k = 0; k < max_caps; ++k) cap.apply(1, rulings);
  CHECK_THROWS_AS(quota.apply(1, rulings), InputError);
  CHECK_THROWS_AS(cap.apply(1, rulings), InputError);
}

TEST_CASE("rules on headquarters and on clouds multiply what is left of renting abroad") {
  Rulings rulings = no_rule();
  ExportRule parents = rule_on({"China"});
  parents.scope = Scope::headquarters;
  parents.licence_probability = 0.5;
  CloudRule cloud;
  cloud.to = {"y"};
  cloud.closes = 0.25;
  parents.apply(1, rulings);
  cloud.apply(1, rulings);
  CHECK(rulings.row(rulings.row_of(0)).rent == RentLeft{.leases = 1, .licensed = 0.5});
  CHECK(rulings.row(rulings.row_of(2)).rent == RentLeft{.leases = 0.75, .licensed = 0.5});
  CHECK(rulings.row(rulings.row_of(1)).rent == RentLeft{});
}
