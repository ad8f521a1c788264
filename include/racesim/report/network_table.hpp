#pragma once
// Measures of the network of learning, as text and JSON.
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "racesim/model/inputs.hpp"

namespace racesim {

/// A line for every channel and one for all that move ln A, then the labs that teach most.
std::string network_table(const Inputs& inputs, bool colour);
/// The same with every named lab.
nlohmann::ordered_json network_json(const Inputs& inputs);

}  // namespace racesim
