#pragma once
// What the files of a sweep hold: shards have the runs of their points, the merged file has all of them. Both are
// result files, with the group `study` for the points.
#include "racesim/experiment/sweep.hpp"
#include "racesim/io/result_layout.hpp"

namespace racesim {

/// Settings of the scenarios as they stand, for the names that files hold.
std::vector<RecordedScenario> recorded(const LoadedStudy& study, std::span<const Inputs> settings);
/// Settings of all scenarios of a study at their own values.
std::vector<Inputs> central_inputs(const LoadedStudy& study);

/// Layout of a file with `points` points; `grows` for shards, whose last chunk may then be a part of one.
ResultLayout sweep_layout(const Sweep& sweep, std::vector<RecordedScenario> scenarios, std::uint64_t points,
                          bool grows);
/// Its dimensions and variables, the group `study` included.
FileSchema sweep_schema(const Sweep& sweep, const ResultLayout& layout, std::uint64_t points);
/// What a merged file says of itself. It holds nothing of the machine, the day or the command line, so that the same
/// sweep gives the same bits wherever it was run.
std::vector<Attribute> sweep_attributes(const Sweep& sweep, const ResultLayout& layout);
/// Names and levels of the factors, and the numbers of the points [0, points); shards number their own.
void write_factors(DatasetWriter& writer, const LoadedStudy& study, std::uint64_t points = 0);

}  // namespace racesim
