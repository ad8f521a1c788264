// racesim sweep: a study over many runs, cut into shards that any machine can run.
#include "sweep.hpp"

#include <CLI/CLI.hpp>

#include "options.hpp"

namespace racesim {

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
