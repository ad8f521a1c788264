#include "racesim/io/rows.hpp"

#include <sys/resource.h>

#include "racesim/core/diagnostic.hpp"
#include "racesim/io/dataset_reader.hpp"
#include "support/catch.hpp"
#include "support/scratch.hpp"

namespace racesim {
namespace {

FileSchema one_column() {
  FileSchema schema;
  schema.dimensions = {{"run", 0, true}};
  schema.variables = {{.path = "a", .type = ValueType::int64, .dimensions = {"run"}}};
  return schema;
}

std::vector<Rows> batch(std::int64_t value, std::size_t rows, std::optional<std::size_t> first = {}) {
  return {{"a", first, std::vector<std::int64_t>(rows, value)}};
}

}  // namespace

TEST_CASE("rows stand where they say, and behind the last ones where they do not") {
  const Scratch scratch;
  DatasetWriter writer(scratch / "a.h5", one_column());
  write_rows(writer, batch(3, 1, 1));
  write_rows(writer, batch(1, 1, 0));
  write_rows(writer, batch(2, 2));
  writer.finish();
  CHECK(DatasetReader(scratch / "a.h5").read<std::int64_t>("a") == std::vector<std::int64_t>{1, 3, 2, 2});
}

TEST_CASE("rows of a variable that is not there are refused, and a full disk is told; neither leaves a file") {
  const Scratch scratch;
  const int end = end_of(start_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1 << 20, 1 << 20};
    setrlimit(RLIMIT_FSIZE, &limit);
    DatasetWriter writer(scratch / "a.h5", one_column(), {.deflate = 0});
    try {
      for (std::int64_t i = 0; i < 1000; ++i) write_rows(writer, batch(i, 10'000));
    } catch (const RunError&) {
      return 1;
    }
    return 0;
  }));
  CHECK(end == 1);
  CHECK(scratch.names().empty());
  DatasetWriter writer(scratch / "b.h5", one_column());
  const std::vector<Rows> unknown = {{"b", 0, std::vector<double>{1}}};
  CHECK_THROWS_AS(write_rows(writer, unknown), std::invalid_argument);
}

}  // namespace racesim
