// racesim sweep run, resume: the shards that are not there yet, on this machine.
#include <charconv>
#include <memory>

#include <fmt/format.h>

#include "errors.hpp"
#include "options.hpp"
#include "progress_display.hpp"
#include "racesim/experiment/merge_shards.hpp"
#include "racesim/experiment/mpi_ranks.hpp"
#include "racesim/experiment/stop_rule.hpp"
#include "sweep.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

struct RunOptions {
  PlanOptions plan;
  std::string shards;  ///< "3" or "3-7"
  std::string task;    ///< "2/20"
  std::chrono::duration<double> max_walltime{infinity};
  bool no_merge = false;
  bool mpi = false;
  bool quiet = false;
  bool verbose = false;

  bool partial() const { return !shards.empty() || !task.empty(); }
  int threads() const { return plan.threads > 0 ? static_cast<int>(plan.threads) : all_processors(); }
};

/// Two whole numbers with `sign` between them.
std::optional<std::pair<std::uint64_t, std::uint64_t>> two_numbers(const std::string& text, char sign) {
  std::pair<std::uint64_t, std::uint64_t> numbers;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, numbers.first);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != sign) return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, numbers.second);
  if (second.ec != std::errc{} || second.ptr != end) return std::nullopt;
  return numbers;
}

/// Shards that the options name, of all there are.
std::vector<std::uint64_t> named_shards(const RunOptions& options, std::uint64_t all) {
  std::pair<std::uint64_t, std::uint64_t> range{0, all - 1}, task{0, 1};
  if (!options.shards.empty()) {
    const bool one = options.shards.find('-') == std::string::npos;
    const auto given = two_numbers(one ? options.shards + "-" + options.shards : options.shards, '-');
    if (!given || given->first > given->second || given->second >= all)
      throw InputError({}, fmt::format("--shards \"{}\" is none of this sweep", options.shards),
                       fmt::format("write K or FIRST-LAST, from 0 to {}", all - 1));
    range = *given;
  }
  if (!options.task.empty()) {
    const auto given = two_numbers(options.task, '/');
    if (!given || given->first >= given->second)
      throw InputError({}, fmt::format("--task \"{}\" is not of the form K/N with K below N", options.task));
    task = *given;
  }
  std::vector<std::uint64_t> shards;
  for (std::uint64_t shard = range.first; shard <= range.second; ++shard) {
    if (shard % task.second == task.first) shards.push_back(shard);
  }
  return shards;
}

/// Of the named shards, those that are not there yet.
std::vector<std::uint64_t> left_of(const Sweep& sweep, const RunOptions& options) {
  return not_done(sweep, named_shards(options, sweep.plan.shards()));
}

void tell(const RunOptions& options, const std::string& message) {
  if (!options.quiet) note(message);
}

/// A study file is planned first; a directory was.
Sweep sweep_of(const RunOptions& options, Session& session) {
  const std::filesystem::path given = options.plan.paths[0];
  if (std::filesystem::is_directory(given)) {
    const bool for_planning = !options.plan.changes.empty() || !options.plan.directory.empty() || options.plan.force ||
                              options.plan.shards.runs > 0 || options.plan.shards.time != default_shard_time;
    if (for_planning)
      throw InputError({}, fmt::format("\"{}\" is planned already", given.string()),
                       "--set, -o, --shard-runs, --shard-time and --force go with a study file");
    return open_sweep(given);
  }
  LoadedStudy study = load_study(options.plan, session);
  const Plan plan = make_plan(options.plan, study, session).plan;
  const std::filesystem::path directory = directory_of(options.plan, study);
  return write_sweep(directory, std::move(study), plan, options.plan.force);
}

/// The sweep that the first rank has planned or opened.
Sweep sweep_planned_by_first(const RunOptions& options, Session& session) {
  const std::filesystem::path given = options.plan.paths[0];
  if (std::filesystem::is_directory(given)) return open_sweep(given);
  return open_sweep(directory_of(options.plan, load_study(options.plan, session)));
}

/// Runs what is left of a plan. Returns how it ended; complete also when others are at the last shards.
Ending run_left(const Sweep& sweep, const RunOptions& options, const HeldSignals& signals, const ranks::Scope& ranks) {
  const std::vector<std::uint64_t> left = left_of(sweep, options);
  ranks.wait();  // so that all see the same shards left
  if (left.empty()) return Ending::complete;
  ProgressDisplay progress(runs_of(sweep, left), options.quiet, options.verbose);
  SweepRunner runner(sweep, options.threads());
  Ending ending = Ending::complete;
  ranks.share(left, [&](const NextShard& next) { ending = runner.run(next, options.max_walltime, progress, signals); });
  if (runner.failed() > 0)
    tell(options, fmt::format("{} of {} runs failed; `status` and `error` in the file say which and why",
                              runner.failed(), runner.runs()));
  if (runner.runs() > 0)
    tell(options, fmt::format("{} runs in {} s ({} runs/s)", runner.runs(), decimal(progress.elapsed().count(), 1),
                              human(static_cast<double>(runner.runs()) / progress.elapsed().count())));
  if (ending == Ending::out_of_time) tell(options, "--max-walltime was reached");
  if (!runner.elsewhere().empty())
    tell(options, fmt::format("shards {} are being run by other processes", ranges_text(runner.elsewhere())));
  return ending;
}

