#include "racesim/experiment/sweep.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "racesim/core/build_info.hpp"
#include "racesim/io/dataset_reader.hpp"
#include "racesim/io/text_file.hpp"

namespace racesim {

namespace {

namespace fs = std::filesystem;

std::string scenario_file(const LoadedStudy& study, std::size_t k) {
  return fmt::format("scenarios/{}_{}.yaml", k, file_name_of(study.scenarios[k].value.name));
}

/// The study as its directory states it: scenarios and table are files there, with all changes made.
StudyFile planned(const LoadedStudy& loaded) {
  StudyFile study = loaded.study;
  study.scenarios.clear();
  for (std::size_t k = 0; k < loaded.scenarios.size(); ++k) study.scenarios.push_back(scenario_file(loaded, k));
  study.presets.clear();
  study.changes.clear();
  if (!study.design.table.empty()) study.design.table = "points.csv";
  return study;
}

void write_plan(const Sweep& sweep) { write_text_file(sweep.directory / "plan.yaml", write_resolved(sweep.plan)); }

void refuse_other(const fs::path& directory, const Plan& there, const std::string& id) {
  if (there.id == id) return;
  throw InputError({},
                   fmt::format("\"{}\" holds another sweep (of {}, made by {})", directory.string(), there.created,
                               there.command_line),
                   "choose another directory with -o, or let --force put its shards aside");
}

Plan read_plan(const fs::path& directory) {
  Files files;
  Diagnostics diagnostics;
  const std::string path = (directory / "plan.yaml").string();
  if (!fs::exists(path))
    throw InputError({}, fmt::format("\"{}\" is no directory of a sweep: it has no plan.yaml", directory.string()),
                     "racesim sweep plan makes one");
  Loaded<Plan> loaded = load<Plan>(path, std::string(plan_format), {}, files, diagnostics);
  if (diagnostics.has_errors()) throw InputError(diagnostics.sorted());
  return std::move(loaded.value);
}

void put_aside(const fs::path& shards) {
  if (!fs::exists(shards)) return;
  for (int k = 1;; ++k) {
    const fs::path aside = fmt::format("{}.~{}~", shards.string(), k);
    if (!fs::exists(aside)) return fs::rename(shards, aside);
  }
}

}  // namespace

fs::path Sweep::shard_path(std::uint64_t shard) const {
  return directory / "shards" / fmt::format("shard-{:06}.h5", shard);
}

fs::path Sweep::merged_path() const { return directory / (file_name_of(study.study.name) + ".h5"); }

std::string identity(const LoadedStudy& loaded) {
  const auto without_words = [](auto& described) {
    described.title = described.question = described.expectation = "";
    described.sources.clear();
  };
  StudyFile study = planned(loaded);
  without_words(study);
  study.stop.reset();
  if (extendable(study.design.type)) study.design.size = 1;
  std::string text = write_resolved(study);
  for (const LoadedScenario& scenario : loaded.scenarios) {
    Scenario own = scenario.value;
    without_words(own);
    text += write_resolved(own);
  }
  return fingerprint(text + loaded.table_text + build_info().version + build_info().commit_text());
}

void check_place(const fs::path& directory, const LoadedStudy& study, bool replace) {
  check_directory(directory);
  if (!replace && fs::exists(directory / "plan.yaml")) refuse_other(directory, read_plan(directory), identity(study));
}

Sweep write_sweep(const fs::path& directory, LoadedStudy study, Plan plan, bool replace) {
  plan.format = plan_format;
  plan.id = identity(study);
  plan.version = build_info().version;
  plan.commit = build_info().commit_text();
  for (const auto& [path, text] : study.sources)
    plan.sources.push_back(fingerprint(text) + " " + fs::absolute(path).lexically_normal().string());
  Sweep sweep{.directory = directory, .plan = std::move(plan), .study = std::move(study)};
  if (fs::exists(directory / "plan.yaml")) {
    const Plan there = read_plan(directory);
    if (!replace) refuse_other(directory, there, sweep.plan.id);
    if (there.id != sweep.plan.id) {
      put_aside(directory / "shards");
    } else if (fs::exists(directory / "shards") && !fs::is_empty(directory / "shards")) {
      sweep.plan.shard_points = there.shard_points;  // as the shards at hand were cut
      sweep.plan.chunk_points = there.chunk_points;
      sweep.plan.size = std::max(there.size, sweep.plan.size);  // and none of them in vain
      sweep.plan.points = std::max(there.points, sweep.plan.points);
    }
  }
  make_directory(directory / "scenarios");
  make_directory(directory / "shards");
  make_directory(directory / "logs");
  for (std::size_t k = 0; k < sweep.study.scenarios.size(); ++k)
    write_text_file(directory / scenario_file(sweep.study, k), write_resolved(sweep.study.scenarios[k].value));
  if (!sweep.study.table_text.empty()) write_text_file(directory / "points.csv", sweep.study.table_text);
  write_text_file(directory / "study.yaml", write_resolved(planned(sweep.study)));
  write_plan(sweep);
  return open_sweep(directory);
}

Sweep open_sweep(const fs::path& directory) {
  Plan plan = read_plan(directory);
  if (plan.version != build_info().version || plan.commit != build_info().commit_text())
    throw InputError({(directory / "plan.yaml").string(), 0, 0},
                     fmt::format("planned by racesim {} ({}), this is {} ({})", plan.version, plan.commit,
                                 build_info().version, build_info().commit_text()),
                     "use the same program for a whole sweep, or plan anew with --force");
  std::vector<Diagnostic> warnings;  // said when the sweep was planned
  const auto no_presets = [](const std::string& preset, const std::string&, const Mark&) { return preset; };
  LoadedStudy study = load_study((directory / "study.yaml").string(), {}, no_presets, warnings);
  if (identity(study) != plan.id)
    throw InputError({(directory / "study.yaml").string(), 0, 0},
                     "study or scenarios of this sweep were changed after it was planned",
                     "plan it anew from the files it came from; racesim sweep explain says what was read");
  study.study.design.size = plan.size;  // a stop rule may have made it larger
  return {.directory = directory, .plan = std::move(plan), .study = std::move(study)};
}

void extend_sweep(Sweep& sweep, std::int64_t size) {
  sweep.plan.size = sweep.study.study.design.size = size;
  sweep.plan.points = static_cast<std::int64_t>(sweep.study.points.count(size));
  write_plan(sweep);
}

ShardReport inspect(const Sweep& sweep, std::uint64_t shard, Look look) {
  const fs::path path = sweep.shard_path(shard);
  if (!fs::exists(path)) return {};
  try {
    const DatasetReader reader(path);
    const Range points = sweep.plan.points_of(shard);
    if (!reader.complete()) return {ShardState::torn, "it was not completed"};
    if (reader.text("sweep_plan") != sweep.plan.id) return {ShardState::foreign, "it belongs to another plan"};
    if (reader.number("first_point") != static_cast<std::int64_t>(points.first))
      return {ShardState::foreign, "it holds other points of this plan"};
    const std::uint64_t rows = reader.shape("status").front();
    const std::uint64_t wanted = sweep.plan.runs_of(shard).count;
    if (rows != wanted) return {ShardState::foreign, fmt::format("it holds {} runs of {}", rows, wanted)};
    if (look == Look::thorough) {
      for (const Variable& variable : reader.schema().variables) reader.verify(variable.path);
    }
    return {ShardState::done, ""};
  } catch (const RunError& error) {
    return {ShardState::torn, error.what()};
  }
}

}  // namespace racesim
