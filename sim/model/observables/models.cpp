// Training runs and releases.
#include "measures.hpp"
#include "racesim/core/math.hpp"

namespace racesim::measures {

namespace {

double run_flop(double log10_flop) { return std::isfinite(log10_flop) ? math::exp(log10_flop * math::ln10) : none; }

double top5(const View& v, int bloc) {
  double sum = 0;
  for (double x : v.history.top_runs[bloc]) sum += x;
  return run_flop(sum / static_cast<double>(v.history.top_runs[bloc].size()));
}

double unsafe_share(const View& v, int bloc) {
  const auto racing = [&](int i) { return v.inputs.labs.entry[i] < v.world.t && v.world.exits.month[i] < 0; };
  const double labs = bloc_labs(v, bloc, [&](int i) { return racing(i) ? 1.0 : 0.0; });
  const double unsafe =
      bloc_labs(v, bloc, [&](int i) { return racing(i) ? 1.0 * v.world.safety_race.unsafe[i] : 0.0; });
  return labs > 0 ? unsafe / labs : 0;
}

constexpr Observable table[] = {
    {"training_flop_max", Shape::bloc, "FLOP", Record::standard, "largest run released since the start",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return run_flop(v.history.top_runs[b].front()); });
     }},
    {"training_flop_top5", Shape::bloc, "FLOP", Record::standard,
     "geometric mean of the five largest runs since the start",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return top5(v, b); }); }},
    {"training_flop_ratio_max", Shape::world, "1", Record::standard, "leader's largest run over the follower's",
     [](const View& v, std::span<float> out) {
       out[0] = static_cast<float>(
           run_flop(v.history.top_runs[v.inputs.leader][0] - v.history.top_runs[v.inputs.follower][0]));
     },
     true},
    {"training_flop_ratio_top5", Shape::world, "1", Record::standard, "leader's top-five mean over the follower's",
     [](const View& v, std::span<float> out) {
       out[0] = static_cast<float>(top5(v, v.inputs.leader) / top5(v, v.inputs.follower));
     },
     true},
    {"run_cost_usd", Shape::bloc, "USD", Record::standard, "cost of the largest run",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return v.history.run_cost[b] > 0 ? v.history.run_cost[b] : none; });
     }},
    {"releases", Shape::bloc, "count", Record::standard, "models released by named labs since the start",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return v.world.frontier.releases[b]; });
     }},
    {"open_releases", Shape::bloc, "count", Record::standard, "open models released by named labs since the start",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) { return v.world.frontier.open_releases[b]; });
     }},
    {"notable_models", Shape::bloc, "count", Record::standard,
     "releases a catalogue would list since the start, expected",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return v.world.frontier.notable[b]; }); }},
    {"unsafe_share", Shape::bloc, "1", Record::standard,
     "share of the racing labs that skip precautions; 0 without the safety race",
     [](const View& v, std::span<float> out) { per_bloc(v, out, [&](int b) { return unsafe_share(v, b); }); }},
    {"accidents", Shape::bloc, "count", Record::standard, "unsafe releases withdrawn after an accident since the start",
     [](const View& v, std::span<float> out) {
       per_bloc(v, out, [&](int b) {
         return bloc_labs(v, b, [&](int i) { return static_cast<double>(v.world.safety_race.accidents[i]); });
       });
     }},
};

}  // namespace

std::span<const Observable> model_observables() { return table; }

}  // namespace racesim::measures
