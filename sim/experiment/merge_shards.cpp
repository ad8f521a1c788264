#include "racesim/experiment/merge_shards.hpp"

#include <algorithm>
#include <optional>
#include <type_traits>

#include <fmt/format.h>

#include "racesim/experiment/sweep_layout.hpp"
#include "racesim/io/dataset_reader.hpp"
#include "racesim/io/rows.hpp"
#include "run_numbering.hpp"

namespace racesim {

namespace {

[[noreturn]] void refuse(const Sweep& sweep, std::uint64_t shard, const std::string& why) {
  throw RunError(fmt::format("\"{}\" cannot be merged: {}; racesim sweep resume runs it again",
                             sweep.shard_path(shard).string(), why));
}

/// Shards before the first that is not done. Throws RunError for one that is there but damaged or of another plan,
/// unless a gap will do.
std::uint64_t shards_in_a_row(const Sweep& sweep, bool gap_will_do) {
  for (std::uint64_t shard = 0; shard < sweep.plan.shards(); ++shard) {
    const ShardReport report = inspect(sweep, shard);
    const bool broken = report.state == ShardState::torn || report.state == ShardState::foreign;
    if (broken && !gap_will_do) refuse(sweep, shard, report.why);
    if (report.state != ShardState::done) return shard;
  }
  return sweep.plan.shards();
}

/// Variables whose chunks are copied, and those whose rows are.
struct Copied {
  std::vector<std::string> by_run, by_point;  ///< chunk by chunk
  std::vector<std::string> appended;          ///< of unlimited dimensions: as many rows as there are
};

Copied copied(const FileSchema& schema) {
  Copied result;
  for (const Variable& variable : schema.variables) {
    if (variable.dimensions.empty() || variable.path == "run" || variable.path == run_error ||
        variable.path == "study/point")
      continue;
    const Dimension* first = schema.dimension_of(variable, variable.dimensions[0]);
    if (first->path == "run") result.by_run.push_back(variable.path);
    if (first->path == "study/point") result.by_point.push_back(variable.path);
    if (first->unlimited) result.appended.push_back(variable.path);
  }
  return result;
}

/// Writes rows [first, first + count) of a shard's variable with what takes values.
template <class Write>
void pass_rows(const DatasetReader& shard, const Variable& variable, std::uint64_t first, std::uint64_t count,
               Write write) {
  const auto pass = [&]<class T>(std::type_identity<T>) {
    const std::vector<T> values = shard.read_rows<T>(variable.path, first, count);
    write(std::span<const T>(values));
  };
  switch (variable.type) {
    case ValueType::float32: return pass(std::type_identity<float>{});
    case ValueType::float64: return pass(std::type_identity<double>{});
    case ValueType::int8: return pass(std::type_identity<std::int8_t>{});
    case ValueType::int32: return pass(std::type_identity<std::int32_t>{});
    case ValueType::int64: return pass(std::type_identity<std::int64_t>{});
    case ValueType::text: return pass(std::type_identity<std::string>{});
  }
}

/// Releases, variable by variable, so that the file does not depend on where a shard ends.
void append_all(const Sweep& sweep, std::uint64_t shards, const FileSchema& schema, const Copied& which,
                DatasetWriter& writer) {
  for (const std::string& path : which.appended) {
    const Variable& variable = *schema.find_variable(path);
    for (std::uint64_t number = 0; number < shards; ++number) {
      const DatasetReader shard(sweep.shard_path(number));
      pass_rows(shard, variable, 0, shard.shape(path)[0], [&](auto values) { writer.append_rows(path, values); });
    }
  }
}

/// Why runs failed. Texts have no chunks that could be copied: what they refer to lies elsewhere in the file. They are
/// written as a whole column or not at all, as in shards.
using Errors = std::vector<std::string>;

void take_errors(const DatasetReader& shard, const Range& runs, std::uint64_t all, Errors& errors) {
  const auto status = shard.read<std::int8_t>("status");
  if (std::ranges::find(status, 2) == status.end()) return;
  errors.resize(all);
  const auto own = shard.read<std::string>(std::string(run_error));
  for (std::uint64_t r = 0; r < runs.count && runs.first + r < all; ++r) errors[runs.first + r] = own[r];
}

/// Checks the checksums of a shard, so that what is damaged is not merged.
void verify(const Sweep& sweep, std::uint64_t number, const DatasetReader& shard, const Copied& which) {
  try {
    for (const auto* variables : {&which.by_point, &which.by_run}) {
      for (const std::string& variable : *variables) shard.verify(variable);
    }
  } catch (const RunError& error) {
    refuse(sweep, number, error.what());
  }
}

/// Copies the chunks of a file that holds the points from `first_point` on, up to `points` of them all.
void copy_chunks(const DatasetReader& from, const Range& where, std::uint64_t points, std::uint64_t chunk,
                 std::uint64_t per_point, const Copied& which, DatasetWriter& writer) {
  for (std::uint64_t p = 0; p < where.count && where.first + p < points; p += chunk) {
    for (const std::string& variable : which.by_point) from.copy_chunk(variable, p, writer, where.first + p);
    for (const std::string& variable : which.by_run)
      from.copy_chunk(variable, p * per_point, writer, (where.first + p) * per_point);
  }
}

/// A file beside the merged one with the rows of shards that are cut otherwise than its chunks: what a single shard of
/// them all would be. It goes with its owner.
class Gathered {
 public:
  Gathered(const Sweep& sweep, const std::filesystem::path& output, FileSchema schema, const Copied& which)
      : sweep_(sweep), which_(which), schema_(std::move(schema)) {
    path_ = output.parent_path() / ("." + output.filename().string() + ".gathered");
    writer_.emplace(path_, schema_, WriterOptions{.existing = Existing::replace});
  }
  ~Gathered() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  Gathered(const Gathered&) = delete;
  Gathered& operator=(const Gathered&) = delete;

