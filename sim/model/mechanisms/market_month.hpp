#pragma once
// The month's market for models: what its steps share.
#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/model/mechanisms/model_market.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

inline constexpr int own_service = ModelMarket::own;
inline constexpr int open_service = ModelMarket::open;
inline constexpr int n_services = ModelMarket::n_services;

/// The month's market: what its steps share.
struct MarketMonth {
  const Stage& stage;
  const ModelMarket::Params& p;
  const Inputs& inputs;
  const World& world;
  ModelMarket::State& demand;
  int labs;
  int blocs;
  double log_cost[max_blocs];  ///< ln USD per H100e-month in a bloc
  double log_least_cost = infinity;
  double log_work;  ///< ln H100e-months of work per million tokens of the reference model at ln B = 0
  double best_log_b = -infinity;
  double price_weight = 1;  ///< of ln price, in the mean of the segments

  MarketMonth(const Stage& s, ModelMarket::State& own)
      : stage(s),
        p(s.parameters().model_market),
        inputs(s.inputs),
        world(s.world),
        demand(own),
        labs(s.inputs.n_named()),
        blocs(s.inputs.n_blocs()),
        log_work(math::log(p.serving_work * 3600 / month_in_seconds)) {
    for (int b = 0; b < blocs; ++b) {
      const double energy = p.energy_cost_share * (world.power.price_factor[b] - 1);
      log_cost[b] = math::log(s.month().rent * (1 + energy));
      log_least_cost = std::min(log_least_cost, log_cost[b]);
    }
  }

  bool sells(int i) const { return stage.races(i); }
  /// ln of the cost of a million tokens over the cost of compute, of a model trained on ln FLOP `log_size`.
  double log_relative_cost(double log_size, double log_b) const {
    return log_work + p.log_relative_work(log_size, log_b);
  }
  double access(int service, int i, int bloc) const {
    const int home = inputs.labs.bloc[i];
    if (home == bloc) return 1;
    return service == own_service ? stage.month().api_access[i * blocs + bloc]
                                  : stage.month().weights_access[home * blocs + bloc];
  }
};

/// Buyers of a segment choose: the shares of all services in all blocs move towards what this month's utilities say.
void choose(const MarketMonth& month, int segment);

}  // namespace racesim
