#include "racesim/model/mechanisms/diffusion.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/normals.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Diffusion::Params::absorb(double research) const {
  return absorption_floor + (1 - absorption_floor) * research / (research + absorption_half_saturation);
}

int Diffusion::Params::lag(Channel channel) const {
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
  const Column<double>& now;
  const Table<double>& past;
  const Table<double>& past_open;
};

/// Places of the causes in Diffusion::causes.
enum Place { publication, open_weights, talent, espionage, shock };

/// What one lab takes in of one efficiency stock this month, by cause, and the largest distance it sees.
struct Intake {
  double part[std::size(Diffusion::causes)][2] = {};  ///< by cause; from the lab's own bloc, and from abroad
  double gain[std::size(Diffusion::causes)] = {};     ///< by cause, once the month is closed
  double abroad = 0;                                  ///< part of it that came from abroad
  double distance = 0;

  /// On a fixed grid the sum over edges is exact, so that it does not matter in which order they stand.
  void add(Place place, double gap, double share, bool from_abroad) {
    part[place][from_abroad] += quantise_log(share * gap);
    distance = std::max(distance, gap);
  }
  /// Never past the best source: the parts shrink in proportion.
  void close() {
    double total = 0;
    for (std::size_t c = 0; c < std::size(Diffusion::causes); ++c) {
      gain[c] = part[c][0] + part[c][1];
      abroad += part[c][1];
      total += gain[c];
    }
    if (total <= distance) return;
    for (double& g : gain) g = quantise_log(g * (distance / total) * (1 - 0x1p-20));
    abroad = quantise_log(abroad * (distance / total) * (1 - 0x1p-20));
  }
};

/// One slow channel in one month: its edges, its lagged sources, its rate.
struct Flow {
  const Layer& layer;
  Place place;
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
        stock{{s.world.efficiency.log_a_pre, s.world.frontier.past_log_a_pre, s.world.frontier.past_open_pre},
              {s.world.efficiency.log_a_post, s.world.frontier.past_log_a_post, s.world.frontier.past_open_post}},
        flow{make(Channel::publication, publication, s.parameters().diffusion.publication_rate),
             make(Channel::open_weights, open_weights, s.parameters().diffusion.open_weights_rate),
             make(Channel::talent, talent, s.parameters().diffusion.talent_rate)} {
    for (std::size_t k = 0; k < s.inputs.paradigms.size(); ++k) {
      if (s.inputs.paradigms[k].competence_destruction > 0 && !s.inputs.paradigms[k].held) destructive |= 1u << k;
    }
  }

