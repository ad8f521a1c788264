// Who owns, buys and runs how many chips.
#include <algorithm>

#include "measures.hpp"
#include "racesim/core/math.hpp"

namespace racesim::measures {

namespace {

double sold_this_month(const View& v, int bloc) { return v.history.sold[bloc] - v.history.sold_before[bloc]; }

/// Weight of a bloc in a sample of clusters in which an owner's chance to be seen grows with its size.
double hosted(const View& v, int bloc) {
  return bloc_sum(v, bloc, [&](int i) {
    return math::pow(v.world.fleet.real.installed[i], 1 + v.inputs.parameters.measurement.hosted_bias);
  });
}

constexpr Observable table[] = {
    {"compute_owned", Shape::bloc, "H100e", Record::standard, "chips installed, all owners",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return owned(v, b); }); }},
    {"compute_share", Shape::bloc, "1", Record::standard, "share of the world's installed chips",
     [](const View& v, std::span<float> out) {
       const double world = all_blocs(v, owned);
       per_bloc(v, out, [&](int b) { return owned(v, b) / world; });
     }},
    {"race_compute", Shape::bloc, "H100e", Record::standard, "usable compute of the labs, owned and rented",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return bloc_labs(v, b, [&](int i) { return v.world.fleet.compute[i]; }); });
     }},
    {"shadow_compute", Shape::bloc, "H100e", Record::standard, "compute the labs would have with no rule in force",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return bloc_labs(v, b, [&](int i) { return v.world.fleet.shadow_compute[i]; }); });
     }},
    {"hosted_share", Shape::bloc, "1", Record::standard, "share of a sample of clusters that favours large owners",
     [](const View& v, std::span<float> out) {
       double weight[max_blocs];
       double world = 0;
       for (int b = 0; b < v.inputs.n_blocs(); ++b) world += weight[b] = hosted(v, b);
       per_bloc(v, out, [&](int b) { return weight[b] / world; });
     }},
    {"compute_sold", Shape::bloc_vendor, "H100e", Record::standard, "chips sold legally since the start, by vendor",
     [](const View& v, std::span<float> out) {
       std::ranges::transform(v.world.chip_market.sold, out.begin(), [](double x) { return static_cast<float>(x); });
     }},
    {"flow_share", Shape::bloc, "1", Record::standard, "share of the month's legal sales of all vendors",
     [](const View& v, std::span<float> out) {
       const double world = all_blocs(v, sold_this_month);
       per_bloc(v, out, [&](int b) { return world > 0 ? sold_this_month(v, b) / world : none; });
     }},
    {"bought_by_route", Shape::bloc_route, "H100e", Record::standard,
     "compute bought since the start by route; rented: H100e-months",
     [](const View& v, std::span<float> out) {
       std::ranges::transform(v.world.chip_market.route, out.begin(), [](double x) { return static_cast<float>(x); });
     }},
    {"smuggled_chips", Shape::bloc, "chip", Record::standard, "chips smuggled since the start",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return v.world.chip_market.smuggled[b]; });
     }},
    {"domestic_chips", Shape::bloc, "H100e", Record::standard, "domestic chips bought since the start",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return route(v, b, Route::domestic); });
     }},
    {"capex_usd", Shape::bloc, "USD", Record::standard, "spending on chips, buildings and networks since the start",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out,
                [&](int b) { return v.world.chip_market.capex[b] * v.inputs.parameters.capital.building_multiplier; });
     }},
};

}  // namespace

std::span<const Observable> compute_observables() { return table; }

}  // namespace racesim::measures
