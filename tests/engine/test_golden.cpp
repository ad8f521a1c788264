// Yearly figures of every shipped scenario, as they were accepted: one run, and the median of twenty.
#include <fmt/format.h>

#include "racesim/model/bands.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

constexpr std::uint32_t runs = 20;

/// A name without blanks, as one word of a table.
std::string word(std::string text) {
  std::ranges::replace(text, ' ', '_');
  return text;
}

struct Column {
  std::string title;
  int month;
};

std::vector<Column> ends_of_years(const Inputs& inputs) {
  std::vector<Column> columns;
  for (int t = 0; t < inputs.months; ++t) {
    const Month month = inputs.start + t;
    if (month.month() == 12) columns.push_back({to_string(month), t});
  }
  return columns;
}

std::string table(const std::string& name, const Scenario& scenario) {
  const Inputs inputs = inputs_of(scenario);
  Bands first(inputs, 1), all(inputs, runs);
  for (const Batch& batch : run(scenario, {.count = runs})) {
    first.add(batch);
    all.add(batch);
  }
  const std::vector<Column> columns = ends_of_years(inputs);
  std::string text =
      fmt::format("# {}: figures at the ends of years, of replicate 0 and medians of {} replicates\n", name, runs);
  text += "# accepted with RACESIM_ACCEPT_GOLDEN=1; a change belongs in the change log under Results\n";
  text += fmt::format("{:12} {:26} {:10} {:16}", "statistic", "observable", "of", "unit");
  for (const Column& column : columns) text += fmt::format(" {:>13}", column.title);
  text += "\n";
  const auto rows = [&](const char* statistic, const Bands& bands) {
    for (std::size_t k = 0; k < observables().size(); ++k) {
      const Observable& observable = observables()[k];
      for (std::size_t i = 0; bands.has(k) && i < width(observable.shape, inputs); ++i) {
        const std::string of = observable.shape == Shape::bloc ? inputs.blocs[i] : "world";
        text += fmt::format("{:12} {:26} {:10} {:16}", statistic, observable.name, word(of),
                            word(std::string(observable.unit)));
        for (const Column& column : columns) text += fmt::format(" {:>13.9g}", bands.quantile(k, column.month, i, 0.5));
        text += "\n";
      }
    }
  };
  rows("replicate_0", first);
  rows("median_of_20", all);
  return text;
}

void check_golden(const std::string& name, const Scenario& scenario) {
  std::vector<std::string> differences = golden::differences(name + ".txt", table(name, scenario), 3);
  const std::size_t count = differences.size();
  differences.resize(std::min<std::size_t>(count, 10));  // the first ones tell enough
  INFO(count << " figures differ");
  CHECK(differences == std::vector<std::string>{});
}

}  // namespace

TEST_CASE("the baseline gives the figures that were accepted") { check_golden("baseline", baseline()); }

TEST_CASE("the export ban gives the figures that were accepted") { check_golden("export_ban", shipped("export_ban")); }

TEST_CASE("the paired scenario without controls gives the figures that were accepted") {
  check_golden("no_controls", shipped("no_controls"));
}

TEST_CASE("the open ecosystem, with fewer developers, gives the figures that were accepted") {
  check_golden("open_ecosystem", shipped("open_ecosystem", {"population.developers=500"}));
}