  void add(const DatasetReader& shard, const Range& where, std::uint64_t points) {
    const auto per_point = static_cast<std::uint64_t>(sweep_.plan.runs_per_point);
    const std::uint64_t count = std::min(where.count, points - std::min(points, where.first));
    for (const std::string& path : which_.by_point) add_rows(shard, path, where.first, count);
    for (const std::string& path : which_.by_run) add_rows(shard, path, where.first * per_point, count * per_point);
  }
  DatasetReader read() {
    writer_->finish();
    writer_.reset();
    return DatasetReader(path_);
  }

 private:
  void add_rows(const DatasetReader& shard, const std::string& path, std::uint64_t to, std::uint64_t count) {
    constexpr std::uint64_t at_once = 4096;
    for (std::uint64_t r = 0; r < count; r += at_once) {
      pass_rows(shard, *schema_.find_variable(path), r, std::min(at_once, count - r),
                [&](auto values) { writer_->write_rows(path, to + r, values); });
    }
  }

  const Sweep& sweep_;
  const Copied& which_;
  FileSchema schema_;
  std::filesystem::path path_;
  std::optional<DatasetWriter> writer_;
};

/// The schema of one shard with all points, in the chunks of the merged file.
FileSchema gathered_schema(const Sweep& sweep, const ResultLayout& merged, std::uint64_t points) {
  ResultLayout layout = merged;
  layout.grows = true;
  return sweep_schema(sweep, layout, points);
}

/// What is known of runs before they are made; a file that refers to shards holds it itself, for those that are
/// missing.
bool is_label(const std::string& path) {
  return path == "scenario" || path == "replicate" || path == "design_point" || path == "seed";
}

void write_labels(const Sweep& sweep, const ResultLayout& layout, DatasetWriter& writer) {
  constexpr std::uint64_t at_once = 1 << 20;
  const RunNumbering numbering(sweep);
  for (std::uint64_t first = 0; first < sweep.plan.runs(); first += at_once) {
    RunLabels labels;
    for (std::uint64_t place = first; place < std::min(first + at_once, sweep.plan.runs()); ++place) {
      const RunLabel label = numbering.label(place);
      labels.scenario.push_back(label.scenario);
      labels.replicate.push_back(label.replicate);
      labels.design_point.push_back(label.design_point);
    }
    write_rows(writer, label_rows(layout, labels, first));
  }
}

/// The files of the sweep itself are read here and by whoever goes on with it.
void refuse_own_files(const Sweep& sweep, const std::filesystem::path& output) {
  if (output == sweep.merged_path() || !std::filesystem::exists(output)) return;
  std::vector<std::string> own;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(sweep.directory)) {
    if (entry.is_regular_file() && entry.path() != sweep.merged_path()) own.push_back(entry.path().string());
  }
  check_outputs({output.string()}, own);
}

}  // namespace

