#include "racesim/experiment/scenario_runs.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "racesim/core/diagnostic.hpp"
#include "racesim/engine/parameter_draws.hpp"
#include "racesim/io/text_file.hpp"

namespace racesim {

namespace {

constexpr std::size_t longest_name = 120;

ResultLayout layout_of(const std::deque<ScenarioRuns>& scenarios, const ScenarioRunsOptions& options) {
  ResultLayout layout{.scenarios = {}, .record = options.record, .series = options.series, .sampled = options.sample};
  for (const ScenarioRuns& s : scenarios) {
    layout.scenarios.push_back({.loaded = &s.loaded, .inputs = &s.inputs, .bands = &s.bands});
    layout.runs += s.runs;
    layout.sources.insert(s.loaded.sources.begin(), s.loaded.sources.end());
  }
  refuse_mixture(layout.scenarios);
  return layout;
}

FileSchema schema_of(const ResultLayout& layout, const Provenance& provenance) {
  FileSchema schema = result_schema(layout);
  schema.attributes = result_attributes(layout, provenance);
  return schema;
}

}  // namespace

ScenarioRuns::ScenarioRuns(LoadedScenario scenario)
    : loaded(std::move(scenario)),
      compiled(loaded.value),
      inputs(compiled.central()),
      bands(inputs, static_cast<std::uint32_t>(loaded.value.replicates)),
      runs(static_cast<std::uint32_t>(loaded.value.replicates)) {}

std::deque<ScenarioRuns> make_scenario_runs(std::vector<LoadedScenario> loaded) {
  std::deque<ScenarioRuns> all;
  for (LoadedScenario& scenario : loaded) {
    const std::string& name = scenario.value.name;
    if (std::ranges::any_of(all, [&](const ScenarioRuns& other) { return other.loaded.value.name == name; })) {
      throw InputError(scenario.origins.nearest("name"), fmt::format("two scenarios are called \"{}\"", name),
                       "give each its own name");
    }
    all.emplace_back(std::move(scenario));
  }
  return all;
}

Record record_of(const std::deque<ScenarioRuns>& scenarios) {
  Record record = Record::summary;
  for (const ScenarioRuns& s : scenarios) record = std::max(record, s.loaded.value.record);
  return record;
}

std::vector<std::string> files_of(const std::deque<ScenarioRuns>& scenarios) {
  std::vector<std::string> files;
  for (const ScenarioRuns& scenario : scenarios) {
    for (const auto& [path, text] : scenario.loaded.sources) files.push_back(path);
  }
  return files;
}

std::string default_output(const std::deque<ScenarioRuns>& scenarios) {
  std::string name;
  for (const ScenarioRuns& s : scenarios) name += (name.empty() ? "" : "+") + s.loaded.value.name;
  if (name.size() > longest_name)
    name = fmt::format("{}+{}_more", scenarios[0].loaded.value.name.substr(0, longest_name), scenarios.size() - 1);
  return file_name_of(std::move(name)) + ".h5";
}

ScenarioRecorder::ScenarioRecorder(std::deque<ScenarioRuns>& scenarios, const std::filesystem::path& output,
                                   const Provenance& provenance, const ScenarioRunsOptions& options)
    : scenarios_(scenarios),
      options_(options),
      layout_(layout_of(scenarios, options)),
      writer_(output, schema_of(layout_, provenance), {.existing = options.existing}) {
  write_coordinates(writer_, layout_);
}

RunList ScenarioRecorder::list_of(std::size_t scenario, std::uint64_t row) const {
  const ScenarioRuns& own = scenarios_[scenario];
  const auto draws = options_.sample ? std::make_shared<ParameterDraws>(own.loaded.value) : nullptr;
  RunList list{.row = row, .number = row, .count = own.runs, .spec = {}, .label = {}};
  list.spec = [this, &own, draws](std::uint32_t place) {
    RunSpec spec{.compiled = borrowed(own.compiled), .replicate = options_.first + place, .parameters = {}};
    if (draws) spec.parameters = draws->draw(spec.replicate);
    return spec;
  };
  list.label = [this, scenario](std::uint32_t place) {
    const std::int64_t replicate = std::int64_t{options_.first} + place;
    return RunLabel{.scenario = static_cast<std::int32_t>(scenario),
                    .replicate = replicate,
                    .design_point = options_.sample ? replicate : 0};
  };
  return list;
}

std::vector<Recording> ScenarioRecorder::recordings(Progress& progress) {
  std::vector<Recording> all;
  std::uint64_t row = 0;
  for (std::size_t s = 0; s < scenarios_.size(); ++s) {
    const auto also = [&own = scenarios_[s], &progress](const Batch& batch) {
      own.bands.add(batch);
      progress.add(batch.count);
    };
    all.push_back({list_of(s, row), &layout_, &writer_, also});
    row += scenarios_[s].runs;
  }
  return all;
}

void ScenarioRecorder::take(std::size_t scenario, const RecordedRuns& recorded) {
  scenarios_[scenario].done = recorded.done;
  scenarios_[scenario].failed = recorded.failed;
  errors_.insert(errors_.end(), recorded.error.begin(), recorded.error.end());
}

void ScenarioRecorder::run(Progress& progress, const std::atomic<bool>& stop) {
  const auto recorded = record_in_turns(recordings(progress), options_.threads, stop);
  for (std::size_t s = 0; s < scenarios_.size(); ++s) take(s, recorded[s]);
}

void run_in_turns(std::deque<ScenarioRecorder>& recorders, Progress& progress, const std::atomic<bool>& stop) {
  std::vector<Recording> all;
  for (ScenarioRecorder& recorder : recorders) {
    for (Recording& recording : recorder.recordings(progress)) all.push_back(std::move(recording));
  }
  const auto recorded = record_in_turns(all, recorders.empty() ? 0 : recorders.front().options_.threads, stop);
  std::size_t next = 0;
  for (ScenarioRecorder& recorder : recorders) {
    for (std::size_t s = 0; s < recorder.scenarios_.size(); ++s) recorder.take(s, recorded[next++]);
  }
}

std::filesystem::path ScenarioRecorder::finish() {
  writer_.write(std::string(run_error), std::span<const std::string>(errors_));
  write_summary(writer_, layout_);
  const bool interrupted = std::ranges::any_of(scenarios_, [](const ScenarioRuns& s) { return s.done < s.runs; });
  writer_.set_attribute("", {"interrupted", std::int64_t{interrupted ? 1 : 0}});
  return writer_.finish();
}

}  // namespace racesim
