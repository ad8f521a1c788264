#pragma once
// What can be seen of a run: each observable is one plain function of the world and one row of the table, named as its
// column in results, facts and reports.
#include <span>
#include <string_view>
#include <vector>

#include "racesim/model/inputs.hpp"
#include "racesim/model/scenario.hpp"
#include "racesim/model/world.hpp"

namespace racesim {

/// What an observer must remember of a run beyond the world: frontiers and largest runs month by month.
/// Month m of a history is the state after m months; 0 is the start.
struct History {
  std::vector<std::vector<double>> eci;       ///< blocs x (months + 1): best model
  std::vector<double> open_eci, closed_eci;   ///< months + 1: best open and best closed model of any named lab
  std::vector<std::vector<double>> top_runs;  ///< blocs x 5: largest runs so far, log10 FLOP, descending
  std::vector<double> run_cost;               ///< blocs: USD of the largest run
  std::vector<double> sold, sold_before;      ///< blocs: H100e sold legally up to this month and to the month before
  int open_use_crossing = -1;  ///< month at whose end the follower's open models were first used more; -1: never
  int t = 0;                   ///< months done

  void reset(const Inputs& inputs, const World& world);
  /// Takes in the month that the world has just done.
  void update(const Inputs& inputs, const World& world);
};

/// One look at a run after a month.
struct View {
  const Inputs& inputs;
  const World& world;
  const History& history;
};

/// What a value of an observable belongs to.
enum class Shape { world, bloc, bloc_vendor, bloc_route, bloc_sector, lab, lab_cause };

struct Observable {
  std::string_view name;
  Shape shape;
  std::string_view unit;
  Record record;  ///< least detail at which it is kept month by month
  std::string_view doc;
  /// Writes one value per entry of the shape, in the order of the inputs.
  void (*measure)(const View& view, std::span<float> out);
  bool lower_is_better = false;  ///< for the follower, or for the bloc or lab it is of
};

/// Every observable, in the order of the results.
std::span<const Observable> observables();
/// Number of values per month of a shape.
std::size_t width(Shape shape, const Inputs& inputs);
/// Names of the dimensions of a shape after (run, time), as in the results.
std::vector<std::string> dimensions(Shape shape);

/// A number about a whole run.
struct Outcome {
  std::string_view name;
  std::string_view unit;
  std::string_view doc;
  double (*measure)(const View& view);  ///< after the last month
};
std::span<const Outcome> outcomes();

/// Months since `ahead`, drawn as straight lines from record to record, came to the present best of `behind`; negative:
/// `behind` leads; NaN while either has nothing. A level that `ahead` had at the start gives the months since the
/// start, a lower bound.
double lag_months(std::span<const double> ahead, std::span<const double> behind, int t);
/// Months from `ahead` reaching `level` to `behind` reaching it; NaN when either has not by month t.
double match_delay(std::span<const double> ahead, std::span<const double> behind, int t, double level);

}  // namespace racesim
