#include "racesim/model/mechanisms/diffusion.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/normals.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Diffusion::absorb(double research) const {
  return absorption_floor + (1 - absorption_floor) * research / (research + absorption_half);
}

int Diffusion::lag(Channel channel) const {
  switch (channel) {
    case Channel::publication: return whole_months(publication_lag, 1);
    case Channel::open_weights: return whole_months(open_weights_lag, 1);
    case Channel::talent: return whole_months(talent_lag, 1);
    default: return 1;
  }
}

namespace {

constexpr int n_stocks = 2;  // pre-training, post-training

/// The columns of one of the two efficiency stocks.
struct Stock {
  Column<double>& now;
  const std::vector<Column<double>>& past;
  const std::vector<Column<double>>& past_open;
};

/// What one lab takes in of one efficiency stock this month, by cause, and the largest distance it sees.
struct Intake {
  double gain[n_causes] = {};
  double distance = 0;

  /// On a fixed grid the sum over edges is exact, so that it does not matter in which order they stand.
  void add(Cause cause, double gap, double share) {
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

/// One slow channel in one month: its edges, its lagged sources, its rate.
struct Flow {
  const Layer& layer;
  Cause cause;
  double rate;  ///< 1/yr
  const double* source[n_stocks];
};

/// The month of all labs, worked out once.
struct Learning {
  const Stage& stage;
  std::uint32_t destructive = 0;  ///< bit set of paradigms that make knowledge obsolete
  Stock stock[n_stocks];
  Flow flow[3];

  explicit Learning(const Stage& s)
      : stage(s),
        stock{{s.world.log_a_pre, s.world.past_log_a_pre, s.world.past_open_pre},
              {s.world.log_a_post, s.world.past_log_a_post, s.world.past_open_post}},
        flow{make(Channel::publication, Cause::publication, s.parameters().diffusion.publication_rate),
             make(Channel::open_weights, Cause::open_weights, s.parameters().diffusion.open_weights_rate),
             make(Channel::talent, Cause::talent, s.parameters().diffusion.talent_rate)} {
    for (std::size_t k = 0; k < s.inputs.paradigms.size(); ++k) {
      if (s.inputs.paradigms[k].competence_destruction > 0 && !s.inputs.paradigms[k].held) destructive |= 1u << k;
    }
  }

  /// Share of what lab j knows that is of use to lab i, which has adopted paradigms that j has not.
  double of_use(std::uint32_t j, int i) const {
    const std::uint32_t ahead = stage.world.perceived[i] & ~stage.world.perceived[j] & destructive;
    double share = 1;
    for (std::size_t k = 0; ahead >> k != 0; ++k) {
      if ((ahead >> k & 1) != 0) share *= 1 - stage.inputs.paradigms[k].competence_destruction;
    }
    return share;
  }

  /// Distance from lab i to what it can use of a source's ln A.
  double gap(double source, std::uint32_t j, double own, int i) const {
    if (destructive != 0 && source > 0) source *= of_use(j, i);
    return source - own;
  }

  Flow make(Channel channel, Cause cause, double rate) const {
    const int row = stage.world.row(stage.t - stage.parameters().diffusion.lag(channel));
    const auto column = [&](const Stock& k) {
      return (channel == Channel::open_weights ? k.past_open : k.past)[row].data();
    };
    return {stage.inputs.network[channel], cause, rate, {column(stock[0]), column(stock[1])}};
  }

  /// How much of a source in `there` reaches lab i through a channel, besides what the source publishes.
  double access(Cause cause, int there, int i, double talent_kept) const {
    const int here = stage.inputs.labs.bloc[i];
    const int pair = there * stage.inputs.n_blocs() + here;
    if (cause == Cause::open_weights) return stage.month().weights_access[pair];
    if (cause == Cause::talent) return stage.month().talent_flow[pair] * (there == here ? 1.0 : talent_kept);
    return 1;
  }

  /// What lab i learns along the edges of the slow channels.
  void learn(int i, Intake* intake) const {
    const Diffusion& p = stage.parameters().diffusion;
    const double absorbed = p.absorb(stage.world.research[i]) * month_in_years;
    const double talent_kept = math::exp(-p.talent_scarcity_loss * stage.world.scarcity[i]);
    double share_by_bloc[max_blocs];
    for (const Flow& f : flow) {
      for (int b = 0; b < stage.inputs.n_blocs(); ++b)
        share_by_bloc[b] = f.rate * absorbed * access(f.cause, b, i, talent_kept);
      for (std::uint32_t e = f.layer.offset[i]; e < f.layer.offset[i + 1]; ++e) {
        const std::uint32_t j = f.layer.source[e];
        double distance[] = {f.source[0][j] - stock[0].now[i], f.source[1][j] - stock[1].now[i]};
        if (distance[0] <= 0 && distance[1] <= 0) continue;  // most sources have nothing to teach
        for (int k = 0; destructive != 0 && k < n_stocks; ++k) distance[k] = gap(f.source[k][j], j, stock[k].now[i], i);
        const double share = std::min(1.0, f.layer.weight[e] * share_by_bloc[stage.inputs.labs.bloc[j]]);
        if (share <= 0) continue;
        for (int k = 0; k < n_stocks; ++k) {
          if (distance[k] > 0) intake[k].add(f.cause, distance[k], share);
        }
      }
    }
  }

  /// Sudden gains: espionage along its edges, leaks of the month.
  void surprise(int i, Intake* intake) const {
    const Diffusion& p = stage.parameters().diffusion;
    const LabTraits& labs = stage.inputs.labs;
    const int row = stage.world.row(stage.t - p.lag(Channel::espionage));
    const auto take = [&](Cause cause, int j, double share) {
      for (int k = 0; k < n_stocks; ++k) {
        const double distance = gap(stock[k].past[row][j], static_cast<std::uint32_t>(j), stock[k].now[i], i);
        if (distance > 0) intake[k].add(cause, distance, share);
      }
    };
    const Network& network = stage.inputs.network;
    const Layer& spies = network[Channel::espionage];
    const Address luck = stage.address(StreamId::espionage, 0, labs.agent[i]);
    constexpr std::uint32_t chunk = 64;
    double draw[chunk];
    for (std::uint32_t first = spies.offset[i]; first < spies.offset[i + 1]; first += chunk) {
      const std::uint32_t n = std::min(chunk, spies.offset[i + 1] - first);
      uniforms(luck, {&network.spied_on[first], n}, {draw, n});
      for (std::uint32_t e = 0; e < n; ++e) {
        if (draw[e] < spies.weight[first + e])
          take(Cause::espionage, static_cast<int>(spies.source[first + e]), p.espionage_share);
      }
    }
    for (const Shock& shock : stage.month().shocks) {
      if (shock.to_bloc == labs.bloc[i]) take(Cause::shock, shock.from, shock.size);
    }
  }
};

/// A dated breakthrough of the lab itself.
void break_through(const Stage& stage, int i) {
  for (const Shock& shock : stage.month().shocks) {
    if (shock.to_bloc >= 0 || shock.from != i) continue;
    stage.world.log_a_pre[i] += quantise_log(shock.size);
    stage.world.gain[static_cast<int>(Cause::shock)][i] += quantise_log(shock.size);
  }
}

}  // namespace

void Diffusion::advance(const Stage& stage, LabRange labs) {
  World& world = stage.world;
  const Learning learning(stage);
  // The causes that the channels bring; the others belong to research, the ecosystem and paradigms.
  constexpr Cause causes[] = {Cause::publication, Cause::open_weights, Cause::talent, Cause::espionage, Cause::shock};
  for (int i = labs.first; i < labs.last; ++i) {
    for (const Cause c : causes) world.gain[static_cast<int>(c)][i] = 0;
    if (!stage.races(i)) continue;
    Intake intake[n_stocks];
    learning.learn(i, intake);
    learning.surprise(i, intake);
    for (int k = 0; k < n_stocks; ++k) {
      intake[k].bound();
      for (const Cause cause : causes) {
        const auto c = static_cast<int>(cause);
        learning.stock[k].now[i] += intake[k].gain[c];
        world.gain[c][i] += intake[k].gain[c];
      }
    }
    break_through(stage, i);
  }
}

}  // namespace racesim
