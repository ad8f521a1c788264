// Correlated noise is standard normal and forgets as it says.
#include <cmath>

#include "racesim/model/correlated_noise.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// Mean product of the noise of two months over many replicates.
double covariance(int first, int second, int memory) {
  static const Inputs inputs = inputs_of(baseline());
  World world = make_world(inputs);
  double sum = 0;
  constexpr std::uint32_t n = 20000;
  for (std::uint32_t replicate = 0; replicate < n; ++replicate) {
    const auto noise = [&](int t) {
      return correlated_noise(Stage{inputs, world, t, replicate}, StreamId::release, 7, memory);
    };
    sum += noise(first) * noise(second);
  }
  return sum / n;
}

}  // namespace

TEST_CASE("correlated noise has unit variance whatever its window, and fades in a straight line") {
  const double error = 4 * std::sqrt(2 / 20000.0);
  for (int memory : {1, 4, 12}) {
    for (int apart : {0, 1, 3, 12}) {
      INFO(apart << " months apart, memory " << memory);
      CHECK(std::fabs(covariance(5, 5 + apart, memory) - std::max(0.0, 1 - static_cast<double>(apart) / memory)) <
            error);
    }
  }
}

TEST_CASE("the first month has a past of noise too") { CHECK(std::fabs(covariance(0, 0, 60) - 1) < 0.04); }
