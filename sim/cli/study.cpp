#include "study.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "racesim/io/text_file.hpp"

namespace racesim {

namespace {

constexpr std::size_t longest_name = 120;

}  // namespace

Study::Study(LoadedScenario scenario, bool with_bands)
    : loaded(std::move(scenario)),
      compiled(loaded.value),
      inputs(compiled.central()),
      bands(inputs, with_bands ? static_cast<std::uint32_t>(loaded.value.replicates) : 0),
      runs(static_cast<std::uint32_t>(loaded.value.replicates)) {}

std::deque<Study> make_studies(std::vector<LoadedScenario> loaded, bool for_a_file) {
  std::deque<Study> studies;
  for (LoadedScenario& scenario : loaded) {
    const std::string& name = scenario.value.name;
    if (for_a_file &&
        std::ranges::any_of(studies, [&](const Study& other) { return other.loaded.value.name == name; })) {
      throw InputError(scenario.origins.nearest("name"), fmt::format("two scenarios are called \"{}\"", name),
                       "give each its own name");
    }
    studies.emplace_back(std::move(scenario), for_a_file);
  }
  return studies;
}

Record record_of(const std::deque<Study>& studies) {
  Record record = Record::summary;
  for (const Study& study : studies) record = std::max(record, study.loaded.value.record);
  return record;
}

void run_studies(std::deque<Study>& studies, EnsembleOptions options, const StudySink& sink, Progress& progress,
                 const std::atomic<bool>& stop) {
  for (std::size_t s = 0; s < studies.size(); ++s) {
    Study& study = studies[s];
    options.count = study.runs;
    const auto counted = [&](const Batch& batch) {
      for (const std::string& error : batch.error) study.failed += error.empty() ? 0 : 1;
      sink(s, batch);
      progress.add(batch.count);
    };
    study.done = run_ensemble(study.compiled, options, counted, stop);
  }
}

std::vector<RecordedScenario> recorded(const std::deque<Study>& studies) {
  std::vector<RecordedScenario> scenarios;
  for (const Study& study : studies) {
    scenarios.push_back({.loaded = &study.loaded, .inputs = &study.inputs, .bands = &study.bands, .runs = study.runs});
  }
  return scenarios;
}

std::string default_output(const std::deque<Study>& studies) {
  std::string name;
  for (const Study& study : studies) name += (name.empty() ? "" : "+") + study.loaded.value.name;
  if (name.size() > longest_name)
    name = fmt::format("{}+{}_more", studies[0].loaded.value.name.substr(0, longest_name), studies.size() - 1);
  return file_name_of(std::move(name)) + ".h5";
}

}  // namespace racesim
