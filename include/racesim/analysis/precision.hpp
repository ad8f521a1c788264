#pragma once
// How well a result file knows a mean: what stop rules of studies go by.
#include <string>

#include "racesim/analysis/result_file.hpp"

namespace racesim {

/// A mean over the independent points of a design, of one scenario or of the difference between two.
struct MeanQuestion {
  std::string outcome;        ///< NAME or NAME[ENTRY]
  std::string at = {};        ///< 2028-06 or 2028; "": the last month
  std::string scenario = {};  ///< "": the first
  std::string minus = {};     ///< scenario that is taken off, run by run; "": none
  double level = 0.95;        ///< that the interval holds
};

struct MeanPrecision {
  std::string quantity;  ///< eci_frontier[China]
  std::string scenario;  ///< "export_ban", "export_ban - no_controls"
  std::string unit;
  double mean = 0;
  double half_width = 0;   ///< of the interval of the mean (Student's t)
  std::size_t points = 0;  ///< with a number
};

/// Points at which a run failed or has no number are left out; of a block of the design (saltelli, morris) the first
/// point alone counts, because the others hang on it. Throws InputError when the file does not hold what is asked for.
MeanPrecision mean_precision(const ResultFile& file, const MeanQuestion& question);

}  // namespace racesim