Merged merge_shards(const Sweep& sweep, const std::filesystem::path& output, const MergeOptions& options,
                    const std::function<void(std::uint64_t)>& done) {
  refuse_own_files(sweep, output);
  Merged merged{.shards = shards_in_a_row(sweep, options.partial)};
  const bool whole = merged.shards == sweep.plan.shards();
  if (!whole && !options.partial)
    throw RunError(
        fmt::format("shard {} of {} is not there; racesim sweep resume runs what is missing, --partial "
                    "merges the {} before it",
                    merged.shards, sweep.plan.shards(), merged.shards));
  std::uint64_t points = whole ? sweep.plan.points : merged.shards * sweep.plan.shard_points;
  points -= points % sweep.study.points.block();
  if (points == 0) throw RunError("there is no whole block of the design to merge yet");
  merged.runs = points * sweep.plan.runs_per_point;

  const std::vector<Inputs> settings = central_inputs(sweep.study);
  const ResultLayout layout = sweep_layout(sweep, recorded(sweep.study, settings), points, false);
  FileSchema schema = sweep_schema(sweep, layout, points);
  schema.attributes = sweep_attributes(sweep, layout);
  schema.attributes.push_back({"interrupted", std::int64_t{whole ? 0 : 1}});
  DatasetWriter writer(output, schema, {.existing = options.existing});
  write_coordinates(writer, layout);
  write_factors(writer, sweep.study, points);
  const Copied which = copied(schema);
  const std::uint64_t per_point = static_cast<std::uint64_t>(sweep.plan.runs_per_point);
  const std::uint64_t chunk = layout.chunk_runs / per_point;
  const std::uint64_t of_shards = std::min(sweep.plan.chunk_points, sweep.plan.shard_points);
  std::optional<Gathered> gathered;
  if (of_shards != chunk) gathered.emplace(sweep, output, gathered_schema(sweep, layout, points), which);
  Errors errors;
  for (std::uint64_t number = 0; number < merged.shards; ++number) {
    const DatasetReader shard(sweep.shard_path(number));
    verify(sweep, number, shard, which);
    const Range where = sweep.plan.points_of(number);
    if (gathered)
      gathered->add(shard, where, points);
    else
      copy_chunks(shard, where, points, chunk, per_point, which, writer);
    take_errors(shard, sweep.plan.runs_of(number), merged.runs, errors);
    done(number);
  }
  if (gathered) copy_chunks(gathered->read(), {0, points}, points, chunk, per_point, which, writer);
  append_all(sweep, merged.shards, schema, which, writer);
  if (!errors.empty()) writer.write(std::string(run_error), std::span<const std::string>(errors));
  merged.kept = writer.finish();
  merged.bytes = std::filesystem::file_size(output);
  return merged;
}

Merged refer_to_shards(const Sweep& sweep, const std::filesystem::path& output, Existing existing) {
  refuse_own_files(sweep, output);
  Merged merged;
  const auto points = static_cast<std::uint64_t>(sweep.plan.points);
  const std::vector<Inputs> settings = central_inputs(sweep.study);
  ResultLayout layout = sweep_layout(sweep, recorded(sweep.study, settings), points, false);
  layout.record = std::min(layout.record, Record::standard);  // releases have no fixed rows
  FileSchema schema = sweep_schema(sweep, layout, points);
  const Copied which = copied(schema);
  for (std::uint64_t shard = 0; shard < sweep.plan.shards(); ++shard) {
    if (inspect(sweep, shard).state != ShardState::done) continue;
    ++merged.shards;
    merged.runs += sweep.plan.runs_of(shard).count;
    const std::string file = std::filesystem::absolute(sweep.shard_path(shard)).string();
    const auto refer = [&](const std::vector<std::string>& paths, const Range& rows) {
      for (const std::string& path : paths) {
        if (is_label(path)) continue;
        const auto variable = std::ranges::find(schema.variables, path, &Variable::path);
        variable->parts.push_back({.file = file, .first_row = rows.first, .rows = rows.count});
      }
    };
    refer(which.by_run, sweep.plan.runs_of(shard));
    refer(which.by_point, sweep.plan.points_of(shard));
  }
  schema.attributes = sweep_attributes(sweep, layout);
  schema.attributes.push_back({"interrupted", std::int64_t{merged.shards == sweep.plan.shards() ? 0 : 1}});
  DatasetWriter writer(output, schema, {.existing = existing});
  write_coordinates(writer, layout);
  write_factors(writer, sweep.study, points);
  write_labels(sweep, layout, writer);
  merged.kept = writer.finish();
  merged.bytes = std::filesystem::file_size(output);
  return merged;
}

}  // namespace racesim
