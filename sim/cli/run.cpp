// racesim run: the ensemble of every scenario, one file, one table.
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "errors.hpp"
#include "headline.hpp"
#include "options.hpp"
#include "provenance.hpp"
#include "scenario_arguments.hpp"
#include "study.hpp"
#include "terminal.hpp"
#include "watch.hpp"

namespace racesim {

namespace {

struct RunOptions {
  ScenarioArguments scenarios;
  std::string output;
  std::string record;
  std::uint32_t threads = 0;
  std::uint32_t first = 0;
  std::chrono::duration<double> max_walltime{infinity};
  bool sample = false;
  bool json = false;
  bool force = false;
  bool dry_run = false;
  bool quiet = false;
  bool verbose = false;
};

std::uint64_t all_runs(const std::deque<Study>& studies) {
  std::uint64_t runs = 0;
  for (const Study& study : studies) runs += study.runs;
  return runs;
}

std::uint64_t runs_done(const std::deque<Study>& studies) {
  std::uint64_t runs = 0;
  for (const Study& study : studies) runs += study.done;
  return runs;
}

Progress::Form form_of_progress(const RunOptions& options) {
  if (options.quiet) return Progress::Form::none;
  if (is_terminal(2)) return Progress::Form::bar;
  return options.verbose ? Progress::Form::lines : Progress::Form::none;
}

/// Bytes of a run's month-by-month values in the file, before compression.
std::size_t bytes_per_run(const Study& study, Record record) {
  std::size_t values = 0;
  for (const Observable& observable : observables()) {
    if (keeps(record, observable)) values += width(observable.shape, study.setting) * study.setting.months;
  }
  return values * sizeof(float) + outcomes().size() * sizeof(double);
}

int say_what_would_happen(const std::deque<Study>& studies, const RunOptions& options,
                          const std::filesystem::path& output) {
  std::string text;
  double bytes = 0;
  for (const Study& study : studies) {
    const Scenario& s = study.loaded.value;
    text += fmt::format("would run    {}: {} runs of {} months, {} labs, seed {}, {}\n", s.name, study.runs, s.months(),
                        study.setting.n_labs(), s.seed, options.sample ? "parameters sampled" : "central parameters");
    bytes += static_cast<double>(bytes_per_run(study, record_of(studies))) * study.runs;
  }
  text += fmt::format("would write  {}, {}B before compression\n", output.string(), human(bytes));
  if (std::filesystem::exists(output)) {
    text += options.force ? "would replace the file of that name\n"
                          : "would keep the file of that name under another one\n";
  }
  print(text);
  return exit_done;
}

void print_headlines(const std::deque<Study>& studies, const RunOptions& options, const std::filesystem::path& output,
                     Ending ending) {
  nlohmann::ordered_json blocks = nlohmann::ordered_json::array();
  std::string text;
  for (const Study& study : studies) {
    const Headline headline =
        make_headline(study.loaded.value, study.setting, study.bands, study.done - study.failed, options.sample);
    if (options.json)
      blocks.push_back(headline_json(headline));
    else
      text += (text.empty() ? "" : "\n") + headline_text(headline, may_colour(1));
  }
  if (options.json) {
    const nlohmann::ordered_json all = {
        {"file", output.string()}, {"complete", ending == Ending::complete}, {"scenarios", std::move(blocks)}};
    text = all.dump(2) + "\n";
  }
  print(text);
}

/// Tells of failed runs; true when all have failed.
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

int exit_code(Ending ending, bool failed) {
  if (failed) return exit_failed;
  return ending == Ending::interrupted ? exit_interrupted : ending == Ending::out_of_time ? exit_incomplete : exit_done;
}

/// How an ensemble went.
struct Result {
  Ending ending = Ending::complete;
  double seconds = 0;
  std::filesystem::path kept;  ///< name of the earlier file, or ""
};

/// Runs everything and writes the file, unless no run was finished.
Result run_all(std::deque<Study>& studies, const RunOptions& options, const std::filesystem::path& output,
               Session& session) {
  const HeldSignals signals;
  Recorder recorder(output, recorded(studies), provenance(session.command_line),
                    {.record = record_of(studies),
                     .sampled = options.sample,
                     .existing = options.force ? Existing::replace : Existing::keep});
  Progress progress(all_runs(studies), form_of_progress(options));
  const Watch watch(signals, progress, options.max_walltime, recorder.temporary());
  run_studies(studies, {.first = options.first, .threads = static_cast<int>(options.threads), .sample = options.sample},
              recorder, progress, watch.stop());
  Result result{.seconds = progress.elapsed().count()};
  const bool complete = runs_done(studies) == all_runs(studies);
  if (!complete) result.ending = watch.ending();
  if (runs_done(studies) > 0) result.kept = recorder.finish(!complete);
  return result;
}

int run(const RunOptions& options, Session& session) {
  ScenarioArguments arguments = options.scenarios;
  if (!options.record.empty()) arguments.own_changes.push_back("record=" + options.record);
  std::deque<Study> studies = make_studies(load_scenarios(arguments, session));
  const std::filesystem::path output = options.output.empty() ? default_output(studies) : options.output;
  if (options.dry_run) return say_what_would_happen(studies, options, output);

  const Result result = run_all(studies, options, output, session);
  const std::uint64_t done = runs_done(studies);
  if (done == 0) {
    report_error("no run was finished; no file was written");
    return exit_code(result.ending, false);
  }
  print_headlines(studies, options, output, result.ending);
  const bool failed = all_failed(studies);
  if (options.quiet) return exit_code(result.ending, failed);
  if (result.ending == Ending::out_of_time) note("--max-walltime was reached");
  if (!result.kept.empty()) note(fmt::format("the earlier file is kept as {}", result.kept.string()));
  note(fmt::format("{} of {} runs in {} s ({} runs/s); wrote {}", done, all_runs(studies), decimal(result.seconds, 1),
                   human(static_cast<double>(done) / result.seconds), output.string()));
  return exit_code(result.ending, failed);
}

}  // namespace

void add_run(CLI::App& app, Session& session) {
  const auto options = std::make_shared<RunOptions>();
  CLI::App& command =
      add_command(app, session, "run", "Run scenarios, print the outcome by year, write one result file",
                  "racesim run scenarios/baseline.yaml\n"
                  "racesim run scenarios/baseline.yaml scenarios/export_ban.yaml -R 500 -o both.h5\n"
                  "racesim run scenarios/baseline.yaml --sample -R 2000 --record summary\n"
                  "racesim run scenarios/baseline.yaml --set parameters.budget_growth=0.3 --set clock.end=2028-12\n"
                  "racesim run scenarios/baseline.yaml --json | jq '.scenarios[0].rows[-1]'",
                  [options, &session] { return run(*options, session); });
  add_scenarios(command, options->scenarios, 1, any_number);
  add_change(command, options->scenarios, "-R,--replicates", "replicates", "N", "runs of each scenario");
  add_change(command, options->scenarios, "--seed", "seed", "N", "seed from which all luck derives");
  add_choice(command, "--record", options->record, enum_names(Record{}),
             "how much the file keeps of a run: outcomes only, series of blocs as well, or labs and releases too");
  add_text(command, "-o,--output", options->output, "FILE", "result file; without it NAME.h5 here");
  add_flag(command, "--force", options->force, "replace an earlier file; without it, it is kept as FILE.~1~");
  add_flag(command, "--sample", options->sample,
           "draw parameters from their distributions and priors, anew for each run");
  add_count(command, "--first", options->first, 0, 0x7fffffff, "number of the first replicate, 0 by default");
  add_count(command, "-j,--threads", options->threads, 1, 4096,
            "threads; all processors by default; results do not depend on it");
  add_duration(command, "--max-walltime", options->max_walltime,
               "stop after this time and write what there is: 90, \"10 min\", 2h, 1:30:00");
  add_flag(command, "--json", options->json, "print the outcome as JSON");
  add_flag(command, "-n,--dry-run", options->dry_run, "check, say what would be done, do nothing");
  add_flag(command, "-q,--quiet", options->quiet, "no progress and no notes on standard error");
  add_flag(command, "-v,--verbose", options->verbose, "off a terminal, a line of JSON on progress every few seconds");
  exclude(command, "--verbose", {"--quiet"});
}

}  // namespace racesim
