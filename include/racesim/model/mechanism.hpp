#pragma once
// What the header of a mechanism needs: described fields, and the names of what a stage of the month is given.
#include "racesim/core/field.hpp"

namespace racesim {

struct Stage;     // stage.hpp: one stage of one month of one run
struct LabRange;  // stage.hpp: labs first..last-1

}  // namespace racesim
