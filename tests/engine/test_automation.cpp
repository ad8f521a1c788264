// AI research done by AI.
#include <cmath>

#include "racesim/model/bands.hpp"
#include "racesim/model/stage.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

Scenario with_automation(int months = 108) {
  Scenario scenario = shortened(baseline(), months);
  scenario.structure.automation = true;
  return scenario;
}

}  // namespace

TEST_CASE("the share automated is a sigmoid of ln effective compute through its reference") {
  const Automation::Params p{.share = 0.35, .reference_eci = 150, .width = 2.8, .cap = 0.99};
  CHECK(p.automated(150, 9.2) == Approx(0.35).epsilon(1e-14));
  for (double eci : {120.0, 145.0, 158.0}) {
    const double log_e = (eci - 150) * std::log(10) / 9.2;  // relative to the reference
    const double log_e50 = -2.8 * std::log(0.35 / 0.65);
    CHECK(p.automated(eci, 9.2) == Approx(1 / (1 + std::exp(-(log_e - log_e50) / 2.8))).epsilon(1e-12));
  }
  CHECK(p.automated(400, 9.2) == 0.99);
  CHECK(p.automated(-1e6, 9.2) == 0);
  CHECK(p.automated(1e6, 9.2) == 0.99);
}

TEST_CASE("people achieve 1/(1 - f) of what they would without") {
  CHECK(Automation::Params::log_multiple(0) == 0);
  CHECK(std::exp(Automation::Params::log_multiple(0.75)) == Approx(4).epsilon(1e-14));
}

TEST_CASE("a lab that automates researches like one with the staff multiplied") {
  const Inputs inputs = inputs_of(with_automation(24)), off = inputs_of(shortened(baseline(), 24));
  World a = start_of(inputs);
  advance(off, a, 12);
  a.releases.best_eci[0] = 155;
  World b = a;
  const double automated = inputs.parameters.automation.automated(155, inputs.parameters.training.eci_per_magnitude);
  Research::advance({inputs, a, 12, 0}, a.research, {0, 1});
  Efficiency::advance({inputs, a, 12, 0}, a.efficiency, {0, 1});
  Inputs more = off;
  more.timeline.months[12].staff[0] /= 1 - automated;
  Research::advance({more, b, 12, 0}, b.research, {0, 1});
  Efficiency::advance({more, b, 12, 0}, b.efficiency, {0, 1});
  CHECK(a.research.output[0] == Approx(b.research.output[0]).epsilon(1e-12));
}

TEST_CASE("automation of nothing is no automation, bit for bit") {
  for (const char* how : {"share", "cap"}) {
    Scenario scenario = with_automation(60);
    (std::string(how) == "share" ? scenario.parameters.values.automation.share
                                 : scenario.parameters.values.automation.cap) = 0;
    CHECK(differing(snapshot(end_of(scenario)), snapshot(end_of(shortened(baseline(), 60)))) == same);
  }
}

TEST_CASE("automation makes efficiency grow faster in every run") {
  const auto efficiency = static_cast<std::size_t>(find_observable("log_efficiency"));
  const auto on = run(with_automation(), {.count = 8}), off = run(baseline(), {.count = 8});
  for (std::size_t r = 0; r < 8; ++r) {
    CHECK(on[0].series[efficiency][(r * 108 + 107) * 3] > off[0].series[efficiency][(r * 108 + 107) * 3] + 0.1F);
  }
}
