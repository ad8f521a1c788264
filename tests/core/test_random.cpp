#include "racesim/core/random.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace racesim;

namespace {

/// z-scores beyond this count as failure; with fixed seeds the tests always give the same ones.
constexpr double limit = 4;
constexpr std::uint32_t draws = 200'000;

bool same(RandomBlock block, std::initializer_list<std::uint32_t> words) {
  return std::vector<std::uint32_t>{block.a, block.b, block.c, block.d} == std::vector<std::uint32_t>(words);
}

/// Standard score of the correlation of two columns of independent standardised draws: its standard error is 1/sqrt(n).
double correlation_score(const std::vector<double>& x, const std::vector<double>& y) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    sum += x[i] * y[i];
  }
  return sum / std::sqrt(static_cast<double>(x.size()));
}

std::vector<double> column(Address at, void (*vary)(Address&, std::uint32_t)) {
  std::vector<double> values(draws);
  for (std::uint32_t i = 0; i < draws; ++i) {
    Address here = at;
    vary(here, i);
    values[i] = normal(here);
  }
  return values;
}

void by_agent(Address& at, std::uint32_t i) { at.agent = i; }

}  // namespace

TEST_CASE("philox gives the known answers published with Random123") {
  CHECK(same(philox(0, {0, 0, 0, 0}), {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t ones = 0xffffffff;
  CHECK(same(philox(~std::uint64_t{0}, {ones, ones, ones, ones}), {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  CHECK(same(philox(0x299f31d0a4093822, {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}),
             {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST_CASE("philox equals Random123 for any key and counter") {
  RandomBlock at{1, 2, 3, 4};
  std::uint64_t key = 5;
  for (int i = 0; i < 10'000; ++i) {
    const auto theirs = r123::Philox4x32{}({{at.a, at.b, at.c, at.d}},
                                           {{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)}});
    at = philox(key, at);
    CHECK(same(at, {theirs[0], theirs[1], theirs[2], theirs[3]}));
    key = key * 6364136223846793005 + at.a;
  }
}

TEST_CASE("no two addresses share a number, however near they are") {
  constexpr std::uint32_t choices = 5, parts = 6;
  std::set<double> numbers;
  std::uint32_t count = 1;
  for (std::uint32_t part = 0; part < parts; ++part) {
    count *= choices;
  }
  for (std::uint32_t code = 0; code < count; ++code) {
    std::uint32_t digit[parts], rest = code;
    for (std::uint32_t& value : digit) {
      value = rest % choices;
      rest /= choices;
    }
    numbers.insert(uniform({.seed = digit[0],
                            .replicate = digit[1],
                            .stream = static_cast<StreamId>(digit[2]),
                            .agent = digit[3],
                            .partner = digit[4],
                            .month = static_cast<std::uint16_t>(digit[5])}));
  }
  CHECK(numbers.size() == count);
  CHECK(uniform({.seed = std::uint64_t{1} << 32}) != uniform({}));
}

TEST_CASE("uniform numbers never reach 0 or 1") {
  CHECK(unit_interval(0, 0) == 0x1p-53);
  CHECK(unit_interval(0xffffffff, 0xffffffff) == 1 - 0x1p-53);
  CHECK(unit_interval(0x80000000, 0) == 0.5 + 0x1p-53);
}

TEST_CASE("normals are finite at the ends of the uniform numbers") {
  for (const double first : {0x1p-53, 0.5, 1 - 0x1p-53}) {
    for (const double second : {0x1p-53, 0.25, 0.5, 1 - 0x1p-53}) {
      CHECK(std::fabs(box_muller(first, second)) < 8.6);
    }
  }
}

TEST_CASE("uniform numbers fill a thousand cells evenly") {
  std::vector<double> cells(1'000);
  for (std::uint32_t agent = 0; agent < draws; ++agent) {
    cells[static_cast<std::size_t>(uniform({.seed = 3, .agent = agent}) * 1'000)] += 1;
  }
  double chi2 = 0;
  for (const double count : cells) {
    chi2 += (count - draws / 1e3) * (count - draws / 1e3) / (draws / 1e3);
  }
  CHECK(std::fabs(chi2 - 999) < limit * std::sqrt(2 * 999.0));  // mean and variance of chi2 with 999 degrees
}

TEST_CASE("normals follow the normal distribution by the test of Kolmogorov and Smirnov") {
  std::vector<double> values = column({.seed = 11, .stream = StreamId::research}, by_agent);
  std::sort(values.begin(), values.end());
  double distance = 0;
  for (std::uint32_t i = 0; i < draws; ++i) {
    const double share = std::erfc(-values[i] / std::sqrt(2)) / 2;
    distance = std::max({distance, share - i / double{draws}, (i + 1) / double{draws} - share});
  }
  CHECK(distance * std::sqrt(double{draws}) < 1.95);  // exceeded with probability 0.001
}

TEST_CASE("the first four moments of normals are 0, 1, 0 and 3") {
  double moment[5] = {};
  for (const double z : column({.seed = 13}, by_agent)) {
    for (int power = 1; power <= 4; ++power) {
      moment[power] += std::pow(z, power) / draws;
    }
  }
  const double standard_error = 1 / std::sqrt(double{draws});  // times the root of the moment's own variance
  CHECK(std::fabs(moment[1]) < limit * standard_error);
  CHECK(std::fabs(moment[2] - 1) < limit * standard_error * std::sqrt(2.0));
  CHECK(std::fabs(moment[3]) < limit * standard_error * std::sqrt(15.0));
  CHECK(std::fabs(moment[4] - 3) < limit * standard_error * std::sqrt(96.0));
}

TEST_CASE("neighbouring addresses are uncorrelated, in level and in size") {
  const Address base{.seed = 17, .stream = StreamId::research, .month = 5};
  const std::vector<double> here = column(base, by_agent);
  Address month = base, replicate = base, stream = base, partner = base, seed = base;
  ++month.month, ++replicate.replicate, stream.stream = StreamId::release, ++partner.partner, ++seed.seed;
  const auto next_agent = [](Address& at, std::uint32_t i) { at.agent = i + 1; };
  for (const auto& there : {column(month, by_agent), column(replicate, by_agent), column(stream, by_agent),
                            column(partner, by_agent), column(seed, by_agent), column(base, next_agent)}) {
    CHECK(std::fabs(correlation_score(here, there)) < limit);
    std::vector<double> here_size(here), there_size(there);
    for (auto* values : {&here_size, &there_size}) {
      std::transform(values->begin(), values->end(), values->begin(),
                     [](double z) { return (z * z - 1) / std::sqrt(2.0); });
    }
    CHECK(std::fabs(correlation_score(here_size, there_size)) < limit);
  }
}

TEST_CASE("draws at an address repeat themselves and serve the distributions of Boost.Random") {
  const Address at{.seed = 19, .stream = StreamId::policy, .agent = 4};
  Draws first(at), again(at), elsewhere({.seed = 19, .stream = StreamId::policy, .agent = 5});
  std::vector<std::uint32_t> words(1'000);
  bool differs = false;
  for (auto& word : words) {
    word = first();
    CHECK(word == again());
    differs |= word != elsewhere();
  }
  CHECK(differs);
  CHECK(std::set<std::uint32_t>(words.begin(), words.end()).size() == words.size());
  Draws generator(at);
  boost::random::normal_distribution<double> distribution;
  double sum = 0;
  for (std::uint32_t i = 0; i < draws; ++i) {
    sum += distribution(generator);
  }
  CHECK(std::fabs(sum) < limit * std::sqrt(double{draws}));
}

TEST_CASE("ids of agents are stable, differ between names and leave the upper half to others") {
  CHECK(agent_id("") == (0xcbf29ce4 ^ 0x84222325));  // halves of the published hashes of these texts
  CHECK(agent_id("a") == (0xaf63dc4c ^ 0x8601ec8c));
  CHECK(agent_id("lab_a") != agent_id("lab_b"));
  std::set<std::uint32_t> ids;
  for (int i = 0; i < 10'000; ++i) {
    ids.insert(agent_id("lab_" + std::to_string(i)));
  }
  CHECK(ids.size() == 10'000);
  CHECK(*ids.rbegin() < 0x80000000);
}
