#include "racesim/core/units.hpp"

#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("strict decimals are numbers and nothing else is") {
  CHECK(parse_number("0") == 0.0);
  CHECK(parse_number("-12.5e-3") == -0.0125);
  CHECK(parse_number("+3E25") == 3e25);
  CHECK(parse_number("0.1") == 0.1);
  for (const char* text :
       {"",     "010",  "-01",   "0x1F",  "0o17",  ".5", "5.", "1e", "1e+", "nan",   "NaN",   ".nan", "inf",
        ".inf", "-inf", "1e999", "1_000", "1,000", " 1", "1 ", "+",  "--1", "1.2.3", "1e5.5", "yes"}) {
    INFO(text);
    CHECK_FALSE(parse_number(text));
  }
}

TEST_CASE("a quantity is a number and the unit behind it") {
  CHECK(parse_quantity("600 GB/s")->unit == "GB/s");
  CHECK(parse_quantity("600 GB/s")->value == 600);
  CHECK(parse_quantity("3e25 FLOP")->value == 3e25);
  CHECK(parse_quantity("3EFLOP/s")->unit == "EFLOP/s");  // the E is a prefix here, no exponent
  CHECK(parse_quantity("40%")->unit == "%");
  CHECK(parse_quantity("7")->unit.empty());
  for (const char* text : {"", "GB/s", "x 5", "010 month", "1.5.2", "nan", "1--2", "1e999 FLOP"}) {
    INFO(text);
    CHECK_FALSE(parse_quantity(text));
  }
}

TEST_CASE("conversions between units of a dimension are exact") {
  CHECK(conversion("yr", "month") == 12.0);
  CHECK(conversion("1/month", "1/yr") == 12.0);
  CHECK(conversion("USD/month", "USD/yr") == 12.0);
  CHECK(conversion("MUSD/yr", "USD/yr") == 1e6);
  CHECK(conversion("GB/h", "GB/day") == 24.0);
  CHECK(conversion("kUSD", "USD") == 1000.0);
  CHECK(conversion("%", "1") == 0.01);
  CHECK(conversion("TB/s", "GB/s") == 1000.0);
  CHECK(conversion("GB/s", "TB/s") == 0.001);
  CHECK(conversion("bit", "B") == 0.125);
  CHECK(conversion("EFLOP", "FLOP") == 1e18);
  CHECK(conversion("GW", "MW") == 1000.0);
  CHECK(conversion("kWh", "J") == 3.6e6);
  CHECK(conversion("J/s", "W") == 1.0);
  CHECK(conversion("Wh/h", "W") == 1.0);
  CHECK(conversion("TPP/cm2", "TPP/mm2") == 0.01);
  CHECK(conversion("mm^2", "mm2") == 1.0);
  CHECK(conversion("USD/Mtoken", "USD/token") == 1e-6);
  CHECK(conversion("USD/H100e/h", "USD/H100e/yr") == 8766.0);  // hours of a Julian year
  CHECK(conversion("ln/yr", "1/yr") == 1.0);
  CHECK(*conversion("OOM", "ln") == Approx(2.302585092994046));
}

TEST_CASE("conversions between dimensions, and of unknown units, are refused") {
  CHECK_FALSE(conversion("FLOP", "FLOP/s"));
  CHECK_FALSE(conversion("month", "USD"));
  CHECK_FALSE(conversion("chip", "H100e"));
  CHECK_FALSE(conversion("W", "J"));
  CHECK_FALSE(conversion("parsec", "m"));
  CHECK_FALSE(conversion("m", "parsec"));
}

TEST_CASE("per cent and logarithms are not taken for one another") {
  CHECK_FALSE(conversion("%/yr", "ln/yr"));
  CHECK_FALSE(conversion("%/month", "ln/yr"));
  CHECK_FALSE(conversion("%", "ln"));
  CHECK_FALSE(conversion("%", "OOM"));
  CHECK_FALSE(conversion("ln/yr", "%/yr"));
  CHECK(conversion("%/month", "1/yr") == 0.12);
  CHECK(units_like("ln/yr") == "ln/yr, 1/month, 1/yr");
}

TEST_CASE("units are known by their names, prefixes and powers only where they make sense") {
  for (const char* unit : {"1", "%", "month", "FLOP/s", "TPP/mm2", "USD/H100e/h", "kW/H100e", "1/yr", "ln/yr", "person",
                           "ECI", "Elo", "Mtoken", "mm3", "kW h"}) {
    INFO(unit);
    CHECK(is_unit(unit));
  }
  for (const char* unit : {"", "flop", "months", "mW", "kmonth", "kTPP", "m23", "m22", "^2", "2", "/yr", "1/", "USD//h",
                           "GB/s/", "mUSD", "k", "FLOPS"}) {
    INFO(unit);
    CHECK_FALSE(is_unit(unit));
  }
}

TEST_CASE("lengths of time are seconds, with a unit, or hours, minutes and seconds") {
  CHECK(parse_seconds("90") == 90);
  CHECK(parse_seconds("10 min") == 600);
  CHECK(parse_seconds("30m") == 1800);
  CHECK(parse_seconds("2d") == 172800);
  CHECK(parse_seconds("1:30:00") == 5400);
  CHECK(parse_seconds("5:00") == 300);
  for (const char* other : {"", "-1", ":", "1:", "1:x", "1: 2", "3 MW", "soon"}) {
    INFO(other);
    CHECK_FALSE(parse_seconds(other));
  }
}

TEST_CASE("messages name the units of the same dimension, the declared one first") {
  CHECK(units_like("MW") == "MW, W, kW, GW");
  CHECK(units_like("TB/s") == "TB/s, GB/s");
  CHECK(units_like("ECI") == "ECI");
}
