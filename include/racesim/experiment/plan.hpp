#pragma once
// A sweep cut into shards. Runs are numbered point by point, within a point scenario by scenario, within a scenario
// replicate by replicate; a shard is a range of whole points, so that it can be run anywhere and merged by copying.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "racesim/core/field.hpp"

namespace racesim {

/// The value of `format` in every plan.
inline constexpr std::string_view plan_format = "racesim-plan/1";

/// Points or runs [first, first + count).
struct Range {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

struct Plan {
  std::string format;
  std::string id;
  std::string version;
  std::string commit;
  std::string created;
  std::string command_line;
  std::int64_t size = 1;
  std::int64_t points = 1;
  std::int64_t runs_per_point = 1;
  std::int64_t shard_points = 1;
  std::int64_t chunk_points = 1;
  double thread_seconds_per_run = 0;
  double bytes_per_run = 0;
  std::vector<std::string> sources;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    const auto whole = [](std::string_view name, std::string_view doc) {
      return Field{.name = name, .lower = 1, .upper = 1e12, .doc = doc, .required = true};
    };
    visit(self.format, Field{.name = "format", .doc = "racesim-plan/1", .required = true});
    visit(self.id,
          Field{.name = "id", .doc = "of all that determines results: study, scenarios, program", .required = true});
    visit(self.version, Field{.name = "version", .doc = "of racesim", .required = true});
    visit(self.commit, Field{.name = "commit", .doc = "of racesim", .required = true});
    visit(self.created, Field{.name = "created", .doc = "ISO 8601, UTC"});
    visit(self.command_line, Field{.name = "command_line", .doc = "that made the plan"});
    visit(self.size, whole("size", "of the design, see design.size of the study"));
    visit(self.points, whole("points", "of the design"));
    visit(self.runs_per_point, whole("runs_per_point", "scenarios times replicates"));
    visit(self.shard_points, whole("shard_points", "points of a shard, a multiple of chunk_points or less than one"));
    visit(self.chunk_points, whole("chunk_points", "points of a chunk of the merged file, where it has as many"));
    visit(self.thread_seconds_per_run,
          Field{.name = "thread_seconds_per_run",
                .unit = "s",
                .lower = 0,
                .doc = "of one thread, as a pilot found on the planning machine; 0: none"});
    visit(self.bytes_per_run, Field{.name = "bytes_per_run", .lower = 0, .doc = "bytes in the result file, likewise"});
    visit(self.sources, Field{.name = "sources", .doc = "files that were read, each with its SHA-1"});
  }

  std::uint64_t runs() const { return static_cast<std::uint64_t>(points) * static_cast<std::uint64_t>(runs_per_point); }
  std::uint64_t shards() const { return (static_cast<std::uint64_t>(points) + shard_points - 1) / shard_points; }
  Range points_of(std::uint64_t shard) const {
    const std::uint64_t first = shard * static_cast<std::uint64_t>(shard_points);
    return {first, std::min<std::uint64_t>(shard_points, static_cast<std::uint64_t>(points) - first)};
  }
  Range runs_of(std::uint64_t shard) const {
    const Range of_points = points_of(shard);
    return {of_points.first * runs_per_point, of_points.count * runs_per_point};
  }
};

/// Points of a chunk and of a shard that holds about `runs` runs. Chunks are large enough to be copied fast and go by
/// the study alone, so that the merged file does not depend on how it was cut. Shards are whole chunks, or, where less
/// is wanted, parts of one, which merging has to put together.
void cut_into_shards(Plan& plan, std::uint64_t runs);

}  // namespace racesim
