// Policies that come with a probability or at a rate: how often, when, and by which draws.
#include <algorithm>
#include <cmath>
#include <map>

#include "racesim/engine/realise_policies.hpp"
#include "support/catch.hpp"
#include "support/policies.hpp"

using namespace racesim;

namespace {

Policy uncertain(double probability, std::optional<Month> latest = {}, const char* name = "perhaps") {
  ExportRule rule = ban_on_china(name, Month::of(2023, 1));
  rule.probability = probability;
  rule.latest = latest;
  return rule;
}

/// Months of the run in which the only uncertain policy comes, replicate by replicate.
std::vector<int> starts(Scenario scenario, int replicates) {
  std::vector<int> months;
  for (int r = 0; r < replicates; ++r)
    months.push_back(realise_policies(static_cast<std::uint32_t>(r), scenario).at(0));
  return months;
}

double share_of(const std::vector<int>& months, auto&& holds) {
  return static_cast<double>(std::ranges::count_if(months, holds)) / static_cast<double>(months.size());
}

/// Five standard errors of a frequency.
double five_errors(double p, int n) { return 5 * std::sqrt(p * (1 - p) / n); }

std::vector<std::vector<float>> series_of(const Scenario& scenario, std::uint32_t count = 6, std::uint32_t first = 0) {
  std::vector<std::vector<float>> all;
  for (const Batch& batch : run(scenario, {.first = first, .count = count, .record = Record::full}))
    all.insert(all.end(), batch.series.begin(), batch.series.end());
  return all;
}

bool same_series(const std::vector<std::vector<float>>& a, const std::vector<std::vector<float>>& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
    return std::ranges::equal(x, y, [](float p, float q) { return p == q || (p != p && q != q); });
  });
}

constexpr int many = 20000;

}  // namespace

TEST_CASE("a policy with a probability comes in its month as often as that, and otherwise never") {
  const Scenario scenario = with(free_to_2027(), uncertain(0.3));
  const std::vector<int> months = starts(scenario, many);
  CHECK(std::ranges::all_of(months, [](int m) { return m == 12 || m == -1; }));
  INFO("binomial error " << std::sqrt(0.3 * 0.7 / many));
  CHECK(std::fabs(share_of(months, [](int m) { return m == 12; }) - 0.3) < five_errors(0.3, many));
}

TEST_CASE("over a window a policy comes with its probability, with the same chance every month") {
  const double p = 0.6;
  const int n = 24;
  const std::vector<int> months = starts(with(free_to_2027(), uncertain(p, Month::of(2024, 12))), many);
  CHECK(std::ranges::all_of(months, [](int m) { return m == -1 || (m >= 12 && m < 36); }));
  CHECK(std::fabs(share_of(months, [](int m) { return m >= 0; }) - p) < five_errors(p, many));
  const double monthly = 1 - std::pow(1 - p, 1.0 / n);
  for (int k : {0, 1, 11, 23}) {
    const double expected = monthly * std::pow(1 - monthly, k);
    INFO("month " << k << " of the window, binomial error " << five_errors(expected, many) / 5);
    CHECK(std::fabs(share_of(months, [&](int m) { return m == 12 + k; }) - expected) < five_errors(expected, many));
  }
}

TEST_CASE("a policy with a hazard comes at that rate until its window or the clock ends") {
  ExportRule rule = ban_on_china("rate", Month::of(2023, 1));
  rule.hazard = 0.5;
  const std::vector<int> open = starts(with(free_to_2027(), rule), many);
  const double by_2027 = 1 - std::exp(-0.5 * 5), in_a_year = 1 - std::exp(-0.5);
  CHECK(std::fabs(share_of(open, [](int m) { return m >= 0; }) - by_2027) < five_errors(by_2027, many));
  CHECK(std::fabs(share_of(open, [](int m) { return m >= 12 && m < 24; }) - in_a_year) < five_errors(in_a_year, many));
  rule.latest = Month::of(2023, 12);
  const std::vector<int> closed = starts(with(free_to_2027(), rule), many);
  CHECK(std::ranges::all_of(closed, [](int m) { return m < 24; }));
  CHECK(std::fabs(share_of(closed, [](int m) { return m >= 0; }) - in_a_year) < five_errors(in_a_year, many));
}

