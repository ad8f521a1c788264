// Writes merged sweeps of functions whose Sobol indices everybody computes: ishigami.h5 and g_function.h5, here.
#include <cmath>
#include <numbers>

#include "racesim/core/random.hpp"
#include "support/merged_file.hpp"

using namespace racesim;

namespace {

/// Ishigami & Homma 1990 with 7 and 0.1 on (-pi, pi)^3.
double ishigami(const double* u) {
  const auto x = [&](int k) { return std::numbers::pi * (2 * u[k] - 1); };
  return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

/// Sobol's G function.
double g_function(const double* u) {
  const double a[] = {0, 1, 4.5, 9, 99};
  double product = 1;
  for (int k = 0; k < 5; ++k) product *= (std::fabs(4 * u[k] - 2) + a[k]) / (1 + a[k]);
  return product;
}

}  // namespace

int main() {
  write_merged("ishigami.h5", {.kind = "saltelli",
                               .design = saltelli(0, 2048, 3, true, 11),
                               .outcome = [](const double* u, std::size_t, std::size_t) { return ishigami(u); }});
  // With noise, two scenarios and failed runs, as sweeps of the model have them.
  write_merged("g_function.h5", {.kind = "saltelli",
                                 .design = saltelli(0, 2048, 5, false, 12),
                                 .scenarios = {"with", "without"},
                                 .replicates = 2,
                                 .status = {{41, std::int8_t{2}}, {7000, std::int8_t{0}}},
                                 .outcome = [](const double* u, std::size_t scenario, std::size_t replicate) {
                                   const double noise = normal({.seed = static_cast<std::uint64_t>(u[0] * 1e15),
                                                                .replicate = static_cast<std::uint32_t>(replicate),
                                                                .agent = static_cast<std::uint32_t>(u[1] * 1e9)});
                                   return 0.1 * noise + (scenario == 0 ? g_function(u) : 0.3 * u[4]);
                                 }});
}
