#include <cmath>

#include "racesim/model/bands.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

const auto gap = static_cast<std::size_t>(find_observable("eci_gap"));
const auto frontier = static_cast<std::size_t>(find_observable("eci_frontier"));

Inputs two_blocs(int months) {
  Inputs inputs;
  inputs.months = months;
  inputs.blocs = {"US", "China"};
  return inputs;
}

/// Runs first..first+n-1 whose gap in the only month is the given value.
Batch batch_of(std::uint32_t position, const std::vector<float>& gaps) {
  Batch batch;
  batch.position = position;
  batch.count = static_cast<std::uint32_t>(gaps.size());
  batch.series.resize(observables().size());
  batch.series[gap] = gaps;
  batch.error.resize(gaps.size());
  return batch;
}

}  // namespace

TEST_CASE("quantiles are linear between order statistics and do not depend on the order of the batches") {
  const Inputs inputs = two_blocs(1);
  Bands forwards(inputs, 5), backwards(inputs, 5);
  forwards.add(batch_of(0, {5, 1}));
  forwards.add(batch_of(2, {4, 2, 3}));
  backwards.add(batch_of(2, {4, 2, 3}));
  backwards.add(batch_of(0, {5, 1}));
  CHECK(forwards.runs() == 5);
  for (double q : {0.0, 0.1, 0.25, 0.5, 0.9, 1.0}) {
    CHECK(forwards.quantile(gap, 0, 0, q) == Approx(1 + 4 * q).epsilon(1e-14));
    CHECK(forwards.quantile(gap, 0, 0, q) == backwards.quantile(gap, 0, 0, q));
  }
}

TEST_CASE("levels asked for together give what each gives alone, in any order") {
  std::vector<float> gaps(501);
  for (std::size_t k = 0; k < gaps.size(); ++k) gaps[k] = static_cast<float>(k * 197 % gaps.size());
  Bands bands(two_blocs(1), static_cast<std::uint32_t>(gaps.size()));
  bands.add(batch_of(0, gaps));
  for (const std::vector<double>& levels :
       {std::vector{0.0, 0.05, 0.0511, 0.25, 0.25, 0.5, 0.999, 1.0}, std::vector{0.95, 0.05, 0.5, 0.5001}}) {
    const std::vector<double> together = bands.quantiles(gap, 0, 0, levels);
    for (std::size_t k = 0; k < levels.size(); ++k) CHECK(together[k] == Approx(500 * levels[k]).epsilon(1e-12));
  }
}

TEST_CASE("values that are no numbers are left out, and nothing is left of nothing") {
  const Inputs inputs = two_blocs(1);
  Bands bands(inputs, 3);
  bands.add(batch_of(0, {NAN, 7, NAN}));
  CHECK(bands.quantile(gap, 0, 0, 0.5) == 7);
  Bands empty(inputs, 1);
  empty.add(batch_of(0, {NAN}));
  CHECK(std::isnan(empty.quantile(gap, 0, 0, 0.5)));
}

TEST_CASE("failed runs do not count") {
  Batch batch = batch_of(0, {1, 100});
  batch.error[1] = "failed";
  Bands bands(two_blocs(1), 2);
  bands.add(batch);
  CHECK(bands.runs() == 1);
  CHECK(bands.quantile(gap, 0, 0, 1) == 1);
}

TEST_CASE("runs are chosen by number: those beyond the limit are passed over") {
  Bands bands(two_blocs(1), Bands::most_runs + 100);
  bands.add(batch_of(Bands::most_runs - 1, {3, 1000}));
  CHECK(bands.runs() == 1);
  CHECK(bands.quantile(gap, 0, 0, 1) == 3);
}

TEST_CASE("months and blocs are kept apart") {
  Batch batch = batch_of(0, {0, 0});
  batch.count = 1;
  batch.error.resize(1);
  batch.series[frontier] = {1, 2, 3, 4};  // months x blocs
  Bands bands(two_blocs(2), 1);
  bands.add(batch);
  CHECK(bands.quantile(frontier, 0, 1, 0.5) == 2);
  CHECK(bands.quantile(frontier, 1, 0, 0.5) == 3);
}

TEST_CASE("bands are kept of world and blocs only, and unknown observables have no place") {
  const Bands bands(two_blocs(1), 1);
  CHECK(bands.has(gap));
  CHECK(bands.has(frontier));
  CHECK_FALSE(bands.has(static_cast<std::size_t>(find_observable("lab_eci"))));
  CHECK(find_observable("no_such_thing") == -1);
}