TEST_CASE(
    "paired scenarios share the draw of a policy, whatever else they change, and a larger probability brings it "
    "forward") {
  const Scenario plain = with(free_to_2027(), uncertain(0.5, Month::of(2025, 12)));
  Scenario other = with(to_2027(), uncertain(0.2, Month::of(2024, 12), "another"));
  other = with(other, uncertain(0.5, Month::of(2025, 12)));
  other.labs.erase(other.labs.begin() + 3);
  const Scenario likelier = with(free_to_2027(), uncertain(0.9, Month::of(2025, 12)));
  Scenario a = plain, b = other, c = likelier;
  for (std::uint32_t r = 0; r < 500; ++r) {
    const int month = realise_policies(r, a).at(0);
    CHECK(realise_policies(r, b).at(1) == month);
    const int earlier = realise_policies(r, c).at(0);
    if (month >= 0) CHECK((earlier >= 0 && earlier <= month));
  }
}

TEST_CASE("a policy that is sure never to come changes nothing, and one that is sure to come is certain, bit for bit") {
  const Scenario free = shortened(free_to_2027(), 40);
  CHECK(same_series(series_of(with(free, uncertain(0))), series_of(free)));
  const Policy certain = uncertain(1);
  REQUIRE_FALSE(dates(certain).uncertain());
  CHECK(same_series(series_of(with(free, uncertain(1, Month::of(2024, 6)))), series_of(with(free, certain))));
  CHECK_FALSE(same_series(series_of(free), series_of(with(free, certain))));
}

TEST_CASE("a run in which a policy comes is the run of the policy dated in that month, bit for bit") {
  const Scenario free = shortened(free_to_2027(), 48);
  ExportRule rule = ban_on_china("perhaps", Month::of(2023, 1));
  rule.probability = 0.7;
  rule.latest = Month::of(2025, 6);
  rule.lasts = 9;
  rule.quota = 0.5;
  rule.licence_probability = 0.5;
  rule.customer_cap = 5000;
  const Scenario scenario = with(free, rule);
  std::map<int, int> seen;
  for (const Batch& batch : run(scenario, {.count = 20})) {
    for (std::uint32_t r = 0; r < batch.count; ++r) ++seen[batch.policy_start[r].at(0)];
  }
  CHECK(seen.size() > 3);
  const auto all = series_of(scenario, 20);
  for (std::uint32_t replicate : {0u, 3u, 7u, 19u}) {
    Scenario realised = scenario;
    const int month = realise_policies(replicate, realised).at(0);
    ExportRule sure = rule;
    sure.probability = 1;
    sure.latest.reset();
    sure.lasts.reset();
    Scenario dated = free;
    if (month >= 0) {
      sure.at = free.clock.start + month;
      sure.until = sure.at + 9;
      dated = with(free, sure);
    }
    INFO("replicate " << replicate << ", month " << month);
    CHECK(same_series(series_of(scenario, 1, replicate), series_of(dated, 1, replicate)));
  }
}

TEST_CASE("an uncertain scenario gives the same bits on any threads, with and without sampling") {
  Scenario scenario = shortened(with(baseline(), uncertain(0.5, Month::of(2024, 12))), 40);
  for (bool sample : {false, true}) {
    const auto values = [&](int threads) {
      std::vector<std::vector<double>> outcomes;
      for (const Batch& batch : run(scenario, {.count = 40, .threads = threads, .sample = sample}))
        outcomes.insert(outcomes.end(), batch.outcomes.begin(), batch.outcomes.end());
      for (auto& row : outcomes)
        std::ranges::replace_if(
            row, [](double x) { return x != x; }, -1e9);
      return outcomes;
    };
    CHECK(values(1) == values(7));
  }
}

TEST_CASE("everybody front-loads after an announcement, whether the policy comes or not") {
  ExportRule rule = ban_on_china("perhaps", Month::of(2023, 6));
  rule.announced = Month::of(2023, 1);
  rule.probability = 0.5;
  rule.latest = Month::of(2024, 6);
  Scenario scenario = with(free_to_2027(), rule);
  std::map<bool, int> came;
  for (std::uint32_t r = 0; r < 6; ++r) {
    ++came[realise_policies(r, scenario).at(0) >= 0];
    const Inputs inputs = inputs_of(scenario);
    const int tencent = find_name(inputs.buyers.name, "Tencent");
    for (int t = 0; t < inputs.months; ++t)
      CHECK((inputs.timeline.months[t].anticipation[tencent] > 1) == (t >= 12 && t < 17));
  }
  CHECK(came.size() == 2);
}
