#pragma once
// Whether a sweep has run enough for the precision that its study asks for.
#include <string>

#include "racesim/experiment/sweep.hpp"

namespace racesim {

struct Precision {
  bool wants_more = false;  ///< the design is to be doubled
  std::string text;         ///< what was reached; empty without a rule
};

/// Looks at the merged file of a complete sweep. Throws InputError when it does not hold what the rule names.
Precision precision_of(const Sweep& sweep);

}  // namespace racesim
