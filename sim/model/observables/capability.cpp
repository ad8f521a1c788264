// How able models are, how efficient labs, how scarce chips feel.
#include <algorithm>

#include "measures.hpp"
#include "racesim/core/math.hpp"

namespace racesim::measures {

double log_efficiency(const View& v, int bloc) {
  double best = -infinity;
  for (int i = 0; i < v.inputs.n_named(); ++i) {
    if (v.inputs.labs.bloc[i] != bloc || v.inputs.labs.entry[i] >= v.world.t) continue;
    best = std::max(best, v.world.efficiency.log_a_pre[i] + v.world.efficiency.log_a_post[i]);
  }
  return finite(best);
}

double scarcity(const View& v, int bloc) {
  const double weight = bloc_labs(v, bloc, [&](int i) { return v.world.fleet.shadow_compute[i]; });
  return weight > 0
             ? bloc_labs(v, bloc,
                         [&](int i) { return v.world.fleet.shadow_compute[i] * v.world.scarcity.perceived[i]; }) /
                   weight
             : 0;
}

namespace {

template <Benchmark (Measurement::Params::*which)() const>
void benchmark_gap(const View& v, std::span<float> out) {
  const Benchmark benchmark = (v.inputs.parameters.measurement.*which)();
  const int t = v.history.t;
  out[0] = static_cast<float>(100 * (benchmark.score(leader(v)[t]) - benchmark.score(follower(v)[t])));
}

double elo(const View& v, double eci) {
  const Measurement::Params& m = v.inputs.parameters.measurement;
  return m.elo_level + m.elo_per_eci * (eci - Measurement::scale_origin);
}

/// What the blocs' labs have learnt from other blocs this month over all that they have gained. Paradigms are left out:
/// they cost.
void learnt_abroad(const View& v, std::span<float> out) {
  double abroad[max_blocs] = {}, gains[max_blocs] = {};
  for (int c = 0; c < n_causes; ++c) {
    if (static_cast<Cause>(c) == Cause::paradigm) continue;
    const std::span<const double> gain = v.world.efficiency.gain[c];
    for (int i = 0; i < v.inputs.n_named(); ++i) gains[v.inputs.labs.bloc[i]] += gain[i];
  }
  for (int i = 0; i < v.inputs.n_named(); ++i) abroad[v.inputs.labs.bloc[i]] += v.world.diffusion.abroad[i];
  per_bloc(v, out, [&](int b) { return gains[b] > 0 ? abroad[b] / gains[b] : none; });
}

double best_developer(const View& v) {
  double best = -infinity;
  for (int i = v.inputs.n_named(); i < v.inputs.n_labs(); ++i) best = std::max(best, v.world.releases.best_eci[i]);
  return finite(best);
}

constexpr Observable table[] = {
    {"eci_frontier", Shape::bloc, "ECI", Record::standard, "best model released so far",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return finite(v.history.eci[b][v.history.t]); });
     }},
    {"eci_gap", Shape::world, "ECI", Record::standard, "leader's best model minus the follower's",
     [](const View& v, std::span<float> out) {
       out[0] = static_cast<float>(finite(leader(v)[v.history.t] - follower(v)[v.history.t]));
     },
     true},
    {"lag_months", Shape::world, "month", Record::standard,
     "time since the leader's line of records passed the follower's best; negative: the follower leads",
     [](const View& v, std::span<float> out) {
       out[0] = static_cast<float>(lag_months(leader(v), follower(v), v.history.t));
     },
     true},
    {"arena_gap_percent", Shape::world, "percent", Record::standard,
     "difference of the best Elo scores over the follower's",
     [](const View& v, std::span<float> out) {
       const double behind = elo(v, follower(v)[v.history.t]);
       out[0] = static_cast<float>(100 * (elo(v, leader(v)[v.history.t]) - behind) / behind);
     },
     true},
    {"gap_mmlu", Shape::world, "percentage_point", Record::standard, "difference of the best MMLU scores",
     benchmark_gap<&Measurement::Params::mmlu>, true},
    {"gap_gpqa", Shape::world, "percentage_point", Record::standard, "difference of the best GPQA scores",
     benchmark_gap<&Measurement::Params::gpqa>, true},
    {"gap_swe_bench", Shape::world, "percentage_point", Record::standard, "difference of the best SWE-bench scores",
     benchmark_gap<&Measurement::Params::swe_bench>, true},
    {"log_horizon", Shape::bloc, "ln minute", Record::standard, "METR 50 % time horizon of the best model",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) {
         return finite(v.inputs.parameters.measurement.log_horizon(v.history.eci[b][v.history.t]));
       });
     }},
    {"open_closed_gap_eci", Shape::world, "ECI", Record::standard, "best closed model minus best open model",
     [](const View& v, std::span<float> out) {
       out[0] = static_cast<float>(finite(v.history.closed_eci[v.history.t] - v.history.open_eci[v.history.t]));
     },
     true},
    {"open_closed_lag_months", Shape::world, "month", Record::standard,
     "time since the line of records of closed models passed the best open model",
     [](const View& v, std::span<float> out) {
       out[0] = static_cast<float>(lag_months(v.history.closed_eci, v.history.open_eci, v.history.t));
     },
     true},
    {"labs_at_reference", Shape::bloc, "count", Record::standard,
     "labs whose best model reaches the reference model (access effect)",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) {
         return bloc_labs(v, b, [&](int i) {
           return v.inputs.labs.entry[i] < v.world.t && v.world.releases.best_eci[i] >= reference_eci ? 1.0 : 0.0;
         });
       });
     }},
    {"developer_eci", Shape::world, "ECI", Record::standard, "best model of a small developer",
     [](const View& v, std::span<float> out) { out[0] = static_cast<float>(best_developer(v)); }},
    {"log_efficiency", Shape::bloc, "ln", Record::standard,
     "ln A of the bloc's most efficient lab, both stocks; 0: frontier of 2023-03",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return log_efficiency(v, b); }); }},
    {"learnt_abroad", Shape::bloc, "1", Record::standard,
     "share of the month's gains of ln A that the bloc's named labs learnt from labs of other blocs", learnt_abroad},
    {"automated_share", Shape::bloc, "1", Record::standard,
     "share of AI research that the bloc's best model does; 0 without automation",
     [](const View& v, std::span<float> out) {
       const Parameters& p = v.inputs.parameters;
       per_bloc(v, out, [&](int b) {
         const double eci = v.history.eci[b][v.history.t];
         if (!v.inputs.structure.automation || eci == -infinity) return 0.0;
         return p.automation.automated(eci, p.training.eci_per_magnitude);
       });
     }},
    {"scarcity", Shape::bloc, "ln", Record::standard, "perceived scarcity, mean over labs weighted by shadow compute",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return scarcity(v, b); }); }, true},
};

}  // namespace

std::span<const Observable> capability_observables() { return table; }

}  // namespace racesim::measures
