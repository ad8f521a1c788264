#include "racesim/experiment/record_runs.hpp"

#include <algorithm>

namespace racesim {

namespace {

RunLabels labels_of(const Batch& batch, const RunList& runs) {
  RunLabels labels{.replicate = {batch.replicate.begin(), batch.replicate.end()}};
  for (std::uint32_t place = batch.position; place < batch.position + batch.count; ++place) {
    const RunLabel label = runs.label(place);
    labels.scenario.push_back(label.scenario);
    labels.design_point.push_back(label.design_point);
  }
  return labels;
}

}  // namespace

RecordedRuns record_runs(const RunList& runs, const ResultLayout& layout, DatasetWriter& writer, int threads,
                         const std::function<void(const Batch&)>& also, const std::atomic<bool>& stop) {
  RecordedRuns recorded{.error = std::vector<std::string>(runs.count)};
  const auto sink = [&](const Batch& batch) {
    for (const std::string& error : batch.error) recorded.failed += error.empty() ? 0 : 1;
    std::ranges::copy(batch.error, recorded.error.begin() + batch.position);
    write_rows(writer,
               rows_of(layout, labels_of(batch, runs), batch, runs.row + batch.position, runs.number + batch.position));
    also(batch);
  };
  RunsOptions options{.threads = threads, .record = layout.record, .series = {}, .like = layout.scenarios[0].inputs};
  for (std::size_t k = 0; k < observables().size(); ++k)
    options.series.push_back(layout.keeps_series(k) || (layout.summary && layout.scenarios[0].bands->has(k)));
  recorded.done = do_runs(runs.count, runs.spec, options, sink, stop);
  return recorded;
}

}  // namespace racesim
