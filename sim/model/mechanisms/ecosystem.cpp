#include "racesim/model/mechanisms/ecosystem.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Ecosystem::Params::feedback(double size, double absorbed) const {
  return feedback_rate * absorbed * math::log1p(size / half_saturation);
}

namespace {

/// Research of the developers that build on lab i and can get its weights, in units of the reference lab. Developers
/// stand in the same order whatever the order of the labs, so that a plain sum has the same bits.
double size_of(const Stage& stage, int i) {
  const Followers& followers = stage.inputs.network.followers;
  const LabTraits& labs = stage.inputs.labs;
  double by_bloc[max_blocs] = {};
  for (std::uint32_t e = followers.offset[i]; e < followers.offset[i + 1]; ++e) {
    const std::uint32_t k = followers.lab[e];
    by_bloc[labs.bloc[k]] += stage.world.research.output[k];
  }
  double size = 0;
  for (int b = 0; b < stage.inputs.n_blocs(); ++b) {
    size += stage.month().weights_access[labs.bloc[i] * stage.inputs.n_blocs() + b] * by_bloc[b];
  }
  return size;
}

}  // namespace

void Ecosystem::advance(const Stage& stage, State& own, Range labs) {
  const Ecosystem::Params& p = stage.parameters().ecosystem;
  const Followers& followers = stage.inputs.network.followers;
  const World& world = stage.world;
  for (int i = labs.first; i < labs.last; ++i) {
    if (followers.offset[i + 1] == followers.offset[i]) continue;
    double gain = 0;
    if (stage.races(i) && world.releases.open_log_effective[i] > -infinity) {
      const double headroom = regime_of(stage, i).headroom(world.efficiency.log_a(i));
      const double absorbed = stage.parameters().diffusion.absorb(world.research.output[i]);
      gain = quantise_log(headroom * p.feedback(size_of(stage, i), absorbed) * month_in_years);
    }
    own.gain[i] = gain;
    own.gained[i] += gain - own.gained[i] / months_in_year;
  }
}

std::span<const Parameter<Ecosystem::Params>> Ecosystem::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::feedback_rate,
       {.name = "feedback_rate",
        .symbol = "phi_eco",
        .unit = "ln/yr",
        .lower = 0,
        .upper = 5,
        .prior = Prior::lognormal(0.005, 0.15),
        .source = "judgement",
        .doc = "growth of ln A that developers give back, per unit of ln(1 + N/N_half)"}},
      {&Params::half_saturation,
       {.name = "half_saturation",
        .symbol = "N_half",
        .lower = 1e-6,
        .upper = 1e9,
        .prior = Prior::lognormal(1, 100),
        .source = "judgement",
        .doc = "research of developers, in units of the reference lab, from which on returns "
               "diminish"}},
  };
  return rows;
}

}  // namespace racesim
