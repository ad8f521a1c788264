#pragma once
// A small result file with everything that a large one may hold.
#include "racesim/core/month.hpp"
#include "racesim/io/dataset_writer.hpp"

namespace racesim {

inline FileSchema sample_schema() {
  using enum ValueType;
  FileSchema schema;
  schema.dimensions = {{"run", 3, true}, {"time", 4}, {"lab", 2}, {"quantile", 3}, {"events/event", 0, true}};
  schema.variables = {
      time_coordinate(),
      {.path = "lab", .type = text, .dimensions = {"lab"}, .long_name = "laboratory"},
      {.path = "stock",
       .type = float32,
       .dimensions = {"run", "time", "lab"},
       .unit = "H100e",
       .long_name = "compute stock",
       .doc = "what a laboratory can run at once",
       .attributes = {{"cell_methods", "time: point"}}},
      {.path = "gap", .dimensions = {"run"}, .unit = "month", .long_name = "lead of the frontier"},
      {.path = "seed", .type = int64, .dimensions = {"run"}, .long_name = "seed"},
      {.path = "failed", .type = int8, .dimensions = {"run"}, .long_name = "the run failed", .flags = no_or_yes()},
      {.path = "error", .type = text, .dimensions = {"run"}, .long_name = "why the run failed"},
      {.path = "note", .type = text, .long_name = "remark"},
      {.path = "epsilon", .unit = "1", .long_name = "smallest step"},
      {.path = "bands", .type = float32, .dimensions = {"time", "quantile"}, .unit = "1", .long_name = "quantiles"},
      {.path = "events/run", .type = int32, .dimensions = {"event"}, .long_name = "index of the run"},
      {.path = "events/type",
       .type = int8,
       .dimensions = {"event"},
       .long_name = "what happened",
       .flags = {"release", "exit"}},
      {.path = "events/amount", .dimensions = {"event"}, .unit = "FLOP", .long_name = "size of what happened"},
  };
  schema.attributes = {{"title", "sample of a result, größer than ASCII"},
                       {"quantiles", std::vector<double>{0.05, 0.5, 0.95}},
                       {"blocs", std::vector<std::string>{"US", "China"}},
                       {"replicates", 3},
                       {"scenario_text", std::string(200'000, 'x')}};
  return schema;
}

/// Writes the sample; of three runs the last has only a stock and an error.
inline void write_sample(DatasetWriter& writer) {
  std::vector<std::int32_t> days;
  for (int month = 0; month < 4; ++month) days.push_back(days_since_epoch(Month::of(2022, 11) + month));
  writer.write("time", days);
  writer.write("lab", std::vector<std::string>{"Über Labs", "DeepSeek 深度求索"});
  for (std::size_t run = 0; run < 3; ++run) {
    std::vector<double> stock(8);
    for (std::size_t i = 0; i < 8; ++i) stock[i] = 1000.0 * static_cast<double>(run) + static_cast<double>(i) + 0.5;
    writer.write_rows("stock", run, stock);
  }
  writer.append_rows("gap", std::vector<double>{7.25, -1e-300});
  writer.append_rows("seed", std::vector<std::int64_t>{20221007, -9223372036854775807});
  writer.append_rows("failed", std::vector<std::int8_t>{0, 1});
  writer.write_rows("error", 2, std::vector<std::string>{"no convergence in month 3 “why”"});
  writer.write("note", std::vector<std::string>{"one remark"});
  writer.write("epsilon", std::vector<double>{1e-9});
  writer.append_rows("events/run", std::vector<std::int32_t>{0});
  writer.append_rows("events/run", std::vector<std::int32_t>{1, 1});
  writer.append_rows("events/type", std::vector<std::int8_t>{0, 1, 0});
  writer.append_rows("events/amount", std::vector<float>{3e25F, 1, 2});
  writer.set_attribute("events", {"doc", "one row for each event"});
}

}  // namespace racesim
