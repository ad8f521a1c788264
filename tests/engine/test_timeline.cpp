// What each month brings from outside: measured paths to the end of the data, growth parameters after it.
#include <cmath>

#include "racesim/core/series.hpp"
#include "racesim/model/names.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

const Inputs& inputs() {
  static const Inputs built = inputs_of(baseline());
  return built;
}

const MonthInputs& month(int year, int m) { return inputs().timeline.months[Month::of(year, m) - inputs().start]; }

Series path(const std::string& lab, LabItem item) {
  Series series;
  for (const LabPoint& row : baseline().lab_paths) {
    if (row.lab == lab && row.item == item) series.points.push_back({row.month, row.value});
  }
  std::ranges::sort(series.points, {}, &Series::Point::month);
  return series;
}

}  // namespace

TEST_CASE("staff and budgets follow their measured paths while the data last") {
  const int lab = find_name(inputs().labs.name, "Tencent");
  const int buyer = find_name(inputs().buyers.name, "China others");
  for (Month m : {Month::of(2022, 1), Month::of(2023, 5), Month::of(2024, 12)}) {
    const MonthInputs& month_inputs = inputs().timeline.months[m - inputs().start];
    CHECK(month_inputs.staff[lab] == path("Tencent", LabItem::staff).at(m));
    CHECK(month_inputs.budget[buyer] == Approx(path("China others", LabItem::chip_budget).at(m) / 12).epsilon(1e-14));
  }
}

TEST_CASE("after the data staff, budgets and supply grow by their parameters") {
  const Parameters& p = inputs().parameters;
  const int lab = find_name(inputs().labs.name, "Anthropic");
  CHECK(month(2027, 12).staff[lab] ==
        Approx(month(2024, 12).staff[lab] * std::exp(3 * p.research.staff_growth)).epsilon(1e-12));
  CHECK(month(2027, 12).budget[lab] ==
        Approx(month(2024, 12).budget[lab] * std::exp(p.capital.log_growth(3))).epsilon(1e-12));
  const int vendor = find_name(inputs().vendors, "Google");
  CHECK(month(2026, 12).supply[vendor] ==
        Approx(month(2024, 12).supply[vendor] * std::exp(2 * p.chip_market.supply_growth)).epsilon(0.011));
}

TEST_CASE("labs have no budget before they enter") {
  const int lab = find_name(inputs().labs.name, "DeepSeek");
  const int entry = inputs().labs.entry[lab];
  REQUIRE(entry > 0);
  CHECK(inputs().timeline.months[entry - 1].budget[lab] == 0);
  CHECK(inputs().timeline.months[entry].budget[lab] > 0);
}

TEST_CASE("a chip's price falls at its rate after its last measurement, and so does rent") {
  const double decline = inputs().parameters.chip_market.price_decline;
  for (int c = 0; c < inputs().n_chips(); ++c) {
    Month last = inputs().start;
    for (const ChipPrice& row : baseline().chip_prices) {
      if (row.chip == inputs().chips[c].name) last = std::max(last, row.month);
    }
    const int t = last - inputs().start;
    if (t + 12 >= inputs().months || inputs().timeline.months[t].price[c] == 0) continue;
    const double ratio = inputs().timeline.months[t + 12].price[c] / inputs().timeline.months[t].price[c];
    INFO(inputs().chips[c].name);
    CHECK(ratio == Approx(std::exp(-decline)).epsilon(1e-12));
  }
  CHECK(month(2026, 1).rent == Approx(month(2025, 1).rent * std::exp(-decline)).epsilon(1e-12));
  const double hours = 365.25 * 24 / 12;
  CHECK(month(2025, 1).rent == Approx(inputs().parameters.chip_market.rental_price * hours).epsilon(1e-12));
}

TEST_CASE("a chip draws its watts with all that surrounds it, and improves when its class stands for its successors") {
  const Power::Params& p = inputs().parameters.power;
  const auto kw = [](const char* chip, int year, int m) {
    return month(year, m).kw_per_h100e[find_name(inputs().chips, chip)];
  };
  CHECK(kw("H100", 2023, 1) == Approx(0.7 * p.overhead).epsilon(1e-14));
  CHECK(kw("H100", 2030, 1) == kw("H100", 2023, 1));  // its end of sale is known
  CHECK(kw("GB200", 2025, 8) == Approx(1.2 * p.overhead / 2.53).epsilon(1e-14));
  CHECK(kw("GB200", 2027, 8) == Approx(kw("GB200", 2025, 8) * std::exp(-2 * p.improvement)).epsilon(1e-12));
  CHECK(kw("Ascend 910C", 2028, 7) == kw("Ascend 910C", 2025, 1));  // the vendor's roadmap ends later
}

TEST_CASE("yields are measured while the data last and learnt afterwards") {
  const int china = find_name(inputs().blocs, "China");
  CHECK(month(2024, 12).yield[china] > 0);
  CHECK(month(2025, 1).yield[china] == 0);
  CHECK(inputs().timeline.last_yield[china] == month(2024, 12).yield[china]);
}

TEST_CASE("the world price is that of the cheapest class that is sold to the whole world") {
  const MonthInputs& month_inputs = month(2024, 6);
  double cheapest = infinity;
  for (const char* name : {"H100", "H100 PCIe", "MI300X"}) {
    const int c = find_name(inputs().chips, name);
    cheapest = std::min(cheapest, month_inputs.price[c] / inputs().chips[c].h100e);
  }
  CHECK(month_inputs.world_price == cheapest);
}

TEST_CASE("offers come cheapest usable compute first") {
  for (const MonthInputs& month_inputs : inputs().timeline.months) {
    for (const auto* market : {&month_inputs.groups, &month_inputs.shadow_groups}) {
      for (const BuyerGroup& group : *market) {
        CHECK(std::ranges::is_sorted(group.offers, {}, &Offer::usable_price));
        for (const Offer& offer : group.offers) CHECK(offer.price > 0);
      }
    }
  }
}
