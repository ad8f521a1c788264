#include <atomic>
#include <iostream>

#include <fmt/format.h>

#include "racesim/engine/build.hpp"
#include "racesim/engine/ensemble.hpp"
#include "racesim/io/recorder.hpp"

using namespace racesim;

int main(int argc, char** argv) {
  try {
    std::vector<Diagnostic> warnings;
    const LoadedScenario loaded = load_scenario(argv[1], {}, warnings);
    const Setting setting = build_setting(loaded.value, loaded.value.parameters.values);
    const std::uint32_t runs = argc > 2 ? std::stoi(argv[2]) : 200;
    Bands bands(setting, runs);
    Recorder recorder(argc > 3 ? argv[3] : "out.h5", {{&loaded, &setting, &bands, runs}}, {}, {.existing = Existing::replace});
    std::atomic<bool> stop = false;
    run_ensemble(loaded.value, {.count = runs}, [&](Batch batch) { bands.add(batch); recorder.push(0, batch); }, stop);
    recorder.finish(false);
    for (const char* name : {"eci_frontier", "lag_months", "log_efficiency", "compute_owned", "compute_share", "race_compute", "shadow_compute", "scarcity", "flow_share", "smuggled_chips", "domestic_chips", "power_mw", "training_flop_max", "run_cost_usd", "releases", "open_releases", "notable_models", "hosted_share", "open_closed_lag_months", "labs_at_reference"}) {
      const int k = find_observable(name);
      for (std::size_t b = 0; b < width(observables()[k].shape, setting); ++b) {
        fmt::print("{:20} {:6}", name, width(observables()[k].shape, setting) > 1 ? setting.blocs[b] : "");
        for (int t = 11; t < setting.months; t += 12) fmt::print(" {:11.4g}", bands.quantile(k, t, b, 0.5));
        fmt::print("\n");
      }
    }
  } catch (const InputError& error) {
    for (const Diagnostic& d : error.diagnostics()) std::cerr << to_string(d) << "\n";
    return 2;
  }
}
