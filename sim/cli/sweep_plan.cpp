// racesim sweep plan: from a study's file to a directory that says what is to be run.
#include <memory>

#include <fmt/format.h>

#include "errors.hpp"
#include "options.hpp"
#include "preset.hpp"
#include "provenance.hpp"
#include "racesim/io/text_file.hpp"
#include "sweep.hpp"
#include "terminal.hpp"

namespace racesim {

void add_plan_options(CLI::App& command, PlanOptions& options) {
  add_texts(command, "--set", "KEY.PATH=VALUE", "change a value of the study before it is checked; repeatable",
            [&options](const std::string& change) { options.changes.push_back(change); });
  add_text(command, "-o,--output", options.directory, "DIR", "directory of the sweep; without it NAME.sweep here");
  add_count(command, "--shard-runs", options.shards.runs, 1, 1000000000,
            "runs of a shard; without it a pilot finds how many fit into --shard-time");
  add_duration(command, "--shard-time", options.shards.time, "time a shard shall take, 5 min by default");
  add_flag(command, "--force", options.force, "put the shards of another sweep in this directory aside");
}

LoadedStudy load_study(const PlanOptions& options, Session& session) {
  refuse_bare_name(options.paths[0]);
  std::string quoted;
  for (const std::string& change : options.changes) quoted += change + "\n";
  session.texts["--set"] = quoted;
  std::vector<Diagnostic> warnings;
  LoadedStudy study = load_study(options.paths[0], options.changes, find_preset, warnings);
  report(warnings, session.texts);
  return study;
}

std::filesystem::path directory_of(const PlanOptions& options, const LoadedStudy& study) {
  return options.directory.empty() ? file_name_of(study.study.name) + ".sweep" : options.directory;
}

Planned make_plan(const PlanOptions& options, const LoadedStudy& study, Session& session) {
  Planned planned;
  check_place(directory_of(options, study), study, options.force);
  const int threads = options.threads > 0 ? static_cast<int>(options.threads) : all_processors();
  if (options.shards.runs == 0) planned.pilot = pilot(study, threads);
  planned.plan = make_plan(study, planned.pilot, options.shards);
  const Provenance here = provenance(session.command_line);
  planned.plan.created = here.created;
  planned.plan.command_line = here.command_line;
  return planned;
}

namespace {

std::string design_text(const LoadedStudy& study, const Plan& plan) {
  const DesignRules& design = study.study.design;
  const std::string name(enum_names(design.type)[static_cast<std::size_t>(design.type)]);
  const std::size_t factors = study.points.factors().size();
  std::string text = fmt::format("{}, {} points", name, plan.points);
  if (study.points.block() > 1) text += fmt::format(" in {} blocks of {}", plan.size, study.points.block());
  return text + (factors == 0 ? " that differ in random numbers" : fmt::format(" of {} factors", factors));
}

/// 31 min, 4 s, 2.3 h
std::string rough_time(double seconds) {
  if (seconds < 90) return fmt::format("{:.2g} s", std::max(seconds, 0.1));
  if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

std::string plan_text(const Sweep& sweep, const std::optional<Pilot>& found) {
  const Plan& plan = sweep.plan;
  const LoadedStudy& study = sweep.study;
  const auto runs = static_cast<double>(plan.runs());
  std::string text =
      fmt::format("study      {}{}{}\n", study.study.name, study.study.title.empty() ? "" : ": ", study.study.title);
  text += fmt::format("design     {}\n", design_text(study, plan));
  text += fmt::format("runs       {} points x {} scenarios x {} replicates = {}, {} random numbers\n", plan.points,
                      study.scenarios.size(), study.study.replicates, plan.runs(),
                      enum_names(RandomNumbers{})[static_cast<std::size_t>(study.study.random_numbers_in_use())]);
  if (found) {
    text +=
        fmt::format("cost       {} runs: about {} on {} threads, {}B (pilot: {} runs in {} s)\n", plan.runs(),
                    rough_time(runs / found->rate()), found->threads,
                    human(found->fixed_bytes + runs * found->bytes_per_run), found->runs, decimal(found->seconds, 1));
  }
  const std::uint64_t of_shard = static_cast<std::uint64_t>(plan.shard_points * plan.runs_per_point);
  text += fmt::format("shards     {} of {} runs", plan.shards(), std::min(of_shard, plan.runs()));
  if (found)
    text += fmt::format(", about {} each",
                        rough_time(static_cast<double>(std::min(of_shard, plan.runs())) / found->rate()));
  text += fmt::format("\ndirectory  {}\n", sweep.directory.string());
  return text;
}

struct Options {
  PlanOptions plan;
  bool dry_run = false;
};

int plan(const Options& options, Session& session) {
  LoadedStudy study = load_study(options.plan, session);
  const Planned planned = make_plan(options.plan, study, session);
  const std::filesystem::path directory = directory_of(options.plan, study);
  if (options.dry_run) {
    print(plan_text({.directory = directory, .plan = planned.plan, .study = std::move(study)}, planned.pilot));
    return exit_done;
  }
  const Sweep sweep = write_sweep(directory, std::move(study), planned.plan, options.plan.force);
  print(plan_text(sweep, planned.pilot));
  note(fmt::format("next: racesim sweep run {0}, or on a cluster racesim sweep submit {0}", directory.string()));
  return exit_done;
}

}  // namespace

void add_sweep_plan(CLI::App& sweep, Session& session) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = add_command(sweep, session, "plan", "Check a study, estimate its cost, write what is to be run",
                                  "racesim sweep plan scenarios/experiments/sobol_ten.yaml\n"
                                  "racesim sweep plan scenarios/experiments/sobol_ten.yaml --set design.size=64 -n",
                                  [options, &session] { return plan(*options, session); });
  add_arguments(command, options->plan.paths, "STUDY", 1, 1, "study file (YAML)");
  add_plan_options(command, options->plan);
  add_count(command, "-j,--threads", options->plan.threads, 1, 4096, "threads of the pilot; all processors by default");
  add_flag(command, "-n,--dry-run", options->dry_run, "check and estimate, write nothing");
}

}  // namespace racesim
