#include "racesim/model/chips.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

ChipClass chip() {
  ChipClass c;
  c.name = "A1";
  c.vendor = "Maker";
  c.tpp = 4800;
  c.h100e = 0.3;
  c.interconnect = 600;
  return c;
}

Condition compare(ChipProperty property, Comparison comparison, double threshold) {
  Condition c;
  c.kind = Condition::Kind::compare;
  c.property = property;
  c.comparison = comparison;
  c.threshold = threshold;
  return c;
}

Condition join(Condition::Kind kind, std::vector<Condition> parts) {
  Condition c;
  c.kind = kind;
  c.parts = std::move(parts);
  return c;
}

const Condition yes = compare(ChipProperty::h100e, Comparison::greater, 0);
const Condition no = compare(ChipProperty::h100e, Comparison::less, 0);

}  // namespace

TEST_CASE("a threshold is met at its own value where the law says so and not where it says above or below") {
  CHECK(compare(ChipProperty::tpp, Comparison::greater_equal, 4800)(chip()));
  CHECK(compare(ChipProperty::tpp, Comparison::less_equal, 4800)(chip()));
  CHECK_FALSE(compare(ChipProperty::tpp, Comparison::greater, 4800)(chip()));
  CHECK_FALSE(compare(ChipProperty::tpp, Comparison::less, 4800)(chip()));
  CHECK(compare(ChipProperty::interconnect, Comparison::less, 600.5)(chip()));
  CHECK(compare(ChipProperty::interconnect, Comparison::greater, 599.5)(chip()));
}

TEST_CASE("a property that is not known satisfies no comparison, neither way") {
  for (ChipProperty property : {ChipProperty::performance_density, ChipProperty::hbm_bandwidth}) {
    CHECK_FALSE(value_of(chip(), property));
    for (Comparison c : {Comparison::less, Comparison::less_equal, Comparison::greater_equal, Comparison::greater}) {
      CHECK_FALSE(compare(property, c, 0)(chip()));
    }
  }
}

TEST_CASE("chips and vendors are named exactly") {
  Condition c;
  c.kind = Condition::Kind::chip;
  c.names = {"B2", "A1"};
  CHECK(c(chip()));
  c.names = {"A", "A10"};
  CHECK_FALSE(c(chip()));
  c.kind = Condition::Kind::vendor;
  c.names = {"Maker"};
  CHECK(c(chip()));
  c.names = {"A1"};
  CHECK_FALSE(c(chip()));
}

TEST_CASE("all needs every part, any needs one, and an empty condition never holds") {
  CHECK(join(Condition::Kind::all, {yes, yes})(chip()));
  CHECK_FALSE(join(Condition::Kind::all, {yes, no})(chip()));
  CHECK(join(Condition::Kind::any, {no, yes})(chip()));
  CHECK_FALSE(join(Condition::Kind::any, {no, no})(chip()));
  CHECK_FALSE(join(Condition::Kind::any, {})(chip()));
  CHECK_FALSE(Condition{}(chip()));
}

TEST_CASE("every property and comparison has a name, and every property a unit") {
  CHECK(enum_names(ChipProperty{}).size() == 5);
  CHECK(enum_names(Comparison{}).size() == 4);
  CHECK(unit_of(ChipProperty::interconnect) == "GB/s");
  CHECK(unit_of(ChipProperty::hbm_bandwidth) == "TB/s");
}
