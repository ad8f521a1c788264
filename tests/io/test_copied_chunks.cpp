// Chunks from file to file, files that refer to others, and small text files.
#include <hdf5.h>

#include <cmath>
#include <numeric>

#include "racesim/core/diagnostic.hpp"
#include "racesim/io/dataset_reader.hpp"
#include "racesim/io/pending_file.hpp"
#include "racesim/io/text_file.hpp"
#include "support/catch.hpp"
#include "support/scratch.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Rows of a matrix of `width` columns, chunks of `chunk` rows.
FileSchema matrix(std::size_t rows, std::size_t chunk, bool grows) {
  FileSchema schema;
  schema.dimensions = {{.path = "run", .size = rows, .unlimited = grows, .chunk = chunk},
                       {.path = "column", .size = 3}};
  schema.variables = {{.path = "x", .type = ValueType::float32, .dimensions = {"run", "column"}},
                      {.path = "n", .type = ValueType::int64, .dimensions = {"run"}}};
  return schema;
}

std::vector<float> values(std::size_t first, std::size_t rows) {
  std::vector<float> x(3 * rows);
  std::iota(x.begin(), x.end(), static_cast<float>(3 * first));
  return x;
}

void write_part(const std::filesystem::path& path, std::size_t first, std::size_t rows) {
  DatasetWriter writer(path, matrix(rows, 4, true));
  const std::vector<float> x = values(first, rows);
  writer.append_rows("x", std::span<const float>(x));
  writer.finish();
}

std::vector<hsize_t> chunk_of(const std::filesystem::path& path, const char* variable) {
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  const hid_t dataset = H5Dopen2(file, variable, H5P_DEFAULT);
  const hid_t creation = H5Dget_create_plist(dataset);
  std::vector<hsize_t> chunk(8);
  chunk.resize(static_cast<std::size_t>(H5Pget_chunk(creation, 8, chunk.data())));
  H5Pclose(creation);
  H5Dclose(dataset);
  H5Fclose(file);
  return chunk;
}

}  // namespace

TEST_CASE("chunks are as many rows as their dimension says") {
  const Scratch here;
  write_part(here / "a.h5", 0, 10);
  CHECK(chunk_of(here / "a.h5", "x") == std::vector<hsize_t>{4, 3});
  CHECK(chunk_of(here / "a.h5", "n") == std::vector<hsize_t>{4});
}

TEST_CASE("copied chunks hold what they held, a part of one at the end too, and what was never written stays so") {
  const Scratch here;
  write_part(here / "a.h5", 0, 8);
  write_part(here / "b.h5", 8, 5);
  DatasetWriter writer(here / "all.h5", matrix(13, 4, false));
  const DatasetReader a(here / "a.h5"), b(here / "b.h5");
  for (const std::size_t row : {0, 4}) a.copy_chunk("x", row, writer, row);
  for (const std::size_t row : {0, 4}) b.copy_chunk("x", row, writer, 8 + row);
  b.copy_chunk("n", 0, writer, 8);  // nobody wrote it
  CHECK_THROWS_AS(a.copy_chunk("x", 2, writer, 0), std::invalid_argument);
  CHECK_THROWS_AS(a.copy_chunk("x", 0, writer, 6), std::invalid_argument);
  writer.finish();
  const DatasetReader all(here / "all.h5");
  CHECK(all.read<float>("x") == values(0, 13));
  CHECK(all.read<std::int64_t>("n") == std::vector<std::int64_t>(13, 0));
}

TEST_CASE("a damaged chunk is copied with its checksum, so that its reader is told") {
  const Scratch here;
  write_part(here / "a.h5", 0, 8);
  std::string bytes = text_of(here / "a.h5");
  {
    const hid_t file = H5Fopen((here / "a.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t dataset = H5Dopen2(file, "x", H5P_DEFAULT);
    hsize_t offset[2] = {}, size = 0;
    haddr_t place = 0;
    unsigned filters = 0;
    const hid_t space = H5Dget_space(dataset);
    REQUIRE(H5Dget_chunk_info(dataset, space, 0, offset, &filters, &place, &size) >= 0);
    bytes[place + 3] = static_cast<char>(bytes[place + 3] ^ 1);
    H5Sclose(space);
    H5Dclose(dataset);
    H5Fclose(file);
  }
  write_text_file(here / "a.h5", bytes);
  DatasetWriter writer(here / "all.h5", matrix(8, 4, false));
  const DatasetReader a(here / "a.h5");
  for (const std::size_t row : {0, 4}) a.copy_chunk("x", row, writer, row);
  writer.finish();
  CHECK_THROWS_AS(DatasetReader(here / "all.h5").read<float>("x"), RunError);
}

TEST_CASE("a file that refers to others reads as one, and what is not there as never written") {
  const Scratch here;
  write_part(here / "a.h5", 0, 8);
  FileSchema schema = matrix(13, 4, false);
  schema.variables[0].parts = {{.file = (here / "a.h5").string(), .first_row = 0, .rows = 8},
                               {.file = (here / "b.h5").string(), .first_row = 8, .rows = 5}};
  DatasetWriter writer(here / "all.h5", schema);
  writer.finish();
  const auto before = DatasetReader(here / "all.h5").read<float>("x");
  CHECK(std::equal(before.begin(), before.begin() + 24, values(0, 8).begin()));
  CHECK(std::isnan(before[24]));
  write_part(here / "b.h5", 8, 5);
  CHECK(DatasetReader(here / "all.h5").read<float>("x") == values(0, 13));
}

TEST_CASE("a text file is there whole or not at all, and its fingerprint is that of its text") {
  const Scratch here;
  write_text_file(here / "a.txt", "one");
  write_text_file(here / "a.txt", "two");
  CHECK(text_file(here / "a.txt") == "two");
  CHECK_FALSE(text_file(here / "b.txt"));
  CHECK(here.names() == std::set<std::string>{"a.txt"});
  CHECK_THROWS_WITH(write_text_file(here / "no" / "a.txt", "x"), ContainsSubstring("no/a.txt"));
  CHECK(fingerprint("two") == fingerprint("two"));
  CHECK(fingerprint("two") != fingerprint("twp"));
  CHECK(file_name_of("a b/c") == "a_b_c");
  CHECK(file_name_of(".hidden") == "_.hidden");
}

TEST_CASE("a file is being written while another process holds it, and no longer") {
  const Scratch here;
  CHECK_FALSE(being_written(here / "x.h5"));
  int ready[2] = {};
  REQUIRE(pipe(ready) == 0);
  const pid_t child = start_child([&] {
    const PendingFile pending(here / "x.h5", Existing::replace);
    if (write(ready[1], "x", 1) == 1) pause();
    return 0;
  });
  char byte = 0;
  close(ready[1]);
  REQUIRE(read(ready[0], &byte, 1) == 1);
  close(ready[0]);
  CHECK(being_written(here / "x.h5"));
  CHECK_FALSE(being_written(here / "y.h5"));
  kill(child, SIGKILL);
  end_of(child);
  CHECK_FALSE(being_written(here / "x.h5"));
}
