// Which points a study has, and what its factors are worth there.
#include <algorithm>
#include <cmath>
#include <set>

#include "racesim/statistics/resample.hpp"
#include "support/catch.hpp"
#include "support/studies.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::vector<std::string> designs = {"{type: monte_carlo, size: 21}",
                                          "{type: latin_hypercube, size: 21}",
                                          "{type: sobol, size: 21}",
                                          "{type: saltelli, size: 4}",
                                          "{type: saltelli, size: 3, second_order: true}",
                                          "{type: morris, size: 5, levels: 6}",
                                          "{type: full_factorial, levels: 3}",
                                          "{type: fractional_factorial}",
                                          "{type: one_at_a_time}"};

std::vector<double> column(const PointRange& points, std::size_t factor) {
  std::vector<double> values;
  for (std::size_t p = 0; p < points.count; ++p) values.push_back(points.value[p * points.factors + factor]);
  return values;
}

}  // namespace

TEST_CASE("points worked out in parts are those of the whole, for every design") {
  const Scratch here;
  for (const std::string& design : designs) {
    INFO(design);
    const LoadedStudy study = loaded_study(write_file(here / "s.yaml", study_text(factors_text(design))));
    const std::int64_t size = study.study.design.size;
    const std::uint64_t count = study.points.count(size);
    const PointRange whole = study.points.range(size, 0, count);
    REQUIRE(whole.count == count);
    REQUIRE(whole.value.size() == 3 * count);
    CHECK(count % study.points.block() == 0);
    for (std::size_t part : {1, 4, 7}) {
      for (std::uint64_t first = 0; first < count; first += part) {
        const std::size_t now = std::min<std::size_t>(part, count - first);
        const PointRange range = study.points.range(size, first, now);
        for (std::size_t k = 0; k < 3 * now; ++k) {
          CHECK(range.u[k] == whole.u[3 * first + k]);
          CHECK(range.value[k] == whole.value[3 * first + k]);
        }
      }
    }
  }
}

TEST_CASE("a design that is made larger keeps the points it has") {
  const Scratch here;
  for (const std::string& design : designs) {
    const LoadedStudy study = loaded_study(write_file(here / "s.yaml", study_text(factors_text(design))));
    if (!extendable(study.study.design.type)) continue;
    INFO(design);
    const std::int64_t size = study.study.design.size;
    const std::uint64_t count = study.points.count(size);
    CHECK(study.points.range(size, 0, count).value == study.points.range(4 * size, 0, count).value);
    CHECK(study.points.count(2 * size) == 2 * count);
  }
}

TEST_CASE("counts are those of the designs") {
  const Scratch here;
  const auto count = [&](const std::string& design) {
    const LoadedStudy study = loaded_study(write_file(here / "s.yaml", study_text(factors_text(design))));
    return study.points.count(study.study.design.size);
  };
  CHECK(count("{type: sobol, size: 21}") == 21);
  CHECK(count("{type: saltelli, size: 4}") == 4 * 5);
  CHECK(count("{type: saltelli, size: 4, second_order: true}") == 4 * 8);
  CHECK(count("{type: morris, size: 5}") == 5 * 4);
  CHECK(count("{type: full_factorial, levels: 3}") == 3 * 3 * 2);
  CHECK(count("{type: fractional_factorial}") == 8);
  CHECK(count("{type: one_at_a_time}") == 7);
}

TEST_CASE(
    "factors are drawn by inverse CDF: range of a distribution, ends of a grid, weights of levels, whole numbers") {
  const Scratch here;
  const std::string path = write_file(
      here / "s.yaml",
      study_text(
          "design: {type: monte_carlo, size: 4000}\nfactors:\n"
          "  - {name: research.quality_discount, distribution: {dist: uniform, low: 0.5, high: 0.7}}\n"
          "  - {name: research.substitution, values: [-1, 0.4], weights: [3, 1]}\n"
          "  - {name: months, path: \"population.developers\", distribution: {dist: uniform, low: 0.5, high: 3.5},"
          " whole: true}\n"
          "  - {name: yes, path: structure.automation, values: [false, true]}\n"));
  const LoadedStudy study = loaded_study(path);
  const PointRange points = study.points.range(4000, 0, 4000);
  const std::vector<double> discount = column(points, 0), elasticity = column(points, 1), whole = column(points, 2);
  CHECK(*std::ranges::min_element(discount) < 0.501);
  CHECK(*std::ranges::max_element(discount) > 0.699);
  CHECK(mean(discount) == Approx(0.6).margin(4 * 0.0577 / std::sqrt(4000)));
  CHECK(std::ranges::count(elasticity, -1.0) == Approx(3000).margin(4 * std::sqrt(4000 * 0.75 * 0.25)));
  CHECK(std::ranges::count(elasticity, -1.0) + std::ranges::count(elasticity, 0.4) == 4000);
  CHECK(std::set<double>(whole.begin(), whole.end()) == std::set<double>{1, 2, 3});
  CHECK(study.points.factors()[2].text(3) == "3");
  CHECK(study.points.factors()[3].text(1) == "true");
  const LoadedStudy grid = loaded_study(path, {"design={type: one_at_a_time, low: 0.25, high: 0.75}"});
  const PointRange ends = grid.points.range(1, 0, 9);
  CHECK(ends.value[1 * 4] == Approx(0.55));
  CHECK(ends.value[2 * 4] == Approx(0.65));
  CHECK(ends.value[3 * 4 + 1] == -1);
  CHECK(ends.value[4 * 4 + 1] == 0.4);
}

