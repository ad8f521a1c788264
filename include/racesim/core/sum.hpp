#pragma once
// Sums whose bits depend neither on the order of the addends nor on how threads share them: every addend is cut onto
// two grids so coarse that all additions are exact (Demmel & Nguyen 2013, ARITH 21, doi:10.1109/ARITH.2013.9).
#include <cmath>
#include <cstddef>
#include <span>

namespace racesim {

/// Two exact sums on the grids of one OrderFreeGrid; partial sums are added in any order.
struct PartialSum {
  double coarse = 0;
  double fine = 0;

  PartialSum& operator+=(const PartialSum& other) {
    coarse += other.coarse;
    fine += other.fine;
    return *this;
  }
  double value() const { return coarse + fine; }
};

/// The grids for up to `count` addends of size up to `largest`. All parts of one sum must use the same.
/// Besides one rounding of the result, each addend errs by at most 2^-102 count^2 of `largest`: nothing for a hundred
/// addends, 2^-62 for a million, which mostly cancels.
class OrderFreeGrid {
 public:
  /// Requires count <= 2^40 and largest < 2^900.
  OrderFreeGrid(double largest, std::size_t count);
  PartialSum partial(std::span<const double> addends) const;

 private:
  double coarse_;  ///< adding and subtracting this rounds to the coarse grid
  double fine_;
};

/// Largest size of the addends; 0 for none. NaN is passed over.
double largest_size(std::span<const double> addends);
/// The sum of finite addends below 2^900 in size; with others present, inf or NaN as ordinary addition gives.
double order_free_sum(std::span<const double> addends);

/// x on the grid 2^-40, half to even, for |x| < 4096; sums of such numbers below 4096 are exact in any order.
inline double quantise_log(double x) {
  const double steps = std::fabs(x) * 0x1p40;
  return std::copysign(((steps + 0x1p52) - 0x1p52) * 0x1p-40, x);
}

}  // namespace racesim
