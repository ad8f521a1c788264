#include "racesim/engine/ensemble.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <thread>

#include "racesim/engine/build.hpp"
#include "racesim/engine/month.hpp"
#include "racesim/engine/parallel.hpp"
#include "racesim/engine/realise_policies.hpp"

namespace racesim {

namespace {

/// Labs from which on a run's months are cut among threads instead of runs: measured, see docs/decisions.
constexpr int many_labs = 30000;
/// Runs of a batch: enough that writing them costs little, few enough to balance threads.
constexpr std::uint32_t batch_runs = 16;

struct Workspace {
  World world;
  History history;
  // Where policies are uncertain:
  Scenario realised;                   ///< the scenario with the months drawn for a run
  std::optional<Setting> own;          ///< its setting
  std::vector<std::int32_t> starts{};  ///< the months that its timeline is built for
};

Batch make_batch(const EnsembleOptions& options, const Setting& setting, std::uint32_t position, std::uint32_t count) {
  Batch batch{.first = options.first + position, .position = position, .count = count};
  for (const Observable& observable : observables()) {
    const std::size_t size =
        keeps(options.record, observable) ? count * setting.months * width(observable.shape, setting) : 0;
    batch.series.emplace_back(size);
  }
  batch.outcomes.assign(outcomes().size(), std::vector<double>(count));
  batch.releases.resize(count);
  batch.drawn.resize(count);
  batch.policy_start.resize(count);
  batch.error.resize(count);
  return batch;
}

void observe(const View& view, std::uint32_t run, Batch& batch) {
  const auto table = observables();
  const std::size_t month = view.history.t - 1;
  for (std::size_t k = 0; k < table.size(); ++k) {
    if (batch.series[k].empty()) continue;
    const std::size_t w = width(table[k].shape, view.setting);
    table[k].measure(view, {&batch.series[k][(run * view.setting.months + month) * w], w});
  }
  for (const Release& release : view.world.latest) {
    if (release.month == view.world.t - 1) batch.releases[run].push_back(release);
  }
}

void run_one(const Setting& setting, std::uint32_t replicate, Workspace& work, std::uint32_t run, Batch& batch) {
  const bool parallel = setting.n_labs() >= many_labs;
  reset_world(setting, replicate, work.world);
  work.history.reset(setting, work.world);
  const View view{setting, work.world, work.history};
  for (int t = 0; t < setting.months; ++t) {
    advance_month(setting, replicate, work.world, parallel);
    work.history.update(setting, work.world);
    observe(view, run, batch);
  }
  const auto table = outcomes();
  for (std::size_t k = 0; k < table.size(); ++k) batch.outcomes[k][run] = table[k].measure(view);
  if (std::isnan(work.history.eci[setting.leader][setting.months]))
    batch.error[run] = "the leader's ECI is not a number";
}

std::vector<double> values(const Parameters& parameters) {
  std::vector<double> result;
  Parameters::describe(parameters, [&](double value, const Field&) { result.push_back(value); });
  return result;
}

/// The setting of a replicate: the central one, but for sampled parameters and the months of uncertain policies. Only
/// what these change is built anew.
const Setting& setting_of_run(const Scenario& scenario, const Setting& central, const EnsembleOptions& options,
                              std::uint32_t replicate, Workspace& work, std::uint32_t run, Batch& batch) {
  const bool uncertain = !work.realised.policies.empty();
  if (!options.sample && !uncertain) return central;
  if (uncertain) batch.policy_start[run] = realise_policies(replicate, work.realised);
  const Scenario& realised = uncertain ? work.realised : scenario;
  if (options.sample) {
    work.own = build_setting(realised, draw_parameters(scenario, replicate));
    work.world = make_world(*work.own);
    batch.drawn[run] = values(work.own->parameters);  // as the switches leave them
  } else if (!work.own || work.starts != batch.policy_start[run]) {
    if (!work.own) work.own = central;
    work.own->timeline = build_timeline(realised, *work.own);
    work.starts = batch.policy_start[run];
    make_market(*work.own, work.world.market);
  }
  return *work.own;
}

}  // namespace

std::uint32_t run_ensemble(const Scenario& scenario, const Setting& central, const EnsembleOptions& options,
                           const std::function<void(Batch)>& sink, const std::atomic<bool>& stop) {
  const std::uint32_t batches = (options.count + batch_runs - 1) / batch_runs;
  std::atomic<std::uint32_t> done = 0;
  const bool uncertain = !uncertain_policies(scenario).empty();
  Pool<Workspace> workspaces([&] {
    auto work = std::make_unique<Workspace>();
    work->world = make_world(central);
    if (uncertain) work->realised = scenario;
    return work;
  });
  const auto run_batch = [&](std::size_t b) {
    if (stop) return;
    const std::uint32_t first = static_cast<std::uint32_t>(b) * batch_runs;
    Batch batch = make_batch(options, central, first, std::min(batch_runs, options.count - first));
    auto work = workspaces.borrow();
    for (std::uint32_t run = 0; run < batch.count; ++run) {
      const std::uint32_t replicate = batch.first + run;
      const Setting& setting = setting_of_run(scenario, central, options, replicate, *work, run, batch);
      run_one(setting, replicate, *work, run, batch);
    }
    done += batch.count;
    workspaces.give_back(std::move(work));
    sink(std::move(batch));
  };
  const int threads =
      options.threads > 0 ? options.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  with_threads(threads, [&] {
    if (central.n_labs() >= many_labs) {
      for (std::size_t b = 0; b < batches; ++b) run_batch(b);  // threads share the months of one run at a time
    } else {
      for_tasks(batches, run_batch);
    }
  });
  return done;
}

}  // namespace racesim
