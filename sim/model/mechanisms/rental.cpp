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

void shorten(Stocks& stocks, int buyer, double share) {
  stocks.rented[buyer] *= share;
  for (Column<double>& month_signed : stocks.signed_rent) month_signed[buyer] *= share;
}

/// What a buyer has under contract, begun or not.
double under_contract(const Stocks& stocks, int buyer) {
  double sum = stocks.rented[buyer];
  for (const Column<double>& month_signed : stocks.signed_rent) sum += month_signed[buyer];
  return sum;
}

}  // namespace

double left(const Stage& stage, Stocks& stocks, int bloc, bool ruled) {
  const MonthInputs& month = stage.month();
  const Inputs& inputs = stage.inputs;
  const double open = month.rentable[bloc] * (ruled ? month.rent_open[bloc] : 1);
  Column<double>& beginning = stocks.signed_rent[(stage.t + 1) % stocks.signed_rent.size()];
  const double kept = 1 - 1 / stage.parameters().chip_market.rental_contract;
  std::vector<double>& addends = stage.world.market.addends;
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    addends[i] = 0;
    if (inputs.buyers.bloc[i] != bloc) continue;
    stocks.rented[i] = stocks.rented[i] * kept + beginning[i];
    beginning[i] = 0;
    if (ruled) shorten(stocks, i, kept_by_rules(stage, i));
    addends[i] = under_contract(stocks, i);
  }
  const double contracted = order_free_sum(addends);
  for (int i = 0; i < inputs.n_buyers() && contracted > open; ++i) {
    if (inputs.buyers.bloc[i] == bloc) shorten(stocks, i, open / contracted);
  }
  return std::max(0.0, open - contracted);
}

}  // namespace racesim::rental
