#include "racesim/model/state/demand.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/model/inputs.hpp"

namespace racesim {

std::size_t Demand::place(const Inputs& inputs, int bloc, int segment, Service service) {
  return static_cast<std::size_t>((bloc * inputs.n_segments() + segment) * n_services + static_cast<int>(service));
}

void Demand::make(const Inputs& inputs) {
  const auto labs = static_cast<std::size_t>(inputs.n_named());
  const auto blocs = static_cast<std::size_t>(inputs.n_blocs());
  const auto markets = blocs * inputs.n_segments();
  for (Column<double>* column : {&log_b, &unit_cost, &price, &revenue, &margin, &serving_share, &market_share,
                                 &marked_log_size, &congestion, &open_use})
    column->assign(labs, 0);
  for (int k = 0; k < n_services; ++k) {
    log_size[k].assign(labs, 0);
    marked_eci[k].assign(labs, 0);
    room.log_price[k].assign(labs, 0);
    room.weight[k].assign(labs, 0);
  }
  share.assign(markets * n_services, Column<double>(labs, 0));
  outside.assign(markets, 0);
  potential.assign(markets, 0);
  adopted.assign(blocs, 0);
  for (auto* column : {&filled, &spending, &price_at_reference, &price_by_maker, &open_tokens})
    column->assign(blocs, 0);
  room.labs = labs;
  room.wanted.assign(blocs * n_services * labs, 0);
  room.scratch.assign(n_services * labs, 0);
}

void Demand::reset(const Inputs& inputs) {
  const Parameters& p = inputs.parameters;
  const double years = (inputs.start - Month::of(2023, 3)) * month_in_years;
  std::ranges::fill(log_b, p.market.inference_growth * years);
  for (Column<double>* column : {&unit_cost, &price, &revenue, &margin, &market_share, &open_use})
    std::ranges::fill(*column, 0.0);
  std::ranges::fill(congestion, 1.0);
  std::ranges::fill(serving_share, p.market.serving_share);
  const double per_eci = math::ln10 / p.training.eci_per_magnitude;
  for (int i = 0; i < inputs.n_named(); ++i) {
    // The run behind the model of the start is what its index and the lab's efficiency say.
    const LabTraits& labs = inputs.labs;
    const double size = log_reference_flop + per_eci * (labs.initial_eci[i] - reference_eci) -
                        labs.initial_log_a_pre[i] - labs.initial_log_a_post[i];
    for (Column<double>& column : log_size) column[i] = size;
    marked_log_size[i] = size;
    marked_eci[static_cast<int>(Service::own)][i] = labs.initial_eci[i];
    marked_eci[static_cast<int>(Service::open)][i] = -infinity;
  }
  for (Column<double>& column : share) std::ranges::fill(column, 0.0);
  std::ranges::fill(outside, 1.0);
  std::ranges::fill(potential, 0.0);
  std::ranges::fill(adopted, 0.0);
  std::ranges::fill(filled, 1.0);
  for (auto* column : {&spending, &price_at_reference, &price_by_maker, &open_tokens}) std::ranges::fill(*column, 0.0);
}

}  // namespace racesim