  /// Share of what lab j knows that is of use to lab i, which has adopted paradigms that j has not.
  double of_use(std::uint32_t j, int i) const {
    const std::uint32_t ahead = stage.world.paradigms.adopted[i] & ~stage.world.paradigms.adopted[j] & destructive;
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

  Flow make(Channel channel, Place place, double rate) const {
    const int row = stage.world.frontier.row(stage.t - stage.parameters().diffusion.lag(channel));
    const auto column = [&](const Stock& k) {
      return (channel == Channel::open_weights ? k.past_open : k.past)[row].data();
    };
    return {stage.inputs.network[channel], place, rate, {column(stock[0]), column(stock[1])}};
  }

  /// How much of a source in `there` reaches lab i through a channel, besides what the source publishes.
  double access(Place place, int there, int i, double talent_kept) const {
    const int here = stage.inputs.labs.bloc[i];
    const int pair = there * stage.inputs.n_blocs() + here;
    if (place == open_weights) return stage.month().weights_access[pair];
    if (place == talent) return stage.month().talent_flow[pair] * (there == here ? 1.0 : talent_kept);
    return 1;
  }

  /// What lab i learns along the edges of the slow channels.
  void learn(int i, Intake* intake) const {
    const Diffusion::Params& p = stage.parameters().diffusion;
    const double absorbed = p.absorb(stage.world.research.output[i]) * month_in_years;
    const double talent_kept = math::exp(-p.talent_scarcity_loss * stage.world.scarcity.perceived[i]);
    const int here = stage.inputs.labs.bloc[i];
    double share_by_bloc[max_blocs];
    for (const Flow& f : flow) {
      for (int b = 0; b < stage.inputs.n_blocs(); ++b)
        share_by_bloc[b] = f.rate * absorbed * access(f.place, b, i, talent_kept);
      for (std::uint32_t e = f.layer.offset[i]; e < f.layer.offset[i + 1]; ++e) {
        const std::uint32_t j = f.layer.source[e];
        double distance[] = {f.source[0][j] - stock[0].now[i], f.source[1][j] - stock[1].now[i]};
        if (distance[0] <= 0 && distance[1] <= 0) continue;  // most sources have nothing to teach
        for (int k = 0; destructive != 0 && k < n_stocks; ++k) distance[k] = gap(f.source[k][j], j, stock[k].now[i], i);
        const double share = std::min(1.0, f.layer.weight[e] * share_by_bloc[stage.inputs.labs.bloc[j]]);
        if (share <= 0) continue;
        for (int k = 0; k < n_stocks; ++k) {
          if (distance[k] > 0) intake[k].add(f.place, distance[k], share, stage.inputs.labs.bloc[j] != here);
        }
      }
    }
  }

  /// Sudden gains: espionage along its edges, leaks of the month.
  void surprise(int i, Intake* intake) const {
    const Diffusion::Params& p = stage.parameters().diffusion;
    const LabTraits& labs = stage.inputs.labs;
    const int row = stage.world.frontier.row(stage.t - p.lag(Channel::espionage));
    const auto take = [&](Place place, int j, double share) {
      for (int k = 0; k < n_stocks; ++k) {
        const double distance = gap(stock[k].past[row][j], static_cast<std::uint32_t>(j), stock[k].now[i], i);
        if (distance > 0) intake[k].add(place, distance, share, labs.bloc[j] != labs.bloc[i]);
      }
    };
    const Network& network = stage.inputs.network;
    const Layer& spies = network[Channel::espionage];
    const Address at = stage.address(StreamId::espionage, 0, labs.agent[i]);
    constexpr std::uint32_t chunk = 64;
    double draw[chunk];
    for (std::uint32_t first = spies.offset[i]; first < spies.offset[i + 1]; first += chunk) {
      const std::uint32_t n = std::min(chunk, spies.offset[i + 1] - first);
      uniforms(at, {&network.spied_on[first], n}, {draw, n});
      for (std::uint32_t e = 0; e < n; ++e) {
        if (draw[e] < spies.weight[first + e])
          take(espionage, static_cast<int>(spies.source[first + e]), p.espionage_share);
      }
    }
    for (const Shock& event : stage.month().shocks) {
      if (event.to_bloc == labs.bloc[i]) take(shock, event.from, event.size);
    }
  }
};

/// Dated breakthroughs of the lab itself [ln].
double broken_through(const Stage& stage, int i) {
  double gain = 0;
  for (const Shock& event : stage.month().shocks) {
    if (event.to_bloc < 0 && event.from == i) gain += quantise_log(event.size);
  }
  return gain;
}

}  // namespace

void Diffusion::advance(const Stage& stage, State& own, Range labs) {
  const Learning learning(stage);
  for (int i = labs.first; i < labs.last; ++i) {
    Intake intake[n_stocks];
    if (stage.races(i)) {
      learning.learn(i, intake);
      learning.surprise(i, intake);
      for (Intake& stock : intake) stock.close();
      intake[0].gain[shock] += broken_through(stage, i);
    }
    for (std::size_t c = 0; c < std::size(causes); ++c) {
      own.pre[c][i] = intake[0].gain[c];
      own.post[c][i] = intake[1].gain[c];
    }
    own.abroad[i] = intake[0].abroad + intake[1].abroad;
  }
}

}  // namespace racesim
