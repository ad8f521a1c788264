#include "rental.hpp"

#include <algorithm>

#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim::rental {

namespace {

/// Share of a buyer's contracts that rules on this buyer, new this month, leave.
double kept_by_rules(const Stage& stage, int buyer) {
  if (stage.t == 0) return 1;
  const double before = stage.inputs.timeline.months[stage.t - 1].rent_share[buyer];
  const double now = stage.month().rent_share[buyer];
  return now < before ? now / before : 1;
}

void shorten(ChipMarket::Trade& trade, int buyer, double share) {
  trade.rented[buyer] *= share;
  for (std::size_t row = 0; row < trade.signed_rent.rows(); ++row) trade.signed_rent[row][buyer] *= share;
}

/// What a buyer has under contract, begun or not.
double under_contract(const ChipMarket::Trade& trade, int buyer) {
  double sum = trade.rented[buyer];
  for (std::size_t row = 0; row < trade.signed_rent.rows(); ++row) sum += trade.signed_rent[row][buyer];
  return sum;
}

}  // namespace

double left(const Stage& stage, ChipMarket::Trade& trade, std::vector<double>& addends, int bloc, bool ruled) {
  const MonthInputs& month = stage.month();
  const Inputs& inputs = stage.inputs;
  const double open = month.rentable[bloc] * (ruled ? month.rent_open[bloc] : 1);
  const std::span<double> beginning = trade.signed_rent[(stage.t + 1) % trade.signed_rent.rows()];
  const double kept = 1 - 1 / stage.parameters().chip_market.rental_contract;
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    addends[i] = 0;
    if (inputs.buyers.bloc[i] != bloc) continue;
    trade.rented[i] = trade.rented[i] * kept + beginning[i];
    beginning[i] = 0;
    if (ruled) shorten(trade, i, kept_by_rules(stage, i));
    addends[i] = under_contract(trade, i);
  }
  const double contracted = order_free_sum(addends);
  for (int i = 0; i < inputs.n_buyers() && contracted > open; ++i) {
    if (inputs.buyers.bloc[i] == bloc) shorten(trade, i, open / contracted);
  }
  return std::max(0.0, open - contracted);
}

}  // namespace racesim::rental
