#pragma once
// The layout of a result file, derived from the tables of observables, outcomes and parameters.
#include "racesim/io/file_schema.hpp"
#include "racesim/io/recorder.hpp"

namespace racesim {

/// Quantiles of the group `summary`.
inline constexpr double summary_quantiles[] = {0.05, 0.25, 0.5, 0.75, 0.95};

/// Everything the file will hold, attributes included.
FileSchema result_schema(const std::vector<RecordedScenario>& scenarios, const Provenance& provenance,
                         const RecorderOptions& options);

/// Names of the policies whose coming is drawn, of all scenarios, each once.
std::vector<std::string> uncertain_names(const std::vector<RecordedScenario>& scenarios);
/// Stands in `policies/start` for a policy that the scenario of the run does not have.
inline constexpr std::int32_t policy_absent = -2;

/// Names of the parameters, as the coordinate `param` holds them.
std::vector<std::string> parameter_names();

}  // namespace racesim
