#include "racesim/model/mechanisms/diffusion.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Diffusion::absorb(double research) const {
  return absorption_floor + (1 - absorption_floor) * research / (research + absorption_half);
}

int Diffusion::lag(Channel channel) const {
  const auto months = [](double lag) { return std::max(1, static_cast<int>(std::floor(lag + 0.5))); };
  switch (channel) {
    case Channel::publication: return months(publication_lag);
    case Channel::open_weights: return months(open_weights_lag);
    case Channel::talent: return months(talent_lag);
    default: return 1;
  }
}

namespace {

constexpr Cause cause_of[n_channels] = {Cause::publication, Cause::open_weights, Cause::talent, Cause::own, Cause::espionage};

/// What one lab takes in of one efficiency stock this month, by cause, and the largest distance it sees.
struct Intake {
  double gain[n_causes] = {};
  double distance = 0;

  void add(Cause cause, double gap, double share) {
    if (gap <= 0 || share <= 0) return;
    // On a fixed grid the sum over edges is exact, so that it does not matter in which order they stand.
    gain[static_cast<int>(cause)] += quantise_log(share * gap);
    distance = std::max(distance, gap);
  }
  /// Never past the best source: the parts shrink in proportion.
  void bound() {
    double total = 0;
    for (double g : gain) total += g;
    if (total <= distance) return;
    for (double& g : gain) g = quantise_log(g * (distance / total) * (1 - 0x1p-20));
  }
};

/// The columns of one of the two efficiency stocks.
struct Stock {
  Column<double>& now;
  const std::vector<Column<double>>& past;
  const std::vector<Column<double>>& past_open;
};

/// Learning of lab i along the edges of the slow channels.
void learn(const Stage& stage, const Stock& stock, int i, Intake& intake) {
  const Diffusion& p = stage.parameters().diffusion;
  const Setting& setting = stage.setting;
  const World& world = stage.world;
  const MonthInputs& month = stage.inputs();
  const int here = setting.labs.bloc[i];
  const double absorbed = p.absorb(world.research[i]) * month_in_years;
  const double rates[] = {p.publication_rate, p.open_weights_rate, p.talent_rate};
  for (Channel channel : {Channel::publication, Channel::open_weights, Channel::talent}) {
    const Layer& layer = setting.network[channel];
    const int row = world.row(stage.t - p.lag(channel));
    const Column<double>& source = channel == Channel::open_weights ? stock.past_open[row] : stock.past[row];
    const double rate = rates[static_cast<int>(channel)] * absorbed;
    for (std::uint32_t e = layer.offset[i]; e < layer.offset[i + 1]; ++e) {
      const std::uint32_t j = layer.source[e];
      const int there = setting.labs.bloc[j];
      const int pair = there * setting.n_blocs() + here;
      double visible = 1;
      if (channel == Channel::publication) visible = setting.labs.publishing[j];
      if (channel == Channel::open_weights) visible = month.weights_access[pair];
      if (channel == Channel::talent) {
        visible = month.talent_flow[pair] * (there == here ? 1.0 : math::exp(-p.talent_scarcity_loss * world.scarcity[i]));
      }
      intake.add(cause_of[static_cast<int>(channel)], source[j] - stock.now[i], std::min(1.0, rate * layer.weight[e] * visible));
    }
  }
}

}  // namespace

void Diffusion::advance(const Stage& stage, LabRange labs) {
  const Diffusion& p = stage.parameters().diffusion;
  const Setting& setting = stage.setting;
  World& world = stage.world;
  const Layer& spies = setting.network[Channel::espionage];
  const int yesterday = world.row(stage.t - p.lag(Channel::espionage));
  for (int i = labs.first; i < labs.last; ++i) {
    for (int c = static_cast<int>(Cause::publication); c < n_causes; ++c) world.gain[c][i] = 0;
    if (!stage.races(i)) continue;
    const Stock stocks[] = {{world.log_a_pre, world.past_log_a_pre, world.past_open_pre},
                            {world.log_a_post, world.past_log_a_post, world.past_open_post}};
    Intake intake[2];
    for (int k = 0; k < 2; ++k) learn(stage, stocks[k], i, intake[k]);
    for (std::uint32_t e = spies.offset[i]; e < spies.offset[i + 1]; ++e) {
      const std::uint32_t j = spies.source[e];
      const double chance = -math::expm1(-p.espionage_rate * spies.weight[e] * month_in_years);
      if (uniform(stage.luck(StreamId::espionage, setting.labs.agent[i], setting.labs.agent[j])) >= chance) continue;
      for (int k = 0; k < 2; ++k) {
        intake[k].add(Cause::espionage, stocks[k].past[yesterday][j] - stocks[k].now[i], p.espionage_share);
      }
    }
    for (const Shock& shock : stage.inputs().shocks) {
      if (shock.to_bloc < 0 || setting.labs.bloc[i] != shock.to_bloc) continue;
      for (int k = 0; k < 2; ++k) {
        intake[k].add(Cause::shock, stocks[k].past[yesterday][shock.from] - stocks[k].now[i], shock.size);
      }
    }
    for (int k = 0; k < 2; ++k) {
      intake[k].bound();
      for (int c = 0; c < n_causes; ++c) {
        stocks[k].now[i] += intake[k].gain[c];
        if (c >= static_cast<int>(Cause::publication)) world.gain[c][i] += intake[k].gain[c];
      }
    }
    for (const Shock& shock : stage.inputs().shocks) {
      if (shock.to_bloc >= 0 || shock.from != i) continue;
      world.log_a_pre[i] += quantise_log(shock.size);
      world.gain[static_cast<int>(Cause::shock)][i] += quantise_log(shock.size);
    }
  }
}

}  // namespace racesim
