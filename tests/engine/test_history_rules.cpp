// The rules as written hit and spare, at every date, the chips that they hit and spared in history.
#include "racesim/model/names.hpp"
#include "racesim/model/rules.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// What became of an order from China.
enum class Fate { barred, restricted, free };

struct Row {
  Month month;
  Fate fate;
  std::vector<std::string> chips;
};

/// Sources: scenarios/catalogue/history_policies.yaml, entry by entry.
const std::vector<Row> history{
    {Month::of(2022, 8), Fate::free, {"V100", "A100", "MI250X"}},
    // letters to the makers, by name
    {Month::of(2022, 9), Fate::barred, {"A100", "H100", "MI250X"}},
    {Month::of(2022, 9), Fate::free, {"V100"}},
    // TPP >= 4800 and interconnect >= 600 GB/s
    {Month::of(2022, 10), Fate::barred, {"A100", "H100", "H100 PCIe", "MI250X"}},
    {Month::of(2022, 10), Fate::free, {"A800", "H800", "V100", "RTX 4090", "L40", "L4"}},
    {Month::of(2023, 10), Fate::barred, {"A100", "H100", "MI250X"}},
    {Month::of(2023, 10), Fate::free, {"A800", "H800", "V100", "RTX 4090", "L40", "L4"}},
    // TPP >= 4800, or TPP >= 1600 and performance density >= 5.92; a lower tier to be notified
    {Month::of(2023, 11), Fate::barred, {"A100", "H100", "A800", "H800", "RTX 4090", "L4", "MI250X", "MI300X"}},
    {Month::of(2023, 11), Fate::restricted, {"L40"}},
    {Month::of(2023, 11), Fate::free, {"H20", "L20", "V100"}},
    {Month::of(2024, 12), Fate::barred, {"A100", "A800", "H100", "H800", "H200", "B200", "MI300X"}},
    {Month::of(2024, 12), Fate::free, {"H20", "L20", "V100"}},
    // the rule on diffusion never bound
    {Month::of(2025, 2), Fate::free, {"H20", "L20", "V100"}},
    // the class of the H20 needs a licence, and gets none until it resumes with a fee
    {Month::of(2025, 4), Fate::barred, {"H20", "H100", "H200", "B200"}},
    {Month::of(2025, 4), Fate::free, {"L20", "V100"}},
    {Month::of(2025, 7), Fate::barred, {"H20"}},
    {Month::of(2025, 8), Fate::restricted, {"H20"}},
    {Month::of(2025, 8), Fate::barred, {"H100", "H200", "B200"}},
    // case by case for TPP < 21,000 and HBM < 6.5 TB/s, in practice from 2026-05
    {Month::of(2026, 1), Fate::barred, {"B200", "B300", "GB200", "GB300"}},
    {Month::of(2026, 5), Fate::restricted, {"H100", "H200", "MI300X", "MI325X"}},
    {Month::of(2026, 5), Fate::barred, {"B200", "B300", "GB200", "GB300"}},
    {Month::of(2026, 5), Fate::free, {"L20", "V100"}},
};

const ChipClass& chip(const std::string& name) { return baseline().chips.at(find_name(baseline().chips, name)); }

Fate fate(const ChipRuling& ruling) {
  if (ruling.barred() || ruling.share() <= 0.05) return Fate::barred;
  return ruling.share() < 1 || ruling.quota < 1 || ruling.customer_cap < infinity || ruling.fee > 0 ? Fate::restricted
                                                                                                    : Fate::free;
}

/// The baseline with American rules only.
Scenario exports_only() {
  Scenario scenario = baseline();
  std::erase_if(scenario.policies, [](const Policy& p) { return !std::holds_alternative<ExportRule>(p); });
  return scenario;
}

}  // namespace

TEST_CASE("the rules hit and spare the chips of history at every date") {
  const Scenario scenario = exports_only();
  for (const Row& row : history) {
    for (const std::string& name : row.chips) {
      INFO(name << " in " << to_string(row.month));
      CHECK(static_cast<int>(fate(ruling(scenario, chip(name), {"China"}, row.month))) == static_cast<int>(row.fate));
    }
  }
}

