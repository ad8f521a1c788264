#include "racesim/model/batch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "racesim/core/math.hpp"
#include "racesim/core/sum.hpp"

namespace racesim {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double finite(double x) { return std::isfinite(x) ? x : none; }

/// Fills one value per bloc.
template <class PerBloc>
void per_bloc(const View& view, std::span<float> out, PerBloc&& value) {
  for (int b = 0; b < view.setting.n_blocs(); ++b) out[b] = static_cast<float>(value(b));
}

/// Fills one value per named lab; labs that have not entered have none.
template <class PerLab>
void per_lab(const View& view, std::span<float> out, PerLab&& value) {
  for (int i = 0; i < view.setting.n_named(); ++i) {
    out[i] = static_cast<float>(view.setting.labs.entry[i] < view.world.t ? value(i) : none);
  }
}

/// Sum over the buyers of a bloc.
template <class PerBuyer>
double bloc_sum(const View& view, int bloc, PerBuyer&& value) {
  double sum = 0;
  for (int i = 0; i < view.setting.n_buyers(); ++i) sum += view.setting.buyers.bloc[i] == bloc ? value(i) : 0;
  return sum;
}

template <class PerLab>
double bloc_labs(const View& view, int bloc, PerLab&& value) {
  double sum = 0;
  for (int i = 0; i < view.setting.n_named(); ++i) sum += view.setting.labs.bloc[i] == bloc ? value(i) : 0;
  return sum;
}

const std::vector<double>& leader(const View& v) { return v.history.eci[v.setting.leader]; }
const std::vector<double>& follower(const View& v) { return v.history.eci[v.setting.follower]; }
double route(const View& v, int bloc, Route r) { return v.world.ledger.route[bloc * n_routes + static_cast<int>(r)]; }
double owned(const View& v, int bloc) { return bloc_sum(v, bloc, [&](int i) { return v.world.real.installed[i]; }); }

double all_blocs(const View& v, double (*value)(const View&, int)) {
  double sum = 0;
  for (int b = 0; b < v.setting.n_blocs(); ++b) sum += value(v, b);
  return sum;
}

double sold_this_month(const View& v, int bloc) { return v.history.sold[bloc] - v.history.sold_before[bloc]; }

/// Weight of a bloc in a sample of clusters in which an owner's chance to be seen grows with its size.
double hosted(const View& v, int bloc) {
  return bloc_sum(v, bloc, [&](int i) { return math::pow(v.world.real.installed[i], 1 + v.setting.parameters.measurement.hosted_bias); });
}

double log_efficiency(const View& v, int bloc) {
  double best = -infinity;
  for (int i = 0; i < v.setting.n_named(); ++i) {
    if (v.setting.labs.bloc[i] != bloc || v.setting.labs.entry[i] >= v.world.t) continue;
    best = std::max(best, v.world.log_a_pre[i] + v.world.log_a_post[i]);
  }
  return finite(best);
}

/// Mean scarcity of the bloc's labs, weighted by the compute they would have had.
double scarcity(const View& v, int bloc) {
  const double weight = bloc_labs(v, bloc, [&](int i) { return v.world.shadow_compute[i]; });
  return weight > 0 ? bloc_labs(v, bloc, [&](int i) { return v.world.shadow_compute[i] * v.world.scarcity[i]; }) / weight : 0;
}

double benchmark(const Benchmark& b, double eci) { return b.floor + (1 - b.floor) * math::logistic(b.slope * (eci - b.difficulty)); }

template <int which>
void benchmark_gap(const View& v, std::span<float> out) {
  const int t = v.history.t;
  out[0] = static_cast<float>(100 * (benchmark(benchmarks[which], leader(v)[t]) - benchmark(benchmarks[which], follower(v)[t])));
}

double elo(const View& v, double eci) {
  const Measurement& m = v.setting.parameters.measurement;
  return m.elo_level + m.elo_per_eci * (eci - 130);
}

double run_flop(double log10_flop) { return std::isfinite(log10_flop) ? math::exp(log10_flop * math::ln10) : none; }

double top5(const View& v, int bloc) {
  double sum = 0;
  for (double x : v.history.top_runs[bloc]) sum += x;
  return run_flop(sum / static_cast<double>(v.history.top_runs[bloc].size()));
}

double best_developer(const View& v) {
  double best = -infinity;
  for (int i = v.setting.n_named(); i < v.setting.n_labs(); ++i) best = std::max(best, v.world.best_eci[i]);
  return finite(best);
}

constexpr Observable table[] = {
    // Capability
    {"eci_frontier", Shape::bloc, "ECI", Record::standard, "best model released so far",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return finite(v.history.eci[b][v.history.t]); }); }},
    {"eci_gap", Shape::world, "ECI", Record::standard, "leader's best model minus the follower's",
     [](const View& v, std::span<float> out) { out[0] = static_cast<float>(finite(leader(v)[v.history.t] - follower(v)[v.history.t])); }},
    {"lag_months", Shape::world, "month", Record::standard,
     "time since the leader first reached the follower's present best; negative: the follower leads",
     [](const View& v, std::span<float> out) { out[0] = static_cast<float>(lag_months(leader(v), follower(v), v.history.t)); }},
    {"arena_gap_percent", Shape::world, "percent", Record::standard, "difference of the best Elo scores over the follower's",
     [](const View& v, std::span<float> out) {
       const double behind = elo(v, follower(v)[v.history.t]);
       out[0] = static_cast<float>(100 * (elo(v, leader(v)[v.history.t]) - behind) / behind);
     }},
    {"gap_mmlu", Shape::world, "percentage_point", Record::standard, "difference of the best MMLU scores", benchmark_gap<0>},
    {"gap_gpqa", Shape::world, "percentage_point", Record::standard, "difference of the best GPQA scores", benchmark_gap<1>},
    {"gap_swe_bench", Shape::world, "percentage_point", Record::standard, "difference of the best SWE-bench scores", benchmark_gap<2>},
    {"log_horizon", Shape::bloc, "ln minute", Record::standard, "METR 50 % time horizon of the best model",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return finite(v.setting.parameters.measurement.log_horizon(v.history.eci[b][v.history.t])); });
     }},
    {"open_closed_gap_eci", Shape::world, "ECI", Record::standard, "best closed model minus best open model",
     [](const View& v, std::span<float> out) {
       out[0] = static_cast<float>(finite(v.history.closed_eci[v.history.t] - v.history.open_eci[v.history.t]));
     }},
    {"open_closed_lag_months", Shape::world, "month", Record::standard, "time since a closed model first reached the best open model",
     [](const View& v, std::span<float> out) { out[0] = static_cast<float>(lag_months(v.history.closed_eci, v.history.open_eci, v.history.t)); }},
    {"labs_at_reference", Shape::bloc, "count", Record::standard, "labs whose best model reaches the reference model (access effect)",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return bloc_labs(v, b, [&](int i) { return v.setting.labs.entry[i] < v.world.t && v.world.best_eci[i] >= 126 ? 1.0 : 0.0; }); });
     }},
    {"developer_eci", Shape::world, "ECI", Record::standard, "best model of a small developer",
     [](const View& v, std::span<float> out) { out[0] = static_cast<float>(best_developer(v)); }},
    // Efficiency and scarcity
    {"log_efficiency", Shape::bloc, "ln", Record::standard, "ln A of the bloc's most efficient lab, both stocks; 0: frontier of 2023-03",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return log_efficiency(v, b); }); }},
    {"scarcity", Shape::bloc, "ln", Record::standard, "perceived scarcity, mean over labs weighted by shadow compute",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return scarcity(v, b); }); }},
    // Compute
    {"compute_owned", Shape::bloc, "H100e", Record::standard, "chips installed, all owners",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return owned(v, b); }); }},
    {"compute_share", Shape::bloc, "1", Record::standard, "share of the world's installed chips",
     [](const View& v, std::span<float> out) {
       const double world = all_blocs(v, owned);
       per_bloc(v, out, [&](int b) { return owned(v, b) / world; });
     }},
    {"race_compute", Shape::bloc, "H100e", Record::standard, "usable compute of the labs, owned and rented",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return bloc_labs(v, b, [&](int i) { return v.world.compute[i]; }); }); }},
    {"shadow_compute", Shape::bloc, "H100e", Record::standard, "compute the labs would have with no rule in force",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return bloc_labs(v, b, [&](int i) { return v.world.shadow_compute[i]; }); }); }},
    {"hosted_share", Shape::bloc, "1", Record::standard, "share of a sample of clusters that favours large owners",
     [](const View& v, std::span<float> out) {
       const double world = all_blocs(v, hosted);
       per_bloc(v, out, [&](int b) { return hosted(v, b) / world; });
     }},
    {"compute_sold", Shape::bloc_vendor, "H100e", Record::standard, "chips sold legally since the start, by vendor",
     [](const View& v, std::span<float> out) { std::ranges::transform(v.world.ledger.sold, out.begin(), [](double x) { return static_cast<float>(x); }); }},
    {"flow_share", Shape::bloc, "1", Record::standard, "share of the month's legal sales of all vendors",
     [](const View& v, std::span<float> out) {
       const double world = all_blocs(v, sold_this_month);
       per_bloc(v, out, [&](int b) { return world > 0 ? sold_this_month(v, b) / world : none; });
     }},
    {"bought_by_route", Shape::bloc_route, "H100e", Record::standard, "compute bought since the start by route; rented: H100e-months",
     [](const View& v, std::span<float> out) { std::ranges::transform(v.world.ledger.route, out.begin(), [](double x) { return static_cast<float>(x); }); }},
    {"smuggled_chips", Shape::bloc, "chip", Record::standard, "chips smuggled since the start",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return v.world.ledger.smuggled[b]; }); }},
    {"domestic_chips", Shape::bloc, "H100e", Record::standard, "domestic chips bought since the start",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return route(v, b, Route::domestic); }); }},
    {"power_mw", Shape::bloc, "MW", Record::standard, "power drawn at the wall by installed chips",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return v.world.real.power_drawn[b]; }); }},
    {"capex_usd", Shape::bloc, "USD", Record::standard, "spending on chips, buildings and networks since the start",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return v.world.ledger.capex[b] * v.setting.parameters.capital.building_multiplier; });
     }},
    // Models
    {"training_flop_max", Shape::bloc, "FLOP", Record::standard, "largest run released since the start",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return run_flop(v.history.top_runs[b].front()); }); }},
    {"training_flop_top5", Shape::bloc, "FLOP", Record::standard, "geometric mean of the five largest runs since the start",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return top5(v, b); }); }},
    {"training_flop_ratio_max", Shape::world, "1", Record::standard, "leader's largest run over the follower's",
     [](const View& v, std::span<float> out) {
       out[0] = static_cast<float>(run_flop(v.history.top_runs[v.setting.leader][0] - v.history.top_runs[v.setting.follower][0]));
     }},
    {"training_flop_ratio_top5", Shape::world, "1", Record::standard, "leader's top-five mean over the follower's",
     [](const View& v, std::span<float> out) { out[0] = static_cast<float>(top5(v, v.setting.leader) / top5(v, v.setting.follower)); }},
    {"run_cost_usd", Shape::bloc, "USD", Record::standard, "cost of the largest run",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return v.history.run_cost[b] > 0 ? v.history.run_cost[b] : none; }); }},
    {"releases", Shape::bloc, "count", Record::standard, "models released by named labs since the start",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return v.world.ledger.releases[b]; }); }},
    {"open_releases", Shape::bloc, "count", Record::standard, "open models released by named labs since the start",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return v.world.ledger.open_releases[b]; }); }},
    {"notable_models", Shape::bloc, "count", Record::standard, "releases a catalogue would list since the start, expected",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return v.world.ledger.notable[b]; }); }},
    // Labs
    {"lab_eci", Shape::lab, "ECI", Record::full, "best model of the lab",
     [](const View& v, std::span<float> out) { per_lab(v, out, [&](int i) { return v.world.best_eci[i]; }); }},
    {"lab_compute", Shape::lab, "H100e", Record::full, "usable compute of the lab, owned and rented",
     [](const View& v, std::span<float> out) { per_lab(v, out, [&](int i) { return v.world.compute[i]; }); }},
    {"lab_scarcity", Shape::lab, "ln", Record::full, "perceived scarcity of the lab",
     [](const View& v, std::span<float> out) { per_lab(v, out, [&](int i) { return v.world.scarcity[i]; }); }},
    {"lab_staff", Shape::lab, "people", Record::full, "research staff of the lab",
     [](const View& v, std::span<float> out) { per_lab(v, out, [&](int i) { return v.world.staff[i]; }); }},
    {"lab_log_a_pre", Shape::lab, "ln", Record::full, "pre-training efficiency of the lab",
     [](const View& v, std::span<float> out) { per_lab(v, out, [&](int i) { return v.world.log_a_pre[i]; }); }},
    {"lab_log_a_post", Shape::lab, "ln", Record::full, "post-training efficiency of the lab",
     [](const View& v, std::span<float> out) { per_lab(v, out, [&](int i) { return v.world.log_a_post[i]; }); }},
    {"lab_gain", Shape::lab_cause, "ln", Record::full, "gain of ln A in the month by cause",
     [](const View& v, std::span<float> out) {
       for (int i = 0; i < v.setting.n_named(); ++i) {
         for (int c = 0; c < n_causes; ++c) out[i * n_causes + c] = static_cast<float>(v.world.gain[c][i]);
       }
     }},
};

