// The same bits for any number of threads, any cut of an ensemble, and after a checkpoint.
#include <bit>

#include "racesim/engine/parallel.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

void put(std::vector<std::uint64_t>& out, double x) { out.push_back(std::bit_cast<std::uint64_t>(x)); }

/// Every number of the runs of an ensemble, run by run, as bits.
std::vector<std::vector<std::uint64_t>> runs_of(const Scenario& scenario, const EnsembleOptions& options) {
  std::vector<std::vector<std::uint64_t>> result;
  for (const Batch& batch : run(scenario, options)) {
    CHECK(batch.position == result.size());
    for (std::uint32_t k = 0; k < batch.count; ++k) {
      CHECK(batch.replicate[k] == options.first + batch.position + k);
      std::vector<std::uint64_t> words;
      for (const auto& series : batch.series) {
        const std::size_t size = series.size() / batch.count;
        for (std::size_t i = 0; i < size; ++i) put(words, series[k * size + i]);
      }
      for (const auto& outcome : batch.outcomes) put(words, outcome[k]);
      for (const Release& release : batch.releases[k]) {
        words.insert(words.end(), {static_cast<std::uint64_t>(release.month), static_cast<std::uint64_t>(release.lab)});
        put(words, release.log10_flop), put(words, release.eci), put(words, release.open ? 1 : 0);
        for (double part : release.part) put(words, part);
      }
      for (double drawn : batch.drawn[k]) put(words, drawn);
      CHECK(batch.error[k].empty());
      result.push_back(std::move(words));
    }
  }
  return result;
}

}  // namespace

TEST_CASE("an ensemble gives the same bits on one, two and seven threads, with and without sampling") {
  for (bool sample : {false, true}) {
    EnsembleOptions options{.count = 20, .threads = 1, .sample = sample, .record = Record::full};
    const auto one = runs_of(baseline(), options);
    REQUIRE(one.size() == 20);
    CHECK(one[0] != one[1]);
    for (int threads : {2, 7}) {
      options.threads = threads;
      CHECK(runs_of(baseline(), options) == one);
    }
  }
}

TEST_CASE("an ensemble gives the same bits however it is cut into shards") {
  for (bool sample : {false, true}) {
    const auto whole = runs_of(baseline(), {.count = 21, .threads = 2, .sample = sample});
    std::vector<std::vector<std::uint64_t>> parts;
    std::uint32_t first = 0;
    for (std::uint32_t count : {1u, 17u, 3u}) {
      for (auto& words : runs_of(baseline(), {.first = first, .count = count, .threads = 2, .sample = sample})) {
        parts.push_back(std::move(words));
      }
      first += count;
    }
    CHECK(parts == whole);
  }
}

TEST_CASE("a month gives the same bits when its labs are cut into blocks among threads") {
  Scenario scenario = shortened(baseline(), 12);
  scenario.population.developers = 3000;  // three blocks
  const Inputs inputs = inputs_of(scenario);
  World serial = start_of(inputs);
  advance(inputs, serial, 12);
  for (int threads : {1, 2, 7}) {
    World cut = start_of(inputs);
    with_threads(threads, [&] { advance(inputs, cut, 12, 0, true); });
    CHECK(differing(snapshot(serial), snapshot(cut)) == same);
  }
}

TEST_CASE("a population so large that threads share its months gives the same bits on any of them") {
  Scenario scenario = shortened(baseline(), 4);
  scenario.population.developers = 30000;
  scenario.population.links = 1;
  const auto one = runs_of(scenario, {.count = 1, .threads = 1, .record = Record::full});
  CHECK(runs_of(scenario, {.count = 1, .threads = 7, .record = Record::full}) == one);
}

TEST_CASE("a copy of the world in mid-run ends like the run it was taken from") {
  const Inputs inputs = inputs_of(baseline());
  World world = start_of(inputs, 2);
  advance(inputs, world, inputs.months / 2, 2);
  World elsewhere = end_of(inputs, 9);  // a workspace that has done other things
  elsewhere = world;
  advance(inputs, world, inputs.months - inputs.months / 2, 2);
  const Inputs rebuilt = inputs_of(baseline());
  advance(rebuilt, elsewhere, inputs.months - inputs.months / 2, 2);
  CHECK(differing(snapshot(world), snapshot(elsewhere)) == same);
  CHECK(differing(snapshot(world), snapshot(end_of(inputs, 2))) == same);
}

TEST_CASE("a workspace keeps nothing of the run before") {
  const Inputs inputs = inputs_of(baseline());
  World used = end_of(inputs, 1);
  reset_world(inputs, 4, used);
  advance(inputs, used, inputs.months, 4);
  CHECK(differing(snapshot(used), snapshot(end_of(inputs, 4))) == same);
}
