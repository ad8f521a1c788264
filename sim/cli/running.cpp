#include "running.hpp"

#include <fmt/format.h>

#include "errors.hpp"
#include "options.hpp"
#include "progress_display.hpp"
#include "provenance.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

std::uint64_t runs_done(const std::deque<ScenarioRuns>& scenarios) {
  std::uint64_t runs = 0;
  for (const ScenarioRuns& s : scenarios) runs += s.done;
  return runs;
}

}  // namespace

void add_running(CLI::App& command, ScenarioArguments& scenarios, RunningOptions& options,
                 const std::string& doc_of_output) {
  add_change(command, scenarios, "-R,--replicates", "replicates", "N", "runs of each scenario");
  add_change(command, scenarios, "--seed", "seed", "N", "seed from which all random numbers derive");
  add_choice(command, "--record", scenarios.record, enum_names(Record{}),
             "how much the file keeps of a run: outcomes only, series of blocs as well, or labs and releases too");
  add_result_file(command, options.output, doc_of_output);
  add_flag(command, "--force", options.force, "replace an earlier file; without it, it is kept as FILE.~1~");
  add_flag(command, "--sample", options.sample,
           "draw parameters from their distributions and priors, anew for each run");
  add_count(command, "--first", options.first, 0, 0x7fffffff, "number of the first replicate, 0 by default");
  add_count(command, "-j,--threads", options.threads, 1, 4096,
            "threads; all processors by default; results do not depend on it");
}

void add_quiet(CLI::App& command, RunningOptions& options) {
  add_flag(command, "-q,--quiet", options.quiet, "no progress and no notes on standard error");
  add_flag(command, "-v,--verbose", options.verbose, "off a terminal, a line of JSON on progress every few seconds");
  exclude(command, "--verbose", {"--quiet"});
}

constexpr Watch::Texts with_file{
    .interrupted = "interrupted; finishing the runs under way and writing the file (again: abort and leave none)",
    .aborted = "aborted; no file was written"};
constexpr Watch::Texts without_file{.interrupted = "interrupted; finishing the runs under way (again: abort)",
                                    .aborted = "aborted"};

Ran run_all(std::deque<Job>& jobs, const RunningOptions& options, Session& session, const Keeping& keeping) {
  Ran ran;
  const HeldSignals signals;
  std::deque<ScenarioRecorder> recorders;
  for (Job& job : jobs) {
    for (const ScenarioRuns& s : job.scenarios) ran.runs += s.runs;
    recorders.emplace_back(job.scenarios, job.output, provenance(session.command_line),
                           ScenarioRunsOptions{.first = options.first,
                                               .threads = static_cast<int>(options.threads),
                                               .sample = options.sample,
                                               .record = keeping.record.value_or(record_of(job.scenarios)),
                                               .series = keeping.series,
                                               .existing = options.force ? Existing::replace : Existing::keep});
  }
  ProgressDisplay progress(ran.runs, options.quiet, options.verbose);
  const bool kept = keeping.unfinished.empty();
  const Watch watch(signals, progress, keeping.max_walltime, kept ? recorders.front().temporary() : keeping.unfinished,
                    kept ? with_file : without_file);
  run_in_turns(recorders, progress, watch.stop());
  ran.seconds = progress.elapsed().count();
  ran.done = progress.done();
  if (ran.done < ran.runs) ran.ending = watch.ending();
  for (std::size_t k = 0; k < jobs.size(); ++k) {
    if (runs_done(jobs[k].scenarios) > 0) ran.kept = recorders[k].finish();
  }
  return ran;
}

bool all_failed(const std::deque<ScenarioRuns>& scenarios) {
  std::uint64_t failed = 0;
  for (const ScenarioRuns& s : scenarios) {
    failed += s.failed;
    if (s.failed > 0)
      note(fmt::format("{}: {} of {} runs failed; the file says why (`error`)", s.loaded.value.name, s.failed, s.done));
  }
  return failed > 0 && failed == runs_done(scenarios);
}

void say_how_it_went(const Ran& ran, const std::filesystem::path& output) {
  if (ran.ending == Ending::out_of_time) note("--max-walltime was reached");
  if (!ran.kept.empty()) note(fmt::format("the earlier file is kept as {}", ran.kept.string()));
  note(fmt::format("{} of {} runs in {} s ({} runs/s){}", ran.done, ran.runs, decimal(ran.seconds, 1),
                   human(static_cast<double>(ran.done) / ran.seconds),
                   output.empty() ? "" : "; wrote " + output.string()));
}

int exit_code(Ending ending, bool failed) {
  if (failed) return exit_failed;
  return ending == Ending::interrupted ? exit_interrupted : ending == Ending::out_of_time ? exit_incomplete : exit_done;
}

}  // namespace racesim
