#include "comparands.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "racesim/analysis/quantities.hpp"

namespace racesim {

namespace {

bool changes_runs(const CompareOptions& options) {
  const ScenarioArguments& s = options.scenarios;
  const RunningOptions& r = options.running;
  return !s.presets.empty() || !s.changes.empty() || !s.own_changes.empty() || !s.record.empty() || r.sample ||
         r.first > 0 || !r.output.empty();
}

/// Names where they tell the scenarios apart, otherwise names with files, without directories where these are enough.
void label(std::vector<Side>& sides) {
  for (Side& side : sides) {
    const auto same = [&](const Side& other) { return other.name == side.name; };
    const auto file_of = [](const Side& of) { return std::filesystem::path(of.file).filename().string(); };
    const auto same_file = [&](const Side& other) { return same(other) && file_of(other) == file_of(side); };
    side.label = std::ranges::count_if(sides, same) == 1        ? side.name
                 : std::ranges::count_if(sides, same_file) == 1 ? fmt::format("{} ({})", side.name, file_of(side))
                                                                : fmt::format("{} ({})", side.name, side.file);
  }
  for (const Side& side : sides) {
    if (std::ranges::count(sides, side.label, &Side::label) > 1)
      throw InputError({}, fmt::format("{} is given twice", side.label), "compare different scenarios or files");
  }
}

/// One job when the runs are kept, in one file; else one for each scenario, as they need not fit into one file.
void add_jobs(std::vector<LoadedScenario> loaded, const CompareOptions& options, Comparands& all) {
  if (loaded.empty()) return;
  if (!options.running.output.empty()) {
    Job& job = all.jobs.emplace_back(Job{make_scenario_runs(std::move(loaded)), options.running.output});
    for (std::size_t k = 0; k < job.scenarios.size(); ++k) all.place.push_back({&job, k});
    return;
  }
  all.directory = std::make_unique<TemporaryDirectory>();
  for (LoadedScenario& scenario : loaded) {
    const std::filesystem::path file = all.directory->path() / fmt::format("{}.h5", all.jobs.size());
    std::vector<LoadedScenario> one;
    one.push_back(std::move(scenario));
    all.place.push_back({&all.jobs.emplace_back(Job{make_scenario_runs(std::move(one)), file}), 0});
  }
}

/// A scenario about to be run here.
Side side_of(const ScenarioRuns& runs, const std::string& file, bool sampled, std::uint32_t first) {
  const Scenario& scenario = runs.loaded.value;
  Side side{.name = scenario.name,
            .file = file,
            .label = scenario.name,
            .roles = {.leader = scenario.leader, .follower = scenario.follower},
            .names = entry_names(runs.inputs),
            .start = runs.inputs.start,
            .months = runs.inputs.months,
            .sampled = sampled};
  for (std::int64_t r = first; r < std::int64_t{first} + runs.runs; ++r) {
    side.runs.push_back(
        {.seed = static_cast<std::int64_t>(scenario.seed), .design_point = sampled ? r : 0, .replicate = r});
  }
  return side;
}

}  // namespace

Comparands open_all(const CompareOptions& options, Session& session) {
  Comparands all;
  ScenarioArguments to_run = options.scenarios;
  std::erase_if(to_run.paths, is_result_file);
  if (to_run.paths.empty() && changes_runs(options))
    throw InputError({}, "there is nothing to run: all that is compared are result files",
                     "--preset, --set, -R, --seed, --record, --sample, --first and -o are for scenario files");
  add_jobs(load_scenarios(to_run, session), options, all);
  auto next = all.place.begin();
  for (const std::string& path : options.scenarios.paths) {
    if (is_result_file(path)) {
      for (Side& side : open_results(path)) {
        all.sides.push_back(std::move(side));
        next = std::next(all.place.insert(next, Comparands::Place{}));
      }
    } else {
      all.sides.push_back(
          side_of(next->job->scenarios[next->scenario], path, options.running.sample, options.running.first));
      ++next;
    }
  }
  if (all.sides.size() < 2)
    throw InputError({}, "there is nothing to compare: one scenario alone",
                     "give several scenario files, or result files with several scenarios");
  label(all.sides);
  return all;
}

std::vector<std::string> inputs_of(const Comparands& all) {
  std::vector<std::string> files;
  for (const Side& side : all.sides) files.push_back(side.file);
  for (const Job& job : all.jobs) std::ranges::move(files_of(job.scenarios), std::back_inserter(files));
  return files;
}

Ran run_here(Comparands& all, const Question& question, const CompareOptions& options, Session& session) {
  Keeping keeping{.series = series_for(question.quantities)};
  if (all.directory) {
    keeping.record = Record::summary;
    keeping.unfinished = all.directory->path();
  }
  const Ran ran = run_all(all.jobs, options.running, session, keeping);
  for (std::size_t s = 0; s < all.sides.size(); ++s) {
    const auto [job, scenario] = all.place[s];
    if (job == nullptr) continue;
    Side& side = all.sides[s];
    if (!std::filesystem::exists(job->output)) {
      side.runs.clear();
      continue;
    }
    Side run = std::move(open_results(job->output.string())[scenario]);
    run.file = side.file;
    run.label = side.label;
    side = std::move(run);
    read_quantities(question.quantities, side);
  }
  if (!options.running.quiet) say_how_it_went(ran, options.running.output);
  return ran;
}

}  // namespace racesim
