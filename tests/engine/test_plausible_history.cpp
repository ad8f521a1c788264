// The baseline meets measured history in order of magnitude, by the medians of its runs: a net for mistakes in data and
// market, not a fit.
#include <algorithm>
#include <cmath>

#include "racesim/model/bands.hpp"
#include "racesim/model/names.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

constexpr std::uint32_t runs = 100;

/// History by the end of 2024.
const Bands& history() {
  static const Bands* bands = [] {
    Scenario scenario = baseline();
    scenario.clock.end = Month::of(2024, 12);
    auto* made = new Bands(inputs_of(scenario), runs);
    for (const Batch& batch : run(scenario, {.count = runs})) made->add(batch);
    return made;
  }();
  return *bands;
}

int month(int year, int m) { return Month::of(year, m) - baseline().clock.start; }
std::size_t bloc(const char* name) { return static_cast<std::size_t>(find_name(baseline().blocs, name)); }
double median(const char* observable, int year, int m, std::size_t index = 0) {
  return history().quantile(static_cast<std::size_t>(find_observable(observable)), month(year, m), index, 0.5);
}

/// Nvidia's cumulative sales to China [H100e], by the end of a year in one run: measured 31.9k, 177.7k, 322.3k
/// (Epoch AI, AI chip counts, 2026-04).
std::vector<double> nvidia_sold_to_china() {
  Scenario scenario = baseline();
  scenario.clock.end = Month::of(2024, 12);
  const Inputs inputs = inputs_of(scenario);
  const std::size_t place = bloc("China") * inputs.n_vendors() + find_name(inputs.vendors, "Nvidia");
  std::vector<std::vector<double>> by_year(3);
  for (std::uint32_t replicate = 0; replicate < runs; ++replicate) {
    World world = start_of(inputs, replicate);
    for (auto& year : by_year) {
      advance(inputs, world, 12, replicate);
      year.push_back(world.chip_market.sold[place]);
    }
  }
  std::vector<double> medians;
  for (auto& year : by_year) {
    std::ranges::nth_element(year, year.begin() + runs / 2);
    medians.push_back(year[runs / 2]);
  }
  return medians;
}

}  // namespace

TEST_CASE("Nvidia's sales to China come within a factor of 1.5 of what was measured at the end of each year") {
  const std::vector<double> measured{31.9e3, 177.7e3, 322.3e3}, simulated = nvidia_sold_to_china();
  for (std::size_t year = 0; year < measured.size(); ++year) {
    INFO("end of " << 2022 + year << ": " << simulated[year] << " H100e against " << measured[year]);
    CHECK(std::fabs(std::log(simulated[year] / measured[year])) < std::log(1.5));
  }
}

TEST_CASE("the American frontier is at an index between 135 and 150 at the end of 2024") {
  CHECK(median("eci_frontier", 2024, 12, bloc("US")) > 135);
  CHECK(median("eci_frontier", 2024, 12, bloc("US")) < 150);
}

TEST_CASE("China's lag in 2024 lies between 3 and 24 months") {
  double sum = 0;
  for (int m = 1; m <= 12; ++m) sum += median("lag_months", 2024, m) / 12;
  CHECK(sum > 3);
  CHECK(sum < 24);
}

TEST_CASE("China's share of the flow of chips rises to 2023 and collapses in 2024") {
  const auto share = [](int year, int first, int last) {  // measured 0.141, 0.190, 0.043
    double sum = 0;
    for (int m = first; m <= last; ++m) sum += median("flow_share", year, m, bloc("China")) / (last - first + 1);
    return sum;
  };
  const double second_2022 = share(2022, 4, 6), second_2023 = share(2023, 4, 6), in_2024 = share(2024, 1, 12);
  INFO("shares " << second_2022 << ", " << second_2023 << ", " << in_2024);
  CHECK(second_2023 > second_2022);
  CHECK(in_2024 < second_2022);
}
