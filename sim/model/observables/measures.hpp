#pragma once
// What the measures of several observables share.
#include <cmath>
#include <limits>

#include "racesim/model/observables.hpp"

namespace racesim::measures {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

inline double finite(double x) { return std::isfinite(x) ? x : none; }

/// Fills one value per bloc.
template <class PerBloc>
void per_bloc(const View& view, std::span<float> out, PerBloc&& value) {
  for (int b = 0; b < view.inputs.n_blocs(); ++b) out[b] = static_cast<float>(value(b));
}

/// Fills one value per named lab; labs that have not entered have none.
template <class PerLab>
void per_lab(const View& view, std::span<float> out, PerLab&& value) {
  for (int i = 0; i < view.inputs.n_named(); ++i) {
    out[i] = static_cast<float>(view.inputs.labs.entry[i] < view.world.t ? value(i) : none);
  }
}

/// Sum over the buyers of a bloc.
template <class PerBuyer>
double bloc_sum(const View& view, int bloc, PerBuyer&& value) {
  double sum = 0;
  for (int i = 0; i < view.inputs.n_buyers(); ++i) sum += view.inputs.buyers.bloc[i] == bloc ? value(i) : 0;
  return sum;
}

template <class PerLab>
double bloc_labs(const View& view, int bloc, PerLab&& value) {
  double sum = 0;
  for (int i = 0; i < view.inputs.n_named(); ++i) sum += view.inputs.labs.bloc[i] == bloc ? value(i) : 0;
  return sum;
}

inline const std::vector<double>& leader(const View& v) { return v.history.eci[v.inputs.leader]; }
inline const std::vector<double>& follower(const View& v) { return v.history.eci[v.inputs.follower]; }
inline double route(const View& v, int bloc, Route r) {
  return v.world.chip_market.route[bloc * n_routes + static_cast<int>(r)];
}
inline double owned(const View& v, int bloc) {
  return bloc_sum(v, bloc, [&](int i) { return v.world.fleet.real.installed[i]; });
}

inline double all_blocs(const View& v, double (*value)(const View&, int)) {
  double sum = 0;
  for (int b = 0; b < v.inputs.n_blocs(); ++b) sum += value(v, b);
  return sum;
}

/// ln A of the most efficient lab of a bloc, both stocks; NaN while none races.
double log_efficiency(const View& view, int bloc);
/// Mean scarcity of the bloc's labs, weighted by the compute they would have had.
double scarcity(const View& view, int bloc);

// The rows of the table, by subject, in the order of the results.
std::span<const Observable> capability_observables();
std::span<const Observable> compute_observables();
std::span<const Observable> power_and_use_observables();
std::span<const Observable> model_observables();
std::span<const Observable> market_observables();
std::span<const Observable> lab_observables();

}  // namespace racesim::measures
