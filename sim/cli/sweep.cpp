// racesim sweep: a study over many runs, cut into shards that any machine can run.
#include "sweep.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include "options.hpp"
#include "racesim/io/pending_file.hpp"

namespace racesim {

SweepState state_of(const Sweep& sweep) {
  SweepState state;
  for (std::uint64_t shard = 0; shard < sweep.plan.shards(); ++shard) {
    const ShardState found = inspect(sweep, shard).state;
    if (found == ShardState::done) {
      state.done.push_back(shard);
      state.runs_done += sweep.plan.runs_of(shard).count;
    } else if (being_written(sweep.shard_path(shard))) {
      state.running.push_back(shard);
    } else {
      (found == ShardState::missing ? state.missing : state.broken).push_back(shard);
    }
  }
  return state;
}

std::string ranges_text(const std::vector<std::uint64_t>& numbers) {
  std::string text;
  for (std::size_t k = 0; k < numbers.size();) {
    std::size_t last = k;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    text += (text.empty() ? "" : ", ") + std::to_string(numbers[k]);
    if (last > k) text += "-" + std::to_string(numbers[last]);
    k = last + 1;
  }
  return text;
}

void add_sweep(CLI::App& app, Session& session) {
  CLI::App& sweep = add_group(app, "sweep", "Run a study: many runs over factors, on this machine or a cluster",
                              "racesim sweep plan scenarios/experiments/sobol_ten.yaml\n"
                              "racesim sweep run sobol_ten.sweep\n"
                              "racesim sweep status sobol_ten.sweep --watch");
  add_sweep_plan(sweep, session);
  add_sweep_run(sweep, session);
  add_sweep_submit(sweep, session);
  add_sweep_status(sweep, session);
  add_sweep_explain(sweep, session);
}

}  // namespace racesim
