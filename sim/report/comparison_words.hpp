#pragma once
// The numbers and sentences of a comparison.
#include <string>
#include <vector>

#include "racesim/analysis/comparison.hpp"

namespace racesim {

/// How the numbers of one quantity are written: with as many decimals as their standard errors are worth.
struct NumberForm {
  bool short_form = false;  ///< 1.2M
  int decimals = 1;

  std::string number(double x) const;
  /// With its sign, unless it is written as zero.
  std::string change(double x) const;
  /// A standard error, with two digits.
  std::string error(double se) const;
  std::string range(const Interval& i) const;
};
NumberForm form_of(const std::vector<Versus>& comparisons, std::size_t quantity);
/// "0.31±0.03", or of few pairs on one side "1.00 (>0.94)" or "0.25 (0.05–0.60)"
std::string share(const Probability& p);

/// Who is compared, and how many pairs there are.
std::string preamble(const std::vector<Side>& sides, const Question& question, const std::vector<Versus>& comparisons,
                     bool colour);
/// Sentences to quote.
std::string sentences(const std::vector<Side>& sides, const Question& question, const std::vector<Versus>& comparisons,
                      bool colour);
/// What the columns mean.
std::string legend(const std::vector<Side>& sides, const Question& question, const std::vector<Versus>& comparisons);

}  // namespace racesim