constexpr Outcome outcome_table[] = {
    {"final_lag_months", "month", "lag at the end of the run", [](const View& v) { return lag_months(leader(v), follower(v), v.history.t); }},
    {"final_gap_eci", "ECI", "ECI gap at the end of the run", [](const View& v) { return finite(leader(v)[v.history.t] - follower(v)[v.history.t]); }},
    {"final_leader_eci", "ECI", "leader's best model at the end", [](const View& v) { return finite(leader(v)[v.history.t]); }},
    {"final_follower_eci", "ECI", "follower's best model at the end", [](const View& v) { return finite(follower(v)[v.history.t]); }},
    {"final_leader_log_efficiency", "ln", "leader's ln A at the end", [](const View& v) { return log_efficiency(v, v.setting.leader); }},
    {"final_follower_log_efficiency", "ln", "follower's ln A at the end", [](const View& v) { return log_efficiency(v, v.setting.follower); }},
    {"final_follower_compute_share", "1", "follower's share of installed chips at the end",
     [](const View& v) { return owned(v, v.setting.follower) / all_blocs(v, owned); }},
    {"final_follower_scarcity", "ln", "follower's scarcity at the end", [](const View& v) { return scarcity(v, v.setting.follower); }},
    {"match_delay_126", "month", "months from the leader's reaching ECI 126 to the follower's",
     [](const View& v) { return match_delay(leader(v), follower(v), v.history.t, 126); }},
    {"match_delay_140", "month", "months from the leader's reaching ECI 140 to the follower's",
     [](const View& v) { return match_delay(leader(v), follower(v), v.history.t, 140); }},
    {"match_delay_160", "month", "months from the leader's reaching ECI 160 to the follower's",
     [](const View& v) { return match_delay(leader(v), follower(v), v.history.t, 160); }},
};

}  // namespace

std::span<const Observable> observables() { return table; }
std::span<const Outcome> outcomes() { return outcome_table; }

bool keeps(Record record, const Observable& observable) { return observable.record <= record; }

std::size_t width(Shape shape, const Setting& setting) {
  switch (shape) {
    case Shape::world: return 1;
    case Shape::bloc: return setting.n_blocs();
    case Shape::bloc_vendor: return setting.n_blocs() * setting.n_vendors();
    case Shape::bloc_route: return setting.n_blocs() * n_routes;
    case Shape::lab: return setting.n_named();
    case Shape::lab_cause: return setting.n_named() * n_causes;
  }
  return 0;
}

std::vector<std::string> dimensions(Shape shape) {
  switch (shape) {
    case Shape::world: return {};
    case Shape::bloc: return {"bloc"};
    case Shape::bloc_vendor: return {"bloc", "vendor"};
    case Shape::bloc_route: return {"bloc", "route"};
    case Shape::lab: return {"lab"};
    case Shape::lab_cause: return {"lab", "cause"};
  }
  return {};
}

}  // namespace racesim
