#include "running.hpp"

#include <fmt/format.h>

#include "errors.hpp"
#include "options.hpp"
#include "provenance.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

Progress::Form form_of_progress(const RunningOptions& options) {
  if (options.quiet) return Progress::Form::none;
  if (is_terminal(2)) return Progress::Form::bar;
  return options.verbose ? Progress::Form::lines : Progress::Form::none;
}

std::uint64_t runs_done(const std::deque<Study>& studies) {
  std::uint64_t runs = 0;
  for (const Study& study : studies) runs += study.done;
  return runs;
}

/// Series of the runs: for the file, for the quantiles in it, and for whoever else takes the batches.
std::vector<bool> series_needed(const Destination& destination, Record record) {
  const auto table = observables();
  std::vector<bool> needed = destination.series;
  needed.resize(table.size(), false);
  for (std::size_t k = 0; k < table.size() && destination.output; ++k)
    needed[k] = needed[k] || keeps(std::max(record, Record::standard), table[k]);
  return needed;
}

}  // namespace

void add_running(CLI::App& command, ScenarioArguments& scenarios, RunningOptions& options,
                 const std::string& doc_of_output) {
  add_change(command, scenarios, "-R,--replicates", "replicates", "N", "runs of each scenario");
  add_change(command, scenarios, "--seed", "seed", "N", "seed from which all random numbers derive");
  add_choice(command, "--record", scenarios.record, enum_names(Record{}),
             "how much the file keeps of a run: outcomes only, series of blocs as well, or labs and releases too");
  add_text(command, "-o,--output", options.output, "FILE", doc_of_output);
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

Ran run_all(std::deque<Study>& studies, const RunningOptions& options, Session& session,
            const Destination& destination) {
  Ran ran;
  for (const Study& study : studies) ran.runs += study.runs;
  const HeldSignals signals;
  const Record record = record_of(studies);
  std::optional<Recorder> recorder;
  if (destination.output) {
    recorder.emplace(*destination.output, recorded(studies), provenance(session.command_line),
                     RecorderOptions{.record = record,
                                     .sampled = options.sample,
                                     .existing = options.force ? Existing::replace : Existing::keep});
  }
  Progress progress(ran.runs, form_of_progress(options));
  const Watch watch(signals, progress, destination.max_walltime, recorder ? recorder->temporary() : "",
                    recorder ? with_file : without_file);
  const auto sink = [&](std::size_t s, const Batch& batch) {
    if (destination.also) destination.also(s, batch);
    if (!recorder) return;
    studies[s].bands.add(batch);
    recorder->push(s, batch);
  };
  run_studies(studies,
              {.first = options.first,
               .threads = static_cast<int>(options.threads),
               .sample = options.sample,
               .record = record,
               .series = series_needed(destination, record)},
              sink, progress, watch.stop());
  ran.seconds = progress.elapsed().count();
  ran.done = runs_done(studies);
  if (ran.done < ran.runs) ran.ending = watch.ending();
  if (recorder && ran.done > 0) ran.kept = recorder->finish(ran.done < ran.runs);
  return ran;
}

bool all_failed(const std::deque<Study>& studies) {
  std::uint64_t failed = 0;
  for (const Study& study : studies) {
    failed += study.failed;
    if (study.failed > 0)
      note(fmt::format("{}: {} of {} runs failed; the file says why (`error`)", study.loaded.value.name,
                       study.failed.load(), study.done));
  }
  return failed > 0 && failed == runs_done(studies);
}

void say_how_it_went(const Ran& ran, const std::optional<std::filesystem::path>& output) {
  if (ran.ending == Ending::out_of_time) note("--max-walltime was reached");
  if (!ran.kept.empty()) note(fmt::format("the earlier file is kept as {}", ran.kept.string()));
  note(fmt::format("{} of {} runs in {} s ({} runs/s){}", ran.done, ran.runs, decimal(ran.seconds, 1),
                   human(static_cast<double>(ran.done) / ran.seconds),
                   output ? "; wrote " + output->string() : std::string()));
}

int exit_code(Ending ending, bool failed) {
  if (failed) return exit_failed;
  return ending == Ending::interrupted ? exit_interrupted : ending == Ending::out_of_time ? exit_incomplete : exit_done;
}

}  // namespace racesim