int incomplete(const Sweep& sweep, const RunOptions& options, Ending ending) {
  const std::vector<std::uint64_t> left = left_of(sweep, options);
  tell(options, fmt::format("{} of {} shards are not there yet: {}; racesim sweep resume {} runs them", left.size(),
                            sweep.plan.shards(), ranges_text(left), sweep.directory.string()));
  return ending == Ending::interrupted ? exit_interrupted : exit_incomplete;
}

/// What is left to do when all shards are there: merging, and looking whether that is enough. True when the design was
/// made larger.
bool finish(Sweep& sweep, const RunOptions& options) {
  const Merged merged = merge_shards(sweep, sweep.merged_path(), {.existing = Existing::replace}, [](auto) {});
  tell(options, fmt::format("wrote {} ({} runs, {}B)", sweep.merged_path().string(), merged.runs,
                            human(static_cast<double>(merged.bytes))));
  const Precision precision = precision_of(sweep);
  if (!precision.text.empty()) tell(options, precision.text);
  if (precision.wants_more) {
    extend_sweep(sweep, 2 * sweep.plan.size);
    tell(options, fmt::format("doubling the design to size {}", sweep.plan.size));
  }
  return precision.wants_more;
}

int run(const RunOptions& options, Session& session) {
  const ranks::Scope ranks(options.mpi);
  Sweep sweep = ranks.first_then_others([&] { return sweep_of(options, session); },
                                        [&] { return sweep_planned_by_first(options, session); });
  if (ranks.first() && !options.partial() && !options.no_merge) check_outputs({sweep.merged_path().string()}, {});
  const HeldSignals signals;
  while (true) {
    const Ending ending = run_left(sweep, options, signals, ranks);
    ranks.wait();
    int code = exit_done;
    bool larger = false;
    if (ranks.first() && !left_of(sweep, options).empty())
      code = incomplete(sweep, options, ending);
    else if (ranks.first() && !options.partial() && !options.no_merge)
      larger = finish(sweep, options);
    if (!ranks.from_first(larger)) return code;
    if (!ranks.first()) sweep = open_sweep(sweep.directory);
  }
}

void declare(CLI::App& command, const std::shared_ptr<RunOptions>& options) {
  add_count(command, "-j,--threads", options->plan.threads, 1, 4096,
            "threads; all processors by default; results do not depend on it");
  add_text(command, "--shards", options->shards, "K|FIRST-LAST", "these shards only; they are not merged");
  add_text(command, "--task", options->task, "K/N",
           "shards K, K + N, K + 2 N, ... only, as task K of N tasks, from 0; they are not merged");
  add_duration(command, "--max-walltime", options->max_walltime,
               "begin no shard that would not end within this time: 90, \"10 min\", 2h, 1:30:00");
  add_flag(command, "--no-merge", options->no_merge, "leave the shards as they are");
  add_flag(command, "--mpi", options->mpi, "share the shards among the ranks that mpirun has started");
  add_flag(command, "-q,--quiet", options->quiet, "no progress and no notes on standard error");
  add_flag(command, "-v,--verbose", options->verbose, "off a terminal, a line of JSON on progress every few seconds");
  exclude(command, "--verbose", {"--quiet"});
}

}  // namespace

void add_sweep_run(CLI::App& sweep, Session& session) {
  const auto options = std::make_shared<RunOptions>();
  CLI::App& command = add_command(sweep, session, "run", "Run a sweep's shards that are not there yet, then merge them",
                                  "racesim sweep run sobol_ten.sweep\n"
                                  "racesim sweep run scenarios/experiments/policy_timing.yaml -o timing.sweep\n"
                                  "mpirun -n 8 racesim sweep run sobol_ten.sweep --mpi -j 4",
                                  [options, &session] { return run(*options, session); });
  add_arguments(command, options->plan.paths, "SWEEP", 1, 1,
                "directory of a planned sweep, or a study file to plan first");
  add_plan_options(command, options->plan);
  declare(command, options);

  const auto resumed = std::make_shared<RunOptions>();
  CLI::App& resume =
      add_command(sweep, session, "resume", "Go on with a sweep that was stopped, wherever it was run",
                  "racesim sweep resume sobol_ten.sweep", [resumed, &session] { return run(*resumed, session); });
  add_arguments(resume, resumed->plan.paths, "DIR", 1, 1, "directory of a planned sweep");
  declare(resume, resumed);
}

}  // namespace racesim
