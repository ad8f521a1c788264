#include <algorithm>
#include <cmath>
#include <functional>

#include "racesim/core/math.hpp"
#include "racesim/model/observables.hpp"

namespace racesim {

namespace {

constexpr int n_top = 5;

/// USD of a run: the chips it held, at the world price with buildings and network, over the life of a chip.
double cost_of(const Inputs& inputs, const MonthInputs& month, const Release& release) {
  const Training::Params& training = inputs.parameters.training;
  const double months = training.duration;
  const double compute = math::exp(release.log10_flop * math::ln10) / training.flop(1.0);
  return compute * months * month.world_price * inputs.parameters.capital.building_multiplier /
         training.run_price_horizon;
}

void enter(const Inputs& inputs, const MonthInputs& month, const Release& release, History& history) {
  const int bloc = inputs.labs.bloc[release.lab];
  std::vector<double>& top = history.top_runs[bloc];
  if (release.log10_flop > top.front()) history.run_cost[bloc] = cost_of(inputs, month, release);
  if (std::ranges::find(top, release.log10_flop) != top.end()) return;  // a base run released again
  if (release.log10_flop <= top.back()) return;
  top.back() = release.log10_flop;
  std::ranges::sort(top, std::greater<>{});
}

}  // namespace

void History::reset(const Inputs& inputs, const World& world) {
  const int months = inputs.months + 1;
  eci.resize(inputs.n_blocs());
  top_runs.resize(inputs.n_blocs());
  for (auto& row : eci) row.assign(months, -infinity);
  for (auto& row : top_runs) row.assign(n_top, -infinity);
  open_eci.assign(months, -infinity);
  closed_eci.assign(months, -infinity);
  run_cost.assign(inputs.n_blocs(), 0);
  sold.assign(inputs.n_blocs(), 0);
  sold_before = sold;
  open_use_crossing = -1;
  t = 0;
  for (int i = 0; i < inputs.n_named(); ++i) {
    if (inputs.labs.entry[i] > 0) continue;
    double& best = eci[inputs.labs.bloc[i]][0];
    best = std::max(best, world.releases.best_eci[i]);
    closed_eci[0] = std::max(closed_eci[0], world.releases.best_eci[i]);
  }
}

void History::update(const Inputs& inputs, const World& world) {
  for (int b = 0; b < inputs.n_blocs(); ++b) {
    sold_before[b] = sold[b];
    sold[b] = 0;
    for (int v = 0; v < inputs.n_vendors(); ++v) sold[b] += world.chip_market.sold[b * inputs.n_vendors() + v];
  }
  ++t;
  const Column<double>& tokens = world.model_market.open_tokens;
  if (open_use_crossing < 0 && tokens[inputs.follower] > tokens[inputs.leader]) open_use_crossing = t;
  for (auto& row : eci) row[t] = row[t - 1];
  open_eci[t] = open_eci[t - 1];
  closed_eci[t] = closed_eci[t - 1];
  for (int i = 0; i < inputs.n_named(); ++i) {
    const Release& release = world.releases.latest[i];
    open_eci[t] = std::max(open_eci[t], world.releases.open_eci[i]);
    if (release.month != world.t - 1) continue;
    double& best = eci[inputs.labs.bloc[i]][t];
    best = std::max(best, release.eci);
    if (!release.open) closed_eci[t] = std::max(closed_eci[t], release.eci);
    enter(inputs, inputs.timeline.months[release.month], release, *this);
  }
}

namespace {

/// When a best-so-far path, as straight lines from record to record, came to a level that it has by month t.
double came_to(std::span<const double> path, double level, int t) {
  const auto record = [&](double x) { return std::lower_bound(path.begin(), path.begin() + t, x) - path.begin(); };
  const auto above = record(level);
  if (above == 0 || path[above - 1] == -infinity) return static_cast<double>(above);
  const double before = path[above - 1];
  const auto below = record(before);
  return static_cast<double>(below) + static_cast<double>(above - below) * (level - before) / (path[above] - before);
}

}  // namespace

double lag_months(std::span<const double> ahead, std::span<const double> behind, int t) {
  if (!(behind[t] > -infinity) || !(ahead[t] > -infinity)) return std::nan("");
  if (behind[t] > ahead[t]) return -lag_months(behind, ahead, t);
  return t - came_to(ahead, behind[t], t);
}

double match_delay(std::span<const double> ahead, std::span<const double> behind, int t, double level) {
  const auto reached = [&](std::span<const double> path) {
    const auto place = std::find_if(path.begin(), path.begin() + t + 1, [&](double x) { return x >= level; });
    return place == path.begin() + t + 1 ? std::nan("") : static_cast<double>(place - path.begin());
  };
  return reached(behind) - reached(ahead);
}

}  // namespace racesim