TEST_CASE("rank correlations of a study are those of its points, whatever the distributions") {
  const Scratch here;
  const std::string more =
      "design: {type: TYPE, size: 4096}\nfactors:\n"
      "  - {name: research.quality_discount, distribution: {dist: uniform, low: 0.5, high: 1}}\n"
      "  - {name: capital.raise_share, distribution: {dist: lognormal, p10: 0.1, p90: 0.4}}\n"
      "  - {name: research.induced_innovation_elasticity}\n"
      "correlations: [{between: [quality_discount, raise_share], rank: -0.6}]\n";
  for (const std::string type : {"monte_carlo", "latin_hypercube", "sobol"}) {
    INFO(type);
    std::string text = more;
    text.replace(text.find("TYPE"), 4, type);
    const LoadedStudy study = loaded_study(write_file(here / "s.yaml", study_text(text)));
    const PointRange points = study.points.range(4096, 0, 4096);
    const auto rank = [&](std::size_t k) { return ranks(column(points, k)); };
    CHECK(correlation(rank(0), rank(1)) == Approx(-0.6).margin(4 * 0.64 / 64));  // (1 - rho^2) / sqrt n
    CHECK(correlation(rank(0), rank(2)) == Approx(0).margin(4.0 / 64));
    const std::vector<double> discount = column(points, 0);
    CHECK(mean(discount) == Approx(0.75).margin(4 * 0.1443 / 64));
  }
}

TEST_CASE("every parameter with a prior is varied when a study asks for it, less those it leaves out") {
  const Scratch here;
  const auto names = [&](const std::string& more) {
    const LoadedStudy study =
        loaded_study(write_file(here / "s.yaml", study_text("design: {type: morris, size: 1}\n" + more)));
    std::set<std::string> found;
    for (const ResolvedFactor& factor : study.points.factors()) found.insert(factor.name);
    return found;
  };
  const std::set<std::string> all = names("every_parameter: true\n");
  std::size_t priors = 0;
  const Parameters parameters;
  Parameters::for_each(parameters, [&](double, const Field& field) {
    if (field.prior.shape != Prior::Shape::none) ++priors;
  });
  CHECK(all.size() == priors);
  CHECK(names("every_parameter: true\nexcept: [quality_discount]\n").size() == priors - 1);
  const LoadedStudy held =
      loaded_study((here / "s.yaml").string(), {"set[0]=parameters.research.quality_discount=0.9", "except=[]"});
  CHECK(held.points.factors().size() == priors - 1);  // the scenarios set it
}

TEST_CASE("a table design has the values of its rows, texts as levels") {
  const Scratch here;
  write_file(here / "points.csv", "quality_discount,follows\n0.5,China\n0.9,other\n0.6,China\n");
  const LoadedStudy study = loaded_study(write_file(
      here / "s.yaml", study_text("design: {type: table, table: points.csv}\nfactors:\n"
                                  "  - {name: research.quality_discount}\n  - {name: follows, path: follower}\n")));
  REQUIRE(study.points.count(1) == 3);
  const PointRange points = study.points.range(1, 0, 3);
  CHECK(points.value == std::vector<double>{0.5, 0, 0.9, 1, 0.6, 0});
  CHECK(points.u[2 * 2] == Approx(0.25));
  CHECK(study.points.factors()[1].labels == std::vector<std::string>{"China", "other"});
  CHECK(study.points.range(1, 1, 1).value == std::vector<double>{0.9, 1});
}
