// racesim run: the ensemble of every scenario, one file, one table.
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "errors.hpp"
#include "options.hpp"
#include "racesim/report/headline.hpp"
#include "running.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

struct RunOptions {
  ScenarioArguments scenarios;
  RunningOptions running;
  std::chrono::duration<double> max_walltime{infinity};
  bool json = false;
  bool dry_run = false;
};

/// Bytes of a run's month-by-month values in the file, before compression.
std::size_t bytes_per_run(const ScenarioRuns& study, Record record) {
  std::size_t values = 0;
  for (const Observable& observable : observables()) {
    if (keeps(record, observable)) values += width(observable.shape, study.inputs) * study.inputs.months;
  }
  return values * sizeof(float) + outcomes().size() * sizeof(double);
}

int say_what_would_happen(const std::deque<ScenarioRuns>& studies, const RunOptions& options,
                          const std::filesystem::path& output) {
  std::string text;
  double bytes = 0;
  for (const ScenarioRuns& study : studies) {
    const Scenario& s = study.loaded.value;
    text += fmt::format("would run    {}: {} runs of {} months, {} labs, seed {}, {}\n", s.name, study.runs, s.months(),
                        study.inputs.n_labs(), s.seed,
                        options.running.sample ? "parameters sampled" : "central parameters");
    bytes += static_cast<double>(bytes_per_run(study, record_of(studies))) * study.runs;
  }
  text += fmt::format("would write  {}, {}B before compression\n", output.string(), human(bytes));
  if (std::filesystem::exists(output)) {
    text += options.running.force ? "would replace the file of that name\n"
                                  : "would keep the file of that name under another one\n";
  }
  print(text);
  return exit_done;
}

void print_headlines(const std::deque<ScenarioRuns>& studies, const RunOptions& options,
                     const std::filesystem::path& output, Ending ending) {
  nlohmann::ordered_json blocks = nlohmann::ordered_json::array();
  std::string text;
  for (const ScenarioRuns& study : studies) {
    const Headline headline =
        make_headline(study.loaded.value, study.inputs, study.bands, study.done - study.failed, options.running.sample);
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

int run(const RunOptions& options, Session& session) {
  std::deque<Job> jobs;
  Job& job = jobs.emplace_back(Job{make_scenario_runs(load_scenarios(options.scenarios, session)), {}});
  job.output = options.running.output.empty() ? default_output(job.scenarios) : options.running.output;
  check_outputs({job.output.string()}, files_of(job.scenarios));
  if (options.dry_run) return say_what_would_happen(job.scenarios, options, job.output);

  const Ran ran = run_all(jobs, options.running, session, {.max_walltime = options.max_walltime});
  if (ran.done == 0) {
    report_error("no run was finished; no file was written");
    return exit_code(ran.ending, false);
  }
  print_headlines(job.scenarios, options, job.output, ran.ending);
  const bool failed = all_failed(job.scenarios);
  if (!options.running.quiet) say_how_it_went(ran, job.output);
  return exit_code(ran.ending, failed);
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
  add_running(command, options->scenarios, options->running, "result file; without it NAME.h5 here");
  add_duration(command, "--max-walltime", options->max_walltime,
               "stop after this time and write what there is: 90, \"10 min\", 2h, 1:30:00");
  add_flag(command, "--json", options->json, "print the outcome as JSON");
  add_flag(command, "-n,--dry-run", options->dry_run, "check, say what would be done, do nothing");
  add_quiet(command, options->running);
}

}  // namespace racesim
