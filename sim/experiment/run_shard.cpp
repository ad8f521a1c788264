#include "racesim/experiment/run_shard.hpp"

#include <numeric>

#include "racesim/experiment/record_runs.hpp"
#include "racesim/experiment/sweep_layout.hpp"
#include "run_numbering.hpp"

namespace racesim {

namespace {

std::vector<std::int64_t> numbers_from(std::uint64_t first, std::uint64_t count) {
  std::vector<std::int64_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), static_cast<std::int64_t>(first));
  return numbers;
}

void write_points(DatasetWriter& writer, const PointRange& points) {
  if (points.factors == 0) return;
  const std::vector<std::int64_t> numbers = numbers_from(points.first, points.count);
  writer.write("study/point", std::span<const std::int64_t>(numbers));
  writer.write("study/u", std::span<const double>(points.u));
  writer.write("study/value", std::span<const double>(points.value));
}

}  // namespace

ShardRunner::ShardRunner(const Sweep& sweep)
    : sweep_(sweep),
      variants_(sweep.study.origins, sweep.study.points.factors()),
      inputs_(central_inputs(sweep.study)) {
  for (const ResolvedFactor& factor : sweep.study.points.factors()) by_parameters_ |= factor.parameter >= 0;
}

ShardRunner::Result ShardRunner::run(std::uint64_t shard, int threads, const std::atomic<bool>& stop,
                                     const std::function<void(std::uint32_t)>& done) {
  const LoadedStudy& study = sweep_.study;
  const Range where = sweep_.plan.points_of(shard);
  const Range runs = sweep_.plan.runs_of(shard);
  const PointRange points = study.points.range(sweep_.plan.size, where.first, where.count);
  const ResultLayout layout = sweep_layout(sweep_, recorded(study, inputs_), where.count, true);
  FileSchema schema = sweep_schema(sweep_, layout, where.count);
  schema.attributes = {{"racesim_schema", std::string(result_format)},
                       {"sweep_plan", sweep_.plan.id},
                       {"first_point", static_cast<std::int64_t>(where.first)}};
  DatasetWriter writer(sweep_.shard_path(shard), schema, {.existing = Existing::replace});
  write_coordinates(writer, layout);
  write_factors(writer, study);
  write_points(writer, points);

  const RunNumbering numbering(sweep_, where.first);
  RunList list{
      .row = 0, .number = runs.first, .count = static_cast<std::uint32_t>(runs.count), .spec = {}, .label = {}};
  list.spec = [&](std::uint32_t place) {
    const std::span<const double> values = points.values_at(numbering.point(place));
    RunSpec run{.compiled = variants_.at(numbering.scenario(place), values),
                .replicate = numbering.replicate(place),
                .parameters = {}};
    const Parameters& usual = run.compiled->scenario().parameters.values;
    if (by_parameters_) run.parameters = at_point(usual, study.points.factors(), values);
    return run;
  };
  list.label = [&](std::uint32_t place) { return numbering.label(place); };
  const auto counted = [&](const Batch& batch) { done(batch.count); };
  const RecordedRuns recorded = record_runs(list, layout, writer, threads, counted, stop);
  Result result{.complete = recorded.done == runs.count, .runs = recorded.done, .failed = recorded.failed};
  if (!result.complete) return result;
  // The whole column or nothing of it: not every reader can fill in the texts of a chunk that is not there.
  if (recorded.failed > 0) writer.write(std::string(run_error), std::span<const std::string>(recorded.error));
  writer.finish();
  return result;
}

}  // namespace racesim
