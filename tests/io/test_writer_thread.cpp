#include "racesim/io/writer_thread.hpp"

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

TEST_CASE("Batches pushed by several threads are all written") {
  const Scratch scratch;
  DatasetWriter writer(scratch / "a.h5", one_column());
  WriterThread thread(writer, 2);
  std::vector<std::thread> producers;
  for (std::size_t producer = 0; producer < 4; ++producer) {
    producers.emplace_back([&thread, producer] {
      for (std::size_t i = 0; i < 100; ++i) {
        const auto row = i * 4 + producer;
        thread.push(batch(static_cast<std::int64_t>(row), 1, row));
      }
    });
  }
  for (auto& producer : producers) producer.join();
  thread.join();
  writer.finish();
  const auto values = DatasetReader(scratch / "a.h5").read<std::int64_t>("a");
  REQUIRE(values.size() == 400);
  for (std::size_t row = 0; row < 400; ++row) CHECK(values[row] == static_cast<std::int64_t>(row));
}

TEST_CASE("Batches without a row are appended in the order they were pushed") {
  const Scratch scratch;
  DatasetWriter writer(scratch / "a.h5", one_column());
  WriterThread thread(writer);
  for (const std::int64_t value : {3, 1, 2}) thread.push(batch(value, 1));
  thread.join();
  writer.finish();
  CHECK(DatasetReader(scratch / "a.h5").read<std::int64_t>("a") == std::vector<std::int64_t>{3, 1, 2});
}

TEST_CASE("What fails in the writer thread is thrown to the producer, who never waits for ever") {
  const Scratch scratch;
  const int end = end_of(start_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1 << 20, 1 << 20};
    setrlimit(RLIMIT_FSIZE, &limit);
    DatasetWriter writer(scratch / "a.h5", one_column(), {.deflate = 0});
    WriterThread thread(writer, 2);
    int thrown = 0;
    try {
      for (std::int64_t i = 0; i < 1000; ++i) thread.push(batch(i, 10'000));
    } catch (const RunError&) {
      ++thrown;
    }
    try {
      thread.join();
    } catch (const RunError&) {
      ++thrown;
    }
    return thrown;
  }));
  CHECK(end == 2);
  CHECK(scratch.names().empty());
}

TEST_CASE("An error at the last batch is thrown by join") {
  const Scratch scratch;
  DatasetWriter writer(scratch / "a.h5", one_column());
  WriterThread thread(writer);
  thread.push({{"b", 0, std::vector<double>{1}}});
  CHECK_THROWS_AS(thread.join(), std::invalid_argument);
}

TEST_CASE("A writer thread that goes out of scope drops what waits and lets the writer go") {
  const Scratch scratch;
  {
    DatasetWriter writer(scratch / "a.h5", one_column());
    WriterThread thread(writer, 100);
    for (std::int64_t i = 0; i < 50; ++i) thread.push(batch(i, 10'000));
  }
  CHECK(scratch.names().empty());
}

}  // namespace racesim
