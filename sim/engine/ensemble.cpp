#include "racesim/engine/ensemble.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_pipeline.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <thread>

#include "racesim/core/diagnostic.hpp"
#include "racesim/engine/build.hpp"
#include "racesim/engine/month.hpp"
#include "racesim/engine/parallel.hpp"

namespace racesim {

namespace {

/// Labs from which on a run's months are cut among threads instead of runs: measured, see docs/decisions.
constexpr int many_labs = 30000;
/// Runs of a batch: enough that writing them costs little, few enough to balance threads.
constexpr std::uint32_t batch_runs = 16;

/// Batches under way: enough that one slow batch does not stop the others, few enough that memory stays bounded.
constexpr std::size_t batches_per_thread = 4;

/// Compiled scenarios that a workspace keeps with a replicate's policies: a few scenarios that take turns, not a grid
/// of them.
constexpr std::size_t most_realised = 8;

struct Workspace {
  World world;
  History history;
  Inputs own;  ///< room for settings other than the central ones
  std::map<std::shared_ptr<const CompiledScenario>, CompiledScenario>
      realised;  ///< compiled scenarios with the policies of a replicate
  // What the world is made for:
  const Inputs* inputs = nullptr;
  std::shared_ptr<const CompiledScenario> compiled;
  std::vector<double> parameters;    ///< as the run asked for
  std::vector<std::int32_t> starts;  ///< of uncertain policies
};

bool keeps(const RunsOptions& options, std::size_t observable) {
  if (!options.series.empty()) return options.series[observable];
  return keeps(options.record, observables()[observable]);
}

Batch make_batch(const RunsOptions& options, const Inputs& inputs, std::uint32_t position, std::uint32_t count) {
  Batch batch{.position = position, .count = count};
  for (std::size_t k = 0; k < observables().size(); ++k) {
    const std::size_t size = count * inputs.months * width(observables()[k].shape, inputs);
    batch.series.emplace_back(keeps(options, k) ? size : 0);
  }
  batch.outcomes.assign(outcomes().size(), std::vector<double>(count));
  batch.replicate.resize(count);
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
    const std::size_t w = width(table[k].shape, view.inputs);
    table[k].measure(view, {&batch.series[k][(run * view.inputs.months + month) * w], w});
  }
  for (const Release& release : view.world.releases.latest) {
    if (release.month == view.world.t - 1) batch.releases[run].push_back(release);
  }
}

void run_one(const Inputs& inputs, std::uint32_t replicate, Workspace& work, std::uint32_t run, Batch& batch) {
  const bool parallel = inputs.n_labs() >= many_labs;
  reset_world(inputs, replicate, work.world);
  work.history.reset(inputs, work.world);
  const View view{inputs, work.world, work.history};
  for (int t = 0; t < inputs.months; ++t) {
    advance_month(inputs, replicate, work.world, parallel);
    work.history.update(inputs, work.world);
    observe(view, run, batch);
  }
  const auto table = outcomes();
  for (std::size_t k = 0; k < table.size(); ++k) batch.outcomes[k][run] = table[k].measure(view);
  if (std::isnan(work.history.eci[inputs.leader][inputs.months])) batch.error[run] = "the leader's ECI is not a number";
}

std::vector<double> values(const Parameters& parameters) {
  std::vector<double> result;
  Parameters::for_each(parameters, [&](double value, const Field&) { result.push_back(value); });
  return result;
}

/// The compiled with uncertain policies where the replicate has them; their months go to `starts`.
const CompiledScenario& realised(const RunSpec& spec, Workspace& work, std::vector<std::int32_t>& starts) {
  if (!spec.compiled->uncertain()) return *spec.compiled;
  if (work.realised.size() == most_realised && !work.realised.contains(spec.compiled)) work.realised.clear();
  CompiledScenario& own = work.realised.try_emplace(spec.compiled, *spec.compiled).first->second;
  starts = own.realise(spec.replicate);
  return own;
}

/// The inputs of a run, with the world made for it. That of the run before serves again where it is the same.
const Inputs& prepare(const RunSpec& spec, Workspace& work, std::uint32_t run, Batch& batch) {
  std::vector<std::int32_t>& starts = batch.policy_start[run];
  const CompiledScenario& compiled = realised(spec, work, starts);
  const Parameters& parameters = spec.parameters ? *spec.parameters : compiled.scenario().parameters.values;
  std::vector<double> asked = values(parameters);
  if (work.compiled != spec.compiled || work.starts != starts || work.parameters != asked) {
    const bool central = !spec.parameters && !compiled.uncertain();
    if (!central) compiled.build(parameters, work.own);
    work.inputs = central ? &compiled.central() : &work.own;
    work.compiled = spec.compiled;
    work.starts = starts;
    work.parameters = std::move(asked);
    make_world(*work.inputs, work.world);
  }
  if (spec.parameters) batch.drawn[run] = values(work.inputs->parameters);  // as the switches leave them
  return *work.inputs;
}

/// Leaves of a run that it failed and why: nothing it may have measured stays.
void fail(std::uint32_t run, std::string why, Batch& batch) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  for (std::vector<float>& series : batch.series) {
    const auto width = static_cast<std::ptrdiff_t>(series.size() / batch.count);
    std::fill_n(series.begin() + run * width, width, static_cast<float>(none));
  }
  for (std::vector<double>& values : batch.outcomes) values[run] = none;
  batch.releases[run].clear();
  batch.error[run] = std::move(why);
}

