// Scenarios against one of them, from sides whose runs a test knows.
#include <nlohmann/json.hpp>

#include "racesim/analysis/comparison.hpp"
#include "racesim/core/diagnostic.hpp"
#include "support/catch.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Runs of seed 1 numbered from `first`, with one series of two months and one outcome.
Side side(const std::string& name, int first, const std::vector<float>& series, const std::vector<double>& outcome) {
  Side made{.name = name, .file = name + ".h5", .label = name, .start = Month::of(2030, 11), .months = 2};
  for (std::size_t r = 0; r < outcome.size(); ++r)
    made.runs.push_back({.seed = 1, .design_point = 0, .replicate = first + static_cast<std::int64_t>(r)});
  made.series = {series, {}};
  made.outcomes = {{}, outcome};
  return made;
}

Question question_of(const std::vector<Side>& sides) {
  Question question{.quantities = {{.name = "lag", .unit = "month", .doc = "", .lower_is_better = true},
                                   {.name = "final", .unit = "1", .doc = "", .series = false}},
                    .compared = 2,
                    .break_even = {0},
                    .span = common_months(sides)};
  question.times = default_times(question.span);
  return question;
}

}  // namespace

TEST_CASE("differences are the other minus the reference, pair by pair, in any order of the runs") {
  const std::vector<Side> sides = {side("a", 0, {1, 2, 3, 4, 5, 6}, {10, 20, 30}),
                                   side("b", 1, {7, 8, 9, 10}, {25, 36})};  // replicates 1 and 2
  const Question question = question_of(sides);
  const std::vector<Versus> found = compare(sides, question);
  REQUIRE(found.size() == 1);
  CHECK(found[0].pairs == 2);
  CHECK(found[0].alone_here == 0);
  CHECK(found[0].alone_there == 1);
  REQUIRE(found[0].rows.size() == 2);
  CHECK(found[0].rows[0].at == "2030-12");
  CHECK(found[0].rows[0].difference.mean == Approx(((8 - 4) + (10 - 6)) / 2.0));
  CHECK(found[0].rows[1].difference.mean == Approx(((25 - 20) + (36 - 30)) / 2.0));
  CHECK(found[0].rows[1].difference.median == Approx(5.5));
  CHECK(found[0].rows[1].shares.above.share == 1);
  CHECK(found[0].break_even[0].months.still_worse.share == 1);
  const auto json = comparison_json(sides, question, found);
  CHECK(json["reference"] == "a");
  CHECK(json["comparisons"][0]["rows"][1]["difference"] == 5.5);
  CHECK_THAT(comparison_csv(sides, question, found), ContainsSubstring("b,lag,,2030-11,4,8,4,"));
}

TEST_CASE("what is said beside a comparison stands in JSON and on the first row of CSV") {
  std::vector<Side> sides = {side("a", 0, {1, 2, 3, 4}, {10, 20}), side("b", 1, {7, 8}, {25})};
  sides[0].failed = 2;
  sides[1].missing = 1;
  const Question question = question_of(sides);
  const auto found = compare(sides, question);
  const auto notes = comparison_json(sides, question, found)["notes"].get<std::vector<std::string>>();
  CHECK(notes == std::vector<std::string>{"a: 2 runs failed and left out", "b: 1 run not made",
                                          "b: 0 runs of it and 1 of the reference have no partner",
                                          "One pair tells nothing of the spread."});
  const std::string csv = comparison_csv(sides, question, found);
  const auto first = csv.find("One pair tells");
  CHECK(first != std::string::npos);
  CHECK(csv.find("One pair tells", first + 1) == std::string::npos);
}

TEST_CASE("sides without a common run are compared only without pairs") {
  const std::vector<Side> sides = {side("a", 0, {1, 2}, {10}), side("b", 5, {3, 4, 5, 6}, {1, 2})};
  CHECK_THROWS_AS(require_pairs(sides[0], sides[1]), InputError);
  Question question = question_of(sides);
  question.paired = false;
  question.break_even.clear();
  CHECK(compare(sides, question)[0].rows[1].difference.mean == Approx(1.5 - 10));
}

TEST_CASE("times are months and years that all sides have") {
  const std::vector<Side> sides = {side("a", 0, {1, 2}, {10}), side("b", 0, {3, 4}, {1})};
  const MonthSpan span = common_months(sides);
  CHECK(span.months == 2);
  CHECK(make_times({"2030"}, "--at", span)[0].count == 2);
  CHECK_THROWS_AS(make_times({"2031"}, "--at", span), InputError);
  CHECK_THROWS_AS(make_times({"soon"}, "--at", span), InputError);
}

TEST_CASE("quantities are named with their entries, and blocs by their roles") {
  const EntryNames names = {
      {"bloc", {"US", "China"}}, {"vendor", {"Nvidia"}}, {"sector", {}}, {"lab", {}}, {"route", {}}, {"cause", {}}};
  const auto labels = [&](const std::vector<std::string>& texts) {
    std::vector<std::string> all;
    for (const Compared& q : make_quantities(texts, "--observable", names, {.leader = "US", .follower = "China"}))
      all.push_back(q.label());
    return all;
  };
  CHECK(labels({"lag_months", "eci_frontier[follower]"}) ==
        std::vector<std::string>{"lag_months", "eci_frontier[China]"});
  CHECK(labels({"eci_frontier"}) == std::vector<std::string>{"eci_frontier[US]", "eci_frontier[China]"});
  CHECK_THROWS_AS(labels({"eci_fronteir"}), InputError);
  CHECK_THROWS_AS(labels({"eci_frontier[Mars]"}), InputError);
}
