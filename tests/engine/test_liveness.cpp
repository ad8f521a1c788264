// No dead knobs: turning any parameter changes something that can be seen in some shipped scenario.
#include <algorithm>
#include <map>

#include "support/catch.hpp"
#include "support/library.hpp"

using namespace racesim;

namespace {

/// Everything that one run shows.
struct Seen {
  std::vector<std::vector<float>> series;
  std::vector<std::vector<double>> outcomes;
};
Seen seen(const Scenario& scenario) {
  Batch batch = run(scenario, {.count = 1, .record = Record::full})[0];
  return {std::move(batch.series), std::move(batch.outcomes)};
}

/// Not the same numbers; nothing and nothing are the same.
template <class Number>
bool differ(const std::vector<std::vector<Number>>& a, const std::vector<std::vector<Number>>& b) {
  return !std::ranges::equal(a, b, [](const auto& x, const auto& y) {
    return std::ranges::equal(x, y, [](Number p, Number q) { return p == q || (p != p && q != q); });
  });
}

/// Values to turn a knob to: the ends of the central 80 % of its prior, or of its range when it has none.
std::vector<double> turned(double value, const Field& field) {
  double low = field.lower, high = field.upper;
  if (field.prior.shape != Prior::Shape::none) low = field.prior.p10, high = field.prior.p90;
  std::vector<double> result;
  for (double end : {high, low}) {
    if (end != value) result.push_back(end);
  }
  return result;
}

/// A shipped scenario with what it shows as it is; read and run when it is first asked for.
class Subject {
 public:
  explicit Subject(const std::string& name) : scenario_(shipped_small(name, {}, 1000)), plain_(seen(scenario_)) {}

  /// True when an end of the parameter shows.
  bool shows(std::string_view parameter) const {
    std::vector<double> ends;
    Parameters::for_each(scenario_.parameters.values, [&](double value, const Field& field) {
      if (field.name == parameter) ends = turned(value, field);
    });
    return std::ranges::any_of(ends, [&](double end) {
      const Seen other = seen(changed(scenario_, [&](Parameters& p) {
        Parameters::for_each(p, [&](double& x, const Field& f) { x = f.name == parameter ? end : x; });
      }));
      return differ(plain_.series, other.series) || differ(plain_.outcomes, other.outcomes);
    });
  }

 private:
  Scenario scenario_;
  Seen plain_;
};

}  // namespace

TEST_CASE("every parameter changes something that can be seen in a shipped scenario") {
  std::vector<std::string> dead;
  const Parameters defaults;
  Parameters::for_each(defaults, [&](double, const Field& field) { dead.emplace_back(field.name); });
  for (const std::string& name : library()) {  // the baseline first; most are alive there
    if (dead.empty()) break;
    const Subject subject(name);
    std::erase_if(dead, [&](const std::string& parameter) { return subject.shows(parameter); });
  }
  CHECK(dead == std::vector<std::string>{});
}
