#include "racesim/model/mechanisms/paradigms.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Paradigms::perception_chance(double share) const { return perception * (1 - lock_in * share); }

void Paradigms::arrive(const Stage& stage) {
  World& world = stage.world;
  for (std::size_t k = 0; k < stage.setting.paradigms.size(); ++k) {
    const ParadigmTraits& paradigm = stage.setting.paradigms[k];
    const auto agent = agent_id(paradigm.name);
    if (world.paradigm_arrived[k] >= 0) continue;
    bool arrives = stage.t == paradigm.arrival;
    if (paradigm.arrival < 0 && stage.t >= paradigm.earliest) {
      const double chance = -math::expm1(-paradigm.hazard * month_in_years);
      arrives = uniform(stage.luck(StreamId::paradigm, agent)) < chance;
    }
    if (!arrives) continue;
    world.paradigm_arrived[k] = stage.t;
    Address luck = stage.luck(StreamId::paradigm, agent, 1);
    luck.month = 0;  // the height of the jump does not depend on the month of arrival
    world.paradigm_jump[k] = std::max(0.0, paradigm.jump_mean + paradigm.jump_sd * normal(luck));
  }
  const int named = stage.setting.n_named();
  world.race_compute = order_free_sum({world.compute.data(), static_cast<std::size_t>(named)});
}

void Paradigms::advance(const Stage& stage, LabRange labs) {
  const Paradigms& p = stage.parameters().paradigms;
  World& world = stage.world;
  for (std::size_t k = 0; k < stage.setting.paradigms.size(); ++k) {
    if (world.paradigm_arrived[k] < 0) continue;
    for (int i = labs.first; i < labs.last; ++i) {
      if (!stage.races(i) || (world.perceived[i] >> k & 1) != 0) continue;
      const double share = world.race_compute > 0 ? std::min(1.0, world.compute[i] / world.race_compute) : 0;
      const double luck =
          uniform(stage.luck(StreamId::perception, stage.setting.labs.agent[i], static_cast<std::uint32_t>(k)));
      if (i != stage.setting.paradigms[k].pioneer && luck >= p.perception_chance(share)) continue;
      world.perceived[i] |= 1u << k;
      world.rerelease[i] = world.base_log_flop[i] > 0 ? 1 : 0;  // only who has a base model can release it again
    }
  }
}

}  // namespace racesim
