// Scenarios as YAML: what visits their members to write them is compiled here alone.
#include "racesim/io/scenario_io.hpp"

namespace racesim {

template std::string write_resolved(const Scenario& scenario, Remarks remarks);

}  // namespace racesim
