#include "racesim/io/recorder.hpp"

#include "racesim/io/rows_in_order.hpp"

namespace racesim {

namespace {

ResultLayout layout_of(std::vector<RecordedScenario> scenarios, const RecorderOptions& options) {
  refuse_mixture(scenarios);
  ResultLayout layout{.scenarios = std::move(scenarios), .record = options.record, .sampled = options.sampled};
  for (const RecordedScenario& s : layout.scenarios) layout.runs += s.runs;
  return layout;
}

FileSchema schema_of(const ResultLayout& layout, const Provenance& provenance) {
  FileSchema schema = result_schema(layout);
  schema.attributes = result_attributes(layout, provenance);
  return schema;
}

}  // namespace

struct Recorder::State {
  ResultLayout layout;
  DatasetWriter writer;
  WriterThread thread;
  RowsInOrder rows;

  State(const std::filesystem::path& path, std::vector<RecordedScenario> scenarios, const Provenance& provenance,
        const RecorderOptions& options)
      : layout(layout_of(std::move(scenarios), options)),
        writer(path, schema_of(layout, provenance), {.existing = options.existing}),
        thread((write_coordinates(writer, layout), writer)),
        rows(thread) {}

  /// Place in the file of the first run of a scenario.
  std::size_t offset(std::size_t scenario) const {
    std::size_t runs = 0;
    for (std::size_t s = 0; s < scenario; ++s) runs += layout.scenarios[s].runs;
    return runs;
  }
};

Recorder::Recorder(const std::filesystem::path& path, std::vector<RecordedScenario> scenarios,
                   const Provenance& provenance, const RecorderOptions& options)
    : state_(std::make_unique<State>(path, std::move(scenarios), provenance, options)) {}

Recorder::~Recorder() = default;

void Recorder::push(std::size_t scenario, const Batch& batch) {
  const std::size_t first = state_->offset(scenario) + batch.position;
  RunLabels labels{.scenario = std::vector<std::int32_t>(batch.count, static_cast<std::int32_t>(scenario)),
                   .replicate = {batch.replicate.begin(), batch.replicate.end()},
                   .design_point = std::vector<std::int64_t>(batch.count, 0)};
  if (state_->layout.sampled) labels.design_point = labels.replicate;
  std::vector<Rows> rows = rows_of(state_->layout, labels, batch, first, first);
  rows.push_back({"error", first, batch.error});
  state_->rows.push(first, batch.count, std::move(rows));
}

const std::filesystem::path& Recorder::temporary() const { return state_->writer.temporary(); }

std::filesystem::path Recorder::finish(bool interrupted) {
  state_->rows.push_rest();
  state_->thread.join();
  write_summary(state_->writer, state_->layout);
  state_->writer.set_attribute("", {"interrupted", std::int64_t{interrupted ? 1 : 0}});
  return state_->writer.finish();
}

}  // namespace racesim
