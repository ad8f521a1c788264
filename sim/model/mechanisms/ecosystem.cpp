#include "racesim/model/mechanisms/ecosystem.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Ecosystem::feedback(double size, double absorbed) const {
  return feedback_rate * absorbed * math::log1p(size / half_size);
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
    by_bloc[labs.bloc[k]] += stage.world.research[k];
  }
  double size = 0;
  for (int b = 0; b < stage.inputs.n_blocs(); ++b) {
    size += stage.month().weights_access[labs.bloc[i] * stage.inputs.n_blocs() + b] * by_bloc[b];
  }
  return size;
}

}  // namespace

void Ecosystem::advance(const Stage& stage, LabRange labs) {
  const Ecosystem& p = stage.parameters().ecosystem;
  const Followers& followers = stage.inputs.network.followers;
  World& world = stage.world;
  const bool one_stock = stage.inputs.structure.efficiency_stocks == EfficiencyStocks::one;
  Column<double>& stock = one_stock ? world.log_a_pre : world.log_a_post;
  for (int i = labs.first; i < labs.last; ++i) {
    if (followers.offset[i + 1] == followers.offset[i]) continue;
    double gain = 0;
    if (stage.races(i) && world.open_log_effective[i] > -infinity) {
      const double room = regime_of(stage, i).room(world.log_a_pre[i] + world.log_a_post[i]);
      const double absorbed = stage.parameters().diffusion.absorb(world.research[i]);
      gain = quantise_log(room * p.feedback(size_of(stage, i), absorbed) * month_in_years);
    }
    stock[i] += gain;
    world.gain[static_cast<int>(Cause::ecosystem)][i] = gain;
    world.ecosystem.gained[i] += gain - world.ecosystem.gained[i] / 12;
  }
}

}  // namespace racesim
