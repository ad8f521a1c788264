#include "market_month.hpp"
#include "racesim/core/sum.hpp"

namespace racesim {

void choose(const MarketMonth& m, int segment) {
  const SegmentTraits& traits = m.inputs.segments[segment];
  const double quality = m.p.quality_weight * traits.quality, price = m.p.price_weight * traits.price;
  const double home = m.p.home_bias * traits.home;
  ModelMarket::Scratch& scratch = m.demand.scratch;
  // Relative to the best of all, so that nothing overflows and sums on a grid are exact in any order of the labs.
  double top = m.p.outside_utility - home;
  for (int k = 0; k < n_services; ++k) {
    for (int i = 0; i < m.labs; ++i) {
      const double eci = k == own_service ? m.world.releases.best_eci[i] : m.world.releases.open_eci[i];
      double& utility = scratch.weight[k][i];
      const double log_price = scratch.log_price[k][i];  // infinite: not on offer
      utility = log_price < infinity ? quality * (eci - reference_eci) - price * log_price : -infinity;
      top = std::max(top, utility);
    }
  }
  for (auto& column : scratch.weight) {
    for (double& x : column) x = x > -infinity ? math::exp(x - top - home) : 0;
  }
  const double outside = quantise_log(math::exp(m.p.outside_utility - top - home));
  const double at_home = math::exp(home);
  for (int b = 0; b < m.blocs; ++b) {
    double total = outside;
    for (int k = 0; k < n_services; ++k) {
      double* pull = &scratch.values[k * m.labs];
      for (int i = 0; i < m.labs; ++i) {
        const double weight = scratch.weight[k][i];
        pull[i] =
            weight > 0 ? quantise_log(weight * m.access(k, i, b) * (m.inputs.labs.bloc[i] == b ? at_home : 1)) : 0;
        total += pull[i];
      }
    }
    double gone = 0;  // who can no longer be had is left at once
    for (int k = 0; k < n_services; ++k) {
      const double* pull = &scratch.values[k * m.labs];
      const std::span<double> share = m.demand.share[ModelMarket::place(m.inputs, b, segment, k)];
      for (int i = 0; i < m.labs; ++i) {
        if (pull[i] <= 0) gone += quantise_log(m.p.inertia * share[i]);
        share[i] = pull[i] > 0 ? m.p.inertia * share[i] + (1 - m.p.inertia) * (pull[i] / total) : 0;
      }
    }
    double& rest = m.demand.outside[b * m.inputs.n_segments() + segment];
    rest = m.p.inertia * rest + (1 - m.p.inertia) * (outside / total) + gone;
  }
}

}  // namespace racesim
