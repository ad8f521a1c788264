#include "racesim/reference/scalar_loop.hpp"

#include <cmath>

#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("without noise the plain loop and the engine agree to 1e-12") {
  WorkloadOptions options;
  options.parameters.noise = 0;
  for (const std::size_t labs : {2UL, 100UL, 3'001UL}) {
    options.labs = labs;
    const WorkloadResult engine = run_workload(options), loop = ScalarLoop(options).run();
    CHECK(loop.mean_efficiency == Approx(engine.mean_efficiency).epsilon(1e-12));
    CHECK(loop.max_efficiency == Approx(engine.max_efficiency).epsilon(1e-12));
    CHECK(loop.mean_stock == Approx(engine.mean_stock).epsilon(1e-12));
  }
}

TEST_CASE("with noise the plain loop and the engine have the same mean") {
  WorkloadOptions options;
  options.runs = 100;
  const double engine = run_workload(options).mean_efficiency, loop = ScalarLoop(options).run().mean_efficiency;
  WorkloadOptions no_noise = options;
  no_noise.parameters.noise = 0;
  no_noise.runs = 1;
  // The noise of a month has a relative standard deviation of 0.2; 1.2 million of them are added up in each mean.
  const double standard_error = 4.7 * 0.2 / std::sqrt(1.2e6) * std::sqrt(2.0);
  CHECK(std::fabs(engine - loop) < 4 * standard_error);
  CHECK(engine - run_workload(no_noise).mean_efficiency > 10 * standard_error);  // E exp(0.2 z) = 1.02
}
