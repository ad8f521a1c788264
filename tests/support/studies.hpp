#pragma once
// Small studies for tests: files in a directory of the test's own, over shipped scenarios of a few months.
#include <fstream>
#include <string>
#include <vector>

#include "racesim/experiment/load_study.hpp"
#include "racesim/experiment/merge_shards.hpp"
#include "racesim/experiment/run_shard.hpp"
#include "support/scratch.hpp"

namespace racesim {

/// A study of export_ban and no_controls over the first months, with more lines of YAML.
inline std::string study_text(const std::string& more, const std::string& end = "2022-12") {
  const std::string scenarios = std::string(RACESIM_SOURCE_DIR) + "/scenarios/";
  return "format: racesim-study/2\nname: small\nscenarios: [" + scenarios + "export_ban.yaml, " + scenarios +
         "no_controls.yaml]\nset: [clock.end=" + end + ", \"paradigms=[]\", data_end=" + end + "]\n" + more;
}

/// Two parameters and one key, at points of a design.
inline std::string factors_text(const std::string& design) {
  return "design: " + design +
         "\nfactors:\n"
         "  - {name: research.induced_innovation_elasticity}\n"
         "  - {name: research.quality_discount, distribution: {dist: uniform, low: 0.5, high: 1}}\n"
         "  - {name: follows, path: follower, values: [China, other]}\n";
}

inline std::string write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path) << text;
  return path.string();
}

inline LoadedStudy loaded_study(const std::string& path, const std::vector<std::string>& overrides = {}) {
  std::vector<Diagnostic> warnings;
  const auto no_presets = [](const std::string& preset, const std::string&, const Mark&) { return preset; };
  return load_study(path, overrides, no_presets, warnings);
}

inline Plan plan_of(const LoadedStudy& study, std::uint64_t shard_runs) {
  Plan plan{.size = study.study.design.size, .runs_per_point = study.runs_per_point()};
  plan.points = static_cast<std::int64_t>(study.points.count(plan.size));
  cut_into_shards(plan, shard_runs);
  return plan;
}

/// A sweep planned from a text into a directory.
inline Sweep planned_sweep(const Scratch& here, const std::string& name, const std::string& text,
                           std::uint64_t shard_runs) {
  LoadedStudy study = loaded_study(write_file(here / (name + ".yaml"), text));
  const Plan plan = plan_of(study, shard_runs);
  return write_sweep(here / name, std::move(study), plan, false);
}

inline void run_shards(const Sweep& sweep, const std::vector<std::uint64_t>& shards, int threads = 2) {
  ShardRunner runner(sweep);
  const std::atomic<bool> never = false;
  for (const std::uint64_t shard : shards) runner.run(shard, threads, never, [](std::uint32_t) {});
}

inline std::vector<std::uint64_t> all_shards(const Sweep& sweep) {
  std::vector<std::uint64_t> shards;
  for (std::uint64_t shard = 0; shard < sweep.plan.shards(); ++shard) shards.push_back(shard);
  return shards;
}

inline Merged merged(const Sweep& sweep, const std::filesystem::path& output, bool partial = false) {
  return merge_shards(sweep, output, {.partial = partial}, [](std::uint64_t) {});
}

}  // namespace racesim
