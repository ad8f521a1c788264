#include "study.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace racesim {

namespace {

constexpr std::size_t longest_name = 120;

/// Series that the file does not keep are needed for the quantiles all the same, and dropped afterwards.
void drop_unrecorded(Batch& batch, Record record) {
  const auto table = observables();
  for (std::size_t k = 0; k < table.size(); ++k) {
    if (!keeps(record, table[k])) batch.series[k].clear();
  }
}

}  // namespace

Study::Study(LoadedScenario scenario)
    : loaded(std::move(scenario)),
      blueprint(loaded.value),
      setting(blueprint.central()),
      bands(setting, static_cast<std::uint32_t>(loaded.value.replicates)),
      runs(static_cast<std::uint32_t>(loaded.value.replicates)) {}

std::deque<Study> make_studies(std::vector<LoadedScenario> loaded) {
  std::deque<Study> studies;
  for (LoadedScenario& scenario : loaded) {
    const std::string& name = scenario.value.name;
    if (std::ranges::any_of(studies, [&](const Study& other) { return other.loaded.value.name == name; })) {
      throw InputError(scenario.origins.nearest("name"), fmt::format("two scenarios are called \"{}\"", name),
                       "give each its own name");
    }
    studies.emplace_back(std::move(scenario));
  }
  return studies;
}

Record record_of(const std::deque<Study>& studies) {
  Record record = Record::summary;
  for (const Study& study : studies) record = std::max(record, study.loaded.value.record);
  return record;
}

void run_studies(std::deque<Study>& studies, EnsembleOptions options, Recorder& recorder, Progress& progress,
                 const std::atomic<bool>& stop) {
  const Record record = record_of(studies);
  options.record = std::max(record, Record::standard);
  for (std::size_t s = 0; s < studies.size(); ++s) {
    Study& study = studies[s];
    options.count = study.runs;
    const auto sink = [&](Batch batch) {
      study.bands.add(batch);
      for (const std::string& error : batch.error) study.failed += error.empty() ? 0 : 1;
      const std::uint32_t count = batch.count;
      drop_unrecorded(batch, record);
      recorder.push(s, batch);
      progress.add(count);
    };
    study.done = run_ensemble(study.blueprint, options, sink, stop);
  }
}

std::vector<RecordedScenario> recorded(const std::deque<Study>& studies) {
  std::vector<RecordedScenario> scenarios;
  for (const Study& study : studies) {
    scenarios.push_back(
        {.loaded = &study.loaded, .setting = &study.setting, .bands = &study.bands, .runs = study.runs});
  }
  return scenarios;
}

std::string default_output(const std::deque<Study>& studies) {
  std::string name;
  for (const Study& study : studies) name += (name.empty() ? "" : "+") + study.loaded.value.name;
  if (name.size() > longest_name)
    name = fmt::format("{}+{}_more", studies[0].loaded.value.name.substr(0, longest_name), studies.size() - 1);
  const auto harmless = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0 ||
           std::string_view("._-+").find(c) != std::string_view::npos;
  };
  std::ranges::replace_if(
      name, [&](char c) { return !harmless(c); }, '_');
  if (name.empty() || name[0] == '.') name = fmt::format("_{}", name);
  return name + ".h5";
}

}  // namespace racesim
