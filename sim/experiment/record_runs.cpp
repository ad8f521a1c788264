#include "racesim/experiment/record_runs.hpp"

#include <algorithm>

#include "held_releases.hpp"
#include "racesim/io/rows.hpp"

namespace racesim {

namespace {

/// Of the runs [first, first + count) of a list.
RunLabels labels_of(const RunList& runs, std::uint32_t first, std::uint32_t count) {
  RunLabels labels;
  for (std::uint32_t place = first; place < first + count; ++place) {
    const RunLabel label = runs.label(place);
    labels.scenario.push_back(label.scenario);
    labels.replicate.push_back(label.replicate);
    labels.design_point.push_back(label.design_point);
  }
  return labels;
}

/// The runs of a list as they come in.
class Recorder {
 public:
  Recorder(const Recording& recording, RecordedRuns& recorded) : recording_(recording), recorded_(recorded) {
    recorded_.error.resize(recording.runs.count);
  }

  void take(const Batch& batch) {
    const RunList& runs = recording_.runs;
    for (const std::string& error : batch.error) recorded_.failed += error.empty() ? 0 : 1;
    std::ranges::copy(batch.error, recorded_.error.begin() + batch.position);
    recorded_.done += batch.count;
    const RunLabels labels = labels_of(runs, batch.position, batch.count);
    write_rows(*recording_.writer,
               rows_of(*recording_.layout, labels, batch, runs.row + batch.position, runs.number + batch.position));
    if (recording_.layout->record == Record::full) take_releases(batch);
    recording_.also(batch);
  }
  /// Releases that waited for those of the lists before it in its file.
  void write_held() {
    held_.hand_back([&](std::span<const ReleaseOfRun> some) { write_rows(*recording_.writer, event_rows(some)); });
  }
  void hold() { holds_ = true; }
  bool same_file(const Recorder& other) const { return recording_.writer == other.recording_.writer; }

  void label_the_rest() {
    constexpr std::uint32_t at_once = 65536;
    const RunList& runs = recording_.runs;
    for (std::uint32_t first = recorded_.done; first < runs.count; first += at_once) {
      const RunLabels labels = labels_of(runs, first, std::min(at_once, runs.count - first));
      write_rows(*recording_.writer, label_rows(*recording_.layout, labels, runs.row + first));
    }
  }

 private:
  void take_releases(const Batch& batch) {
    std::vector<ReleaseOfRun> releases;
    for (std::uint32_t r = 0; r < batch.count; ++r) {
      const auto run = static_cast<std::int64_t>(recording_.runs.number + batch.position + r);
      for (const Release& release : batch.releases[r]) releases.push_back({run, release});
    }
    if (holds_) return held_.keep(releases);
    write_rows(*recording_.writer, event_rows(releases));
  }

  const Recording& recording_;
  RecordedRuns& recorded_;
  HeldReleases held_;
  bool holds_ = false;
};

}  // namespace

std::vector<RecordedRuns> record_in_turns(const std::vector<Recording>& all, int threads,
                                          const std::atomic<bool>& stop) {
  std::vector<RecordedRuns> recorded(all.size());
  std::vector<Recorder> recorders;
  recorders.reserve(all.size());
  std::vector<RunsToDo> lists;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const ResultLayout& layout = *all[k].layout;
    recorders.emplace_back(all[k], recorded[k]);
    if (k > 0 && recorders[k].same_file(recorders[k - 1])) recorders[k].hold();
    RunsOptions options{.threads = threads, .record = layout.record, .series = {}, .like = layout.scenarios[0].inputs};
    for (std::size_t o = 0; o < observables().size(); ++o)
      options.series.push_back(layout.keeps_series(o) || (layout.summary && layout.scenarios[0].bands->has(o)));
    const auto sink = [&recorders, k](const Batch& batch) { recorders[k].take(batch); };
    lists.push_back({all[k].runs.count, all[k].runs.spec, std::move(options), sink});
  }
  do_in_turns(lists, threads, stop);
  for (Recorder& recorder : recorders) {
    recorder.write_held();
    recorder.label_the_rest();
  }
  return recorded;
}

RecordedRuns record_runs(const RunList& runs, const ResultLayout& layout, DatasetWriter& writer, int threads,
                         const std::function<void(const Batch&)>& also, const std::atomic<bool>& stop) {
  return record_in_turns({{runs, &layout, &writer, also}}, threads, stop)[0];
}

}  // namespace racesim
