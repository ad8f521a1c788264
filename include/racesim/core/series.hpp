#pragma once
// A path given at some months and interpolated between them.
#include <vector>

#include "racesim/core/month.hpp"

namespace racesim {

/// Points of a path in time, ascending months. Positive points are joined by constant growth, others by straight lines;
/// before the first and after the last point the path is level (what happens after the data is the model's business).
struct Series {
  struct Point {
    Month month;
    double value = 0;
  };
  std::vector<Point> points;

  bool empty() const { return points.empty(); }
  Month last_month() const { return points.back().month; }
  /// Value at a month; 0 for an empty series.
  double at(Month month) const;
};

}  // namespace racesim
