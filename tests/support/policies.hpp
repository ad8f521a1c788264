#pragma once
// Policies for tests, and what a policy does to a quantity: differences of paired runs.
#include <cmath>
#include <functional>
#include <string>

#include "racesim/model/names.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

namespace racesim {

/// A policy of a type, named and dated.
template <class P>
P dated(const char* name, Month at = Month::of(2025, 1)) {
  P policy;
  policy.name = name;
  policy.at = at;
  return policy;
}

/// A rule that bars every American chip from China.
inline ExportRule ban_on_china(const char* name = "ban", Month at = Month::of(2025, 1)) {
  auto rule = dated<ExportRule>(name, at);
  rule.from = "US";
  rule.to = {"China"};
  rule.deny.kind = Condition::Kind::compare;  // TPP >= 0
  return rule;
}

inline Scenario with(Scenario scenario, const Policy& policy) {
  scenario.policies.push_back(policy);
  return scenario;
}

/// History to 2027; without its policies.
inline Scenario to_2027() {
  Scenario scenario = baseline();
  scenario.clock.end = Month::of(2027, 12);
  return scenario;
}
inline Scenario free_to_2027() {
  Scenario scenario = to_2027();
  scenario.policies.clear();
  return scenario;
}

/// Two scenarios end in the same world, bit for bit.
inline void check_same_ends(const Scenario& a, const Scenario& b) {
  const Inputs first = inputs_of(a), second = inputs_of(b);
  for (std::uint32_t replicate : {0u, 5u})
    REQUIRE(differing(snapshot(end_of(first, replicate)), snapshot(end_of(second, replicate))) == same);
}

/// A number that a run leaves.
using Measure = std::function<double(const Inputs&, std::uint32_t replicate)>;

/// f(inputs, world) at the end of the run.
template <class F>
Measure at_end(F f) {
  return [f](const Inputs& inputs, std::uint32_t replicate) { return f(inputs, end_of(inputs, replicate)); };
}
/// The sum of f(inputs, world, month of the run) over the months.
template <class F>
Measure over_months(F f) {
  return [f](const Inputs& inputs, std::uint32_t replicate) {
    double sum = 0;
    World world = start_of(inputs, replicate);
    for (int t = 0; t < inputs.months; ++t) {
      advance(inputs, world, 1, replicate);
      sum += f(inputs, world, t);
    }
    return sum;
  };
}

/// The difference that a change of the scenario makes to a quantity, run by run with the same random numbers.
struct Paired {
  double without = 0, with = 0;  ///< means
  double mean = 0;               ///< of the differences, and
  double standard_error = 0;     ///< of that mean

  /// Whether the mean differs from 0 in this direction by more than three standard errors.
  bool goes(int sign) const { return sign * mean > 3 * standard_error; }
};

inline Paired paired(const Scenario& without, const Scenario& with, const Measure& measure, int runs = 16) {
  const Inputs plain = inputs_of(without), changed = inputs_of(with);
  Paired result;
  double squares = 0;
  for (std::uint32_t replicate = 0; replicate < static_cast<std::uint32_t>(runs); ++replicate) {
    const double x = measure(plain, replicate), y = measure(changed, replicate);
    result.without += x / runs;
    result.with += y / runs;
    result.mean += (y - x) / runs;
    squares += (y - x) * (y - x) / runs;
  }
  result.standard_error = std::sqrt(std::max(0.0, squares - result.mean * result.mean) / (runs - 1));
  return result;
}

inline int bloc_of(const Inputs& s, const char* name) { return find_name(s.blocs, name); }

/// Sum over the labs of a bloc.
template <class PerLab>
double labs_of(const Inputs& s, const char* bloc, PerLab&& value) {
  double sum = 0;
  for (int i = 0; i < s.n_named(); ++i) sum += s.labs.bloc[i] == bloc_of(s, bloc) ? value(i) : 0;
  return sum;
}

/// Compute of a bloc's labs [usable H100e].
inline Measure compute_of(const char* bloc) {
  return at_end(
      [bloc](const Inputs& s, const World& w) { return labs_of(s, bloc, [&](int i) { return w.fleet.compute[i]; }); });
}
/// Compute bought by a bloc over the run [H100e; rented: H100e-months].
inline Measure bought_by(const char* bloc, Route route) {
  return at_end([=](const Inputs& s, const World& w) {
    return w.chip_market.route[bloc_of(s, bloc) * n_routes + static_cast<int>(route)];
  });
}
/// ln A gained by a bloc's labs from a cause over the run.
inline Measure gained_by(const char* bloc, Cause cause) {
  return over_months([=](const Inputs& s, const World& w, int) {
    return labs_of(s, bloc, [&](int i) { return w.efficiency.gain[static_cast<int>(cause)][i]; });
  });
}
/// What a cause adds to the releases of a bloc's labs [ECI, all releases together].
inline Measure released_by(const char* bloc, Part part) {
  return over_months([=](const Inputs& s, const World& w, int t) {
    return labs_of(s, bloc, [&](int i) {
      return w.releases.latest[i].month == t ? w.releases.latest[i].part[static_cast<int>(part)] : 0.0;
    });
  });
}
/// Chips that the vendors sell over the run [H100e].
inline Measure world_sales() {
  return at_end([](const Inputs&, const World& w) {
    double sum = 0;
    for (double x : w.chip_market.sold) sum += x;
    return sum;
  });
}
/// Open releases of a bloc over the run.
inline Measure open_releases_of(const char* bloc) {
  return at_end([bloc](const Inputs& s, const World& w) { return w.frontier.open_releases[bloc_of(s, bloc)]; });
}

}  // namespace racesim