TEST_CASE("the rules of 2026 license what their caps spare, with fee and quota, and nothing above them") {
  const Scenario scenario = exports_only();
  for (const char* name : {"H100", "H200", "MI300X", "MI325X"}) {
    const ChipRuling found = ruling(scenario, chip(name), {"China"}, Month::of(2026, 1));
    INFO(name);
    CHECK(found.share() > 0);
    CHECK(found.fee == 0.25);
    CHECK(found.quota < 1);
  }
  CHECK(ruling(scenario, chip("B200"), {"China"}, Month::of(2026, 1)).barred());
  CHECK(ruling(scenario, chip("B300"), {"China"}, Month::of(2026, 1)).barred());
}

TEST_CASE("the H20 resumes with a fee of 15 percent") {
  CHECK(ruling(exports_only(), chip("H20"), {"China"}, Month::of(2025, 8)).fee == Approx(0.15));
  CHECK(ruling(exports_only(), chip("H20"), {"China"}, Month::of(2025, 3)).fee == 0);
}

TEST_CASE("China's own advice keeps out the H20 and later the H200, and nothing of its own") {
  const Month summer = Month::of(2025, 8), later = Month::of(2026, 5);
  const auto share = [](const Scenario& s, const char* name, Month month) {
    return ruling(s, chip(name), {"China"}, month).share();
  };
  CHECK(share(baseline(), "H20", summer) < share(exports_only(), "H20", summer));
  CHECK(share(baseline(), "H200", later) < share(exports_only(), "H200", later));
  CHECK(share(baseline(), "Ascend 910C", later) == 1);
}

TEST_CASE("the rules bind China and nobody else") {
  for (const Row& row : history) {
    for (const std::string& name : row.chips) {
      for (const char* bloc : {"US", "other"}) {
        CHECK(static_cast<int>(fate(ruling(baseline(), chip(name), {bloc}, row.month))) ==
              static_cast<int>(Fate::free));
      }
    }
  }
}

TEST_CASE("who is listed gets nothing of the origin, whatever a chip can do") {
  const Month month = Month::of(2024, 6);
  const auto barred = [](const char* lab, const char* name, Month when) {
    return ruling(baseline(), chip(name), {"China", lab}, when).barred();
  };
  CHECK(barred("Huawei", "V100", month));
  CHECK_FALSE(barred("Huawei", "Ascend 910B2", month));
  CHECK_FALSE(barred("Zhipu", "V100", Month::of(2025, 1)));
  CHECK(barred("Zhipu", "V100", Month::of(2025, 2)));
  CHECK_FALSE(barred("Tencent", "V100", Month::of(2025, 2)));
}

TEST_CASE("memory is no longer imported from 2025 on, after a stockpile") {
  const Inputs inputs = inputs_of(baseline());
  const int china = find_name(inputs.blocs, "China");
  const auto month = [&](int year, int m) { return inputs.timeline.months[Month::of(year, m) - inputs.start]; };
  CHECK(month(2024, 12).hbm_open[china] == 1);
  CHECK(month(2025, 1).hbm_open[china] == 0);
  CHECK(month(2025, 1).hbm_stockpiled[china] > 1e6);
  CHECK(month(2025, 2).hbm_stockpiled[china] == 0);
}

TEST_CASE("a class is on sale from its launch to its end, in the blocs it is made for") {
  CHECK_FALSE(on_sale(chip("H100"), "US", Month::of(2022, 8)));
  CHECK(on_sale(chip("H100"), "US", Month::of(2022, 9)));
  CHECK_FALSE(on_sale(chip("A100"), "US", Month::of(2024, 1)));
  CHECK(on_sale(chip("H20"), "China", Month::of(2024, 6)));
  CHECK_FALSE(on_sale(chip("H20"), "US", Month::of(2024, 6)));
  CHECK_FALSE(on_sale(chip("RTX 4090"), "US", Month::of(2023, 6)));  // no accelerator
  CHECK_FALSE(on_sale(chip("B30A"), "China", Month::of(2026, 6)));   // never launched
}