/// Does a run of a batch. What its spec or its inputs complains of is the run's failure, not that of the others.
void do_run(const std::function<RunSpec(std::uint32_t)>& spec, std::uint32_t run, Workspace& work, Batch& batch) {
  try {
    const RunSpec wanted = spec(batch.position + run);
    batch.replicate[run] = wanted.replicate;
    run_one(prepare(wanted, work, run, batch), wanted.replicate, work, run, batch);
  } catch (const InputError& error) {
    work = Workspace();  // half made
    fail(run, error.what(), batch);
  }
}

/// A batch of one of several lists.
struct Listed {
  std::size_t list = 0;
  Batch batch = {};
};

/// Batches of lists in turns, until all are through.
class Turns {
 public:
  explicit Turns(std::span<const RunsToDo> lists) : lists_(lists), begun_(lists.size(), 0), like_(lists.size()) {
    for (std::size_t k = 0; k < lists.size(); ++k) {
      left_ += lists[k].count;
      if (lists[k].count == 0) continue;
      like_[k] = lists[k].options.like ? lists[k].options.like : &lists[k].spec(0).compiled->central();
      most_labs_ = std::max(most_labs_, like_[k]->n_labs());
    }
  }
  bool over() const { return left_ == 0; }
  int most_labs() const { return most_labs_; }
  Listed next() {
    while (begun_[turn_] == lists_[turn_].count) pass();
    const std::size_t list = turn_;
    const std::uint32_t first = begun_[list], count = std::min(batch_runs, lists_[list].count - first);
    begun_[list] += count;
    left_ -= count;
    pass();
    return {list, make_batch(lists_[list].options, *like_[list], first, count)};
  }

 private:
  void pass() { turn_ = (turn_ + 1) % lists_.size(); }

  std::span<const RunsToDo> lists_;
  std::vector<std::uint32_t> begun_;
  std::vector<const Inputs*> like_;
  std::uint64_t left_ = 0;
  std::size_t turn_ = 0;
  int most_labs_ = 0;
};

}  // namespace

std::uint32_t do_runs(std::uint32_t count, const std::function<RunSpec(std::uint32_t)>& spec,
                      const RunsOptions& options, const std::function<void(Batch)>& sink,
                      const std::atomic<bool>& stop) {
  std::uint32_t done = 0;
  const auto counted = [&](Batch batch) {
    done += batch.count;
    sink(std::move(batch));
  };
  do_in_turns(std::vector{RunsToDo{count, spec, options, counted}}, options.threads, stop);
  return done;
}

void do_in_turns(std::span<const RunsToDo> lists, int threads, const std::atomic<bool>& stop) {
  Turns turns(lists);
  if (turns.over()) return;
  tbb::enumerable_thread_specific<Workspace> workspaces;
  const auto next_batch = [&](tbb::flow_control& control) {
    if (stop || turns.over()) {
      control.stop();
      return Listed();
    }
    return turns.next();
  };
  const auto run_batch = [&](Listed work) {
    Workspace& workspace = workspaces.local();
    for (std::uint32_t run = 0; run < work.batch.count; ++run)
      do_run(lists[work.list].spec, run, workspace, work.batch);
    return work;
  };
  const auto take = [&](Listed work) { lists[work.list].sink(std::move(work.batch)); };
  if (threads <= 0) threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  // With many labs the threads share the months of one run at a time.
  const std::size_t in_flight =
      turns.most_labs() >= many_labs ? 1 : batches_per_thread * static_cast<std::size_t>(threads);
  using Mode = tbb::filter_mode;
  with_threads(threads, [&] {
    tbb::parallel_pipeline(in_flight, tbb::make_filter<void, Listed>(Mode::serial_in_order, next_batch) &
                                          tbb::make_filter<Listed, Listed>(Mode::parallel, run_batch) &
                                          tbb::make_filter<Listed, void>(Mode::serial_in_order, take));
  });
}

std::uint32_t run_ensemble(const CompiledScenario& compiled, const EnsembleOptions& options,
                           const std::function<void(Batch)>& sink, const std::atomic<bool>& stop) {
  std::optional<ParameterDraws> draws;
  if (options.sample) draws.emplace(compiled.scenario());
  const auto spec = [&](std::uint32_t run) {
    RunSpec wanted{.compiled = borrowed(compiled), .replicate = options.first + run};
    if (draws) wanted.parameters = draws->draw(wanted.replicate);
    return wanted;
  };
  return do_runs(options.count, spec, {.threads = options.threads, .record = options.record, .series = options.series},
                 sink, stop);
}

}  // namespace racesim
