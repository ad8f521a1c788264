// The power that chips draw, and the use that firms make of the models.
#include <algorithm>

#include "measures.hpp"

namespace racesim::measures {

namespace {

double utilisation(const View& v, int bloc) {
  const Power::Grid& grid = v.world.power.real;
  return grid.capacity[bloc] > 0 && grid.capacity[bloc] < infinity ? grid.wanted[bloc] / grid.capacity[bloc] : none;
}

double kw_per_h100e(const View& v, int bloc) {
  const double installed = owned(v, bloc);
  return installed > 0 ? v.world.power.real.wanted[bloc] * 1000 / installed : none;
}

/// A column of blocs; none where the scenario has no sectors.
void of_blocs(const View& v, std::span<float> out, const Column<double>& column) {
  const bool some = v.inputs.n_sectors() > 0;
  per_bloc(v, out, [&](int b) { return some ? finite(column[b]) : none; });
}

/// Mean over sectors by weight.
double domain_data(const View& v, int bloc) {
  double sum = 0;
  for (int s = 0; s < v.inputs.n_sectors(); ++s)
    sum += v.inputs.sectors.weight[s] * v.world.adoption.domain_data[bloc * v.inputs.n_sectors() + s];
  return v.inputs.n_sectors() > 0 ? sum : none;
}

constexpr Observable table[] = {
    {"power_mw", Shape::bloc, "MW", Record::standard, "power drawn at the wall by installed chips",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return v.world.power.real.drawn[b]; }); }},
    {"power_capacity_mw", Shape::bloc, "MW", Record::standard, "power that there is for AI chips",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return finite(v.world.power.real.capacity[b]); });
     }},
    {"power_queue_mw", Shape::bloc, "MW", Record::standard, "power ordered or under construction; 0 in the data",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return v.world.power.real.queued[b]; });
     }},
    {"power_utilisation", Shape::bloc, "1", Record::standard,
     "power that all installed chips would draw over capacity; above 1 chips stand idle",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return utilisation(v, b); }); }},
    {"power_price_factor", Shape::bloc, "1", Record::standard, "price of power relative to that of idle capacity",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return v.world.power.price_factor[b]; });
     }},
    {"fleet_kw_per_h100e", Shape::bloc, "kW/H100e", Record::standard, "power at the wall per H100e installed",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return kw_per_h100e(v, b); }); }},
    {"adoption", Shape::bloc, "1", Record::standard, "share of firms that use AI, sectors by weight",
     [](const View& v, std::span<float> out) { of_blocs(v, out, v.world.adoption.bloc_share); }},
    {"adoption_by_sector", Shape::bloc_sector, "1", Record::standard, "share of the sector's firms that use AI",
     [](const View& v, std::span<float> out) {
       std::ranges::transform(v.world.adoption.share, out.begin(), [](double x) { return static_cast<float>(x); });
     }},
    {"eci_available", Shape::bloc, "ECI", Record::standard, "best model that firms can use",
     [](const View& v, std::span<float> out) { of_blocs(v, out, v.world.adoption.eci_available); }},
    {"industrial_index", Shape::bloc, "ECI", Record::standard,
     "applied capability above the need of the sector, mean over all firms, 0 for those that do not use AI",
     [](const View& v, std::span<float> out) { of_blocs(v, out, v.world.adoption.industrial_index); }},
    {"domain_data", Shape::bloc, "yr", Record::standard, "data from deployment, in years of use by every firm",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return domain_data(v, b); }); }},
};

}  // namespace

std::span<const Observable> power_and_use_observables() { return table; }

}  // namespace racesim::measures
