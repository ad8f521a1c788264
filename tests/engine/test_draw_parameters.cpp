#include <algorithm>
#include <cmath>
#include <map>

#include "racesim/core/distribution.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

std::map<std::string, double> by_name(const Parameters& parameters) {
  std::map<std::string, double> result;
  Parameters::for_each(parameters, [&](double value, const Field& field) { result[std::string(field.name)] = value; });
  return result;
}

/// Draws of some parameters in the first replicates, by name.
std::map<std::string, std::vector<double>> draws_of(const Scenario& scenario, const std::vector<std::string>& names,
                                                    int count) {
  std::map<std::string, std::vector<double>> result;
  for (int k = 0; k < count; ++k) {
    const auto drawn = by_name(draw_parameters(scenario, k));
    for (const std::string& name : names) result[name].push_back(drawn.at(name));
  }
  return result;
}

std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> result(values.size());
  for (std::size_t r = 0; r < order.size(); ++r) result[order[r]] = static_cast<double>(r);
  return result;
}

double spearman(const std::vector<double>& x, const std::vector<double>& y) {
  const std::vector<double> a = ranks(x), b = ranks(y);
  const double n = static_cast<double>(a.size());
  double squares = 0;
  for (std::size_t i = 0; i < a.size(); ++i) squares += (a[i] - b[i]) * (a[i] - b[i]);
  return 1 - 6 * squares / (n * (n * n - 1));
}

Scenario correlated(double rho) {
  Scenario scenario = baseline();
  scenario.correlations.names = {"research.returns", "research.pre_training_growth", "chip_market.rental_price"};
  scenario.correlations.matrix = {1, rho, 0, rho, 1, 0, 0, 0, 1};
  return scenario;
}

}  // namespace

TEST_CASE("draws lie within the range of every parameter, and what has no prior is not drawn") {
  const auto defaults = by_name(baseline().parameters.values);
  for (int k = 0; k < 100; ++k) {
    const Parameters drawn = draw_parameters(baseline(), k);
    Parameters::for_each(drawn, [&](double value, const Field& field) {
      INFO(std::string(field.name));
      CHECK(value >= field.lower);
      CHECK(value <= field.upper);
      if (field.prior.shape == Prior::Shape::none) CHECK(value == defaults.at(std::string(field.name)));
    });
  }
}

TEST_CASE("a tenth of the draws lies below and a tenth above the prior's central 80 percent") {
  constexpr int n = 2000;
  const double three_errors = 3 * std::sqrt(0.1 * 0.9 / n);
  const std::vector<std::string> names{"research.returns", "research.induced_innovation_elasticity",
                                       "chip_market.smuggling_seizure"};
  for (const auto& [name, draws] : draws_of(baseline(), names, n)) {
    Prior prior;
    Parameters::for_each(baseline().parameters.values, [&, wanted = name](double, const Field& f) {
      if (f.name == wanted) prior = f.prior;
    });
    const auto below = std::ranges::count_if(draws, [&](double x) { return x < prior.p10; });
    const auto above = std::ranges::count_if(draws, [&](double x) { return x > prior.p90; });
    INFO(name);
    CHECK(static_cast<double>(below) / n == Approx(0.1).margin(three_errors));
    CHECK(static_cast<double>(above) / n == Approx(0.1).margin(three_errors));
  }
}

TEST_CASE("a distribution of the scenario takes the place of the prior") {
  Scenario scenario = baseline();
  scenario.parameters.uncertain.push_back({"research.returns", Distribution::uniform(1.9, 2.1), "test"});
  auto draws = draws_of(scenario, {"research.returns"}, 200);
  for (double x : draws["research.returns"]) CHECK((x >= 1.9 && x <= 2.1));
}

TEST_CASE("what one parameter draws does not depend on what others are given") {
  Scenario scenario = baseline();
  scenario.parameters.uncertain.push_back({"research.returns", Distribution::uniform(1.9, 2.1), "test"});
  auto a = by_name(draw_parameters(baseline(), 17)), b = by_name(draw_parameters(scenario, 17));
  a.erase("research.returns");
  b.erase("research.returns");
  CHECK(a == b);
}

TEST_CASE("a replicate draws the same parameters in every policy scenario, and others than its neighbour") {
  Scenario other = baseline();
  other.policies.clear();
  CHECK(by_name(draw_parameters(baseline(), 3)) == by_name(draw_parameters(other, 3)));
  CHECK(by_name(draw_parameters(baseline(), 3)) != by_name(draw_parameters(baseline(), 4)));
}

TEST_CASE("rank correlations come out as asked") {
  constexpr int n = 1500;
  for (double rho : {-0.8, 0.3, 0.9}) {
    auto draws =
        draws_of(correlated(rho), {"research.returns", "research.pre_training_growth", "chip_market.rental_price"}, n);
    const auto &x = draws["research.returns"], &y = draws["research.pre_training_growth"],
               &z = draws["chip_market.rental_price"];
    const double error = 3 / std::sqrt(n - 1.0);  // standard error under independence, larger than under correlation
    INFO("asked for " << rho);
    CHECK(spearman(x, y) == Approx(rho).margin(error));
    CHECK(spearman(x, z) == Approx(0).margin(error));
  }
}

TEST_CASE("tying parameters leaves the margins, the first of them and all others as they were") {
  const auto free = by_name(draw_parameters(baseline(), 5)), tied = by_name(draw_parameters(correlated(0.6), 5));
  for (const auto& [name, value] : free) {
    if (name == "research.pre_training_growth") continue;
    INFO(name);
    if (name == "research.returns" || name == "chip_market.rental_price") {
      CHECK(tied.at(name) == Approx(value).epsilon(1e-12));
    } else {
      CHECK(tied.at(name) == value);
    }
  }
  CHECK(tied.at("research.pre_training_growth") != free.at("research.pre_training_growth"));
}
