#include "racesim/core/series.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"

namespace racesim {

double Series::at(Month month) const {
  if (points.empty()) return 0;
  const auto after = std::upper_bound(points.begin(), points.end(), month,
                                      [](Month m, const Point& point) { return m < point.month; });
  if (after == points.begin()) return points.front().value;
  const Point& left = *(after - 1);
  if (after == points.end() || left.month == month) return left.value;
  const double fraction = static_cast<double>(month - left.month) / (after->month - left.month);
  if (left.value > 0 && after->value > 0)
    return left.value * math::exp(fraction * math::log(after->value / left.value));
  return left.value + fraction * (after->value - left.value);
}

}  // namespace racesim
