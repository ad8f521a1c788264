#include <hdf5.h>

#include <cmath>

#include "racesim/core/diagnostic.hpp"
#include "racesim/io/dataset_reader.hpp"
#include "sample/sample.hpp"
#include "support/catch.hpp"
#include "support/scratch.hpp"

namespace racesim {
namespace {

using Catch::Matchers::ContainsSubstring;

FileSchema numbers(std::size_t rows, bool unlimited = false) {
  FileSchema schema;
  schema.dimensions = {{"run", rows, unlimited}};
  schema.variables = {{.path = "gap", .dimensions = {"run"}, .unit = "month"}};
  return schema;
}

std::filesystem::path write(const std::filesystem::path& path, WriterOptions options = {}) {
  DatasetWriter writer(path, sample_schema(), options);
  write_sample(writer);
  writer.finish();
  return path;
}

}  // namespace

TEST_CASE("A file declares to its reader what its writer was told") {
  const Scratch scratch;
  const DatasetReader reader(write(scratch / "a.h5"));
  auto expected = sample_schema();
  expected.dimensions.back().size = 3;
  const auto& found = reader.schema();
  CHECK(found.dimensions == expected.dimensions);
  REQUIRE(found.variables.size() == expected.variables.size());
  for (std::size_t i = 0; i < found.variables.size(); ++i) {
    INFO(expected.variables[i].path);
    CHECK(found.variables[i] == expected.variables[i]);
  }
  for (const auto& attribute : expected.attributes) CHECK(reader.attribute("", attribute.name) == attribute.value);
  CHECK(reader.attribute("stock", "cell_methods") == AttributeValue("time: point"));
  CHECK_FALSE(reader.attribute("stock", "title"));
  CHECK(reader.complete());
}

TEST_CASE("Values come back as they were written, and rows never written are NaN, 0 or empty") {
  const Scratch scratch;
  const DatasetReader reader(write(scratch / "a.h5"));
  CHECK(reader.shape("stock") == std::vector<std::size_t>{3, 4, 2});
  const auto stock = reader.read<float>("stock");
  REQUIRE(stock.size() == 24);
  CHECK(stock[23] == 2007.5F);
  CHECK(reader.read_rows<double>("stock", 1, 1).front() == 1000.5);
  const auto gap = reader.read<double>("gap");
  REQUIRE(gap.size() == 3);
  CHECK((gap[0] == 7.25 && gap[1] == -1e-300 && std::isnan(gap[2])));
  CHECK(reader.read<std::int64_t>("seed") == std::vector<std::int64_t>{20221007, -9223372036854775807, 0});
  CHECK(reader.read<std::int8_t>("failed") == std::vector<std::int8_t>{0, 1, 0});
  CHECK(reader.read<std::string>("error") == std::vector<std::string>{"", "", "no convergence in month 3 “why”"});
  CHECK(reader.read<std::string>("lab").back() == "DeepSeek 深度求索");
  CHECK(reader.read<double>("epsilon") == std::vector<double>{1e-9});
  CHECK(reader.read<std::int32_t>("events/run") == std::vector<std::int32_t>{0, 1, 1});
  CHECK(reader.read<float>("events/type") == std::vector<float>{0, 1, 0});
}

TEST_CASE("Batches that end inside chunks, in any order, give the same values as one write") {
  const Scratch scratch;
  std::vector<double> all(1000);
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<double>(i * i % 97);
  DatasetWriter writer(scratch / "a.h5", numbers(0, true), {.chunk_bytes = 512});
  const std::span<const double> span(all);
  for (const std::size_t first : {900, 0, 400, 300, 800, 100, 600, 500, 200, 700}) {
    writer.write_rows("gap", first, span.subspan(first, 100));
  }
  writer.finish();
  CHECK(DatasetReader(scratch / "a.h5").read<double>("gap") == all);
}

TEST_CASE("The same data gives the same bytes") {
  const Scratch scratch;
  CHECK(text_of(write(scratch / "a.h5")) == text_of(write(scratch / "b.h5")));
  // Dates inside would only differ from one second to the next.
  const hid_t file = H5Fopen((scratch / "a.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  for (const char* name : {"stock", "time", "run", "events/amount"}) {
    const hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT), properties = H5Dget_create_plist(dataset);
    hbool_t dated = true;
    CHECK(H5Pget_obj_track_times(properties, &dated) >= 0);
    CHECK_FALSE(dated);
    H5Pclose(properties);
    H5Dclose(dataset);
  }
  H5Fclose(file);
}

TEST_CASE("An attribute set again has its last value and appears once") {
  const Scratch scratch;
  DatasetWriter writer(scratch / "a.h5", numbers(1));
  writer.set_attribute("", {"runs", 1});
  writer.set_attribute("", {"runs", "two"});
  writer.set_attribute("gap", {"coverage", 0.5});
  CHECK_THROWS_AS(writer.set_attribute("missing", {"runs", 1}), RunError);
  writer.finish();
  const DatasetReader reader(scratch / "a.h5");
  CHECK(reader.attribute("", "runs") == AttributeValue("two"));
  CHECK(reader.attribute("gap", "coverage") == AttributeValue(0.5));
}

TEST_CASE("A chunk holds about a mebibyte, with the trailing dimensions whole where they fit") {
  const Scratch scratch;
  FileSchema schema;
  schema.dimensions = {{"run", 0, true}, {"time", 108}, {"lab", 20}, {"many", 1'000'000}};
  schema.variables = {{.path = "a", .type = ValueType::float32, .dimensions = {"run", "time", "lab"}},
                      {.path = "b", .type = ValueType::float32, .dimensions = {"run", "time", "many"}}};
  DatasetWriter(scratch / "a.h5", schema).finish();
  const hid_t file = H5Fopen((scratch / "a.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  const auto chunk = [&](const char* name) {
    const hid_t dataset = H5Dopen2(file, name, H5P_DEFAULT), properties = H5Dget_create_plist(dataset);
    std::vector<hsize_t> lengths(3);
    H5Pget_chunk(properties, 3, lengths.data());
    H5Pclose(properties);
    H5Dclose(dataset);
    return lengths;
  };
  CHECK(chunk("a") == std::vector<hsize_t>{(1 << 18) / (108 * 20), 108, 20});
  CHECK(chunk("b") == std::vector<hsize_t>{1, 1, 1 << 18});
  H5Fclose(file);
}

TEST_CASE("What is not in the schema is refused before it reaches the file") {
  const Scratch scratch;
  DatasetWriter writer(scratch / "a.h5", sample_schema());
  const std::vector<double> seven(7);
  const std::vector<float> whole(1);
  CHECK_THROWS_WITH(writer.write("stok", seven), "no variable \"stok\"");
  CHECK_THROWS_WITH(writer.write_rows("stock", 0, seven), "\"stock\" takes rows of 8 values, not 7 in all");
  CHECK_THROWS_WITH(writer.write("time", std::vector<std::int32_t>(3)), "\"time\" has 4 rows");
  CHECK_THROWS_WITH(writer.write_rows("time", 3, std::vector<std::int32_t>(2)), ContainsSubstring("rows 3 to 4"));
  CHECK_THROWS_WITH(writer.append_rows("time", std::vector<std::int32_t>(1)), "\"time\" does not grow");
  CHECK_THROWS_WITH(writer.write("epsilon", seven), "\"epsilon\" takes one value");
  CHECK_THROWS_AS(writer.write("seed", whole), std::invalid_argument);
  CHECK_THROWS_AS(writer.write("failed", std::vector<std::int64_t>{300}), std::invalid_argument);
  CHECK_THROWS_AS(writer.write("note", whole), std::invalid_argument);
  CHECK_THROWS_AS(writer.write("gap", std::vector<std::string>(1)), std::invalid_argument);
}

TEST_CASE("A schema that contradicts itself is refused with the reason") {
  const auto refusal = [](auto change) {
    auto schema = sample_schema();
    change(schema);
    try {
      check(schema);
    } catch (const std::invalid_argument& error) {
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  const auto with = [&](Variable variable) {
    return refusal([&](FileSchema& schema) { schema.variables.push_back(variable); });
  };
  CHECK(refusal([](FileSchema&) {}) == "accepted");
  CHECK(with({.path = "x", .dimensions = {"events/event"}}) == "accepted");
  CHECK_THAT(with({.path = "x", .dimensions = {"event"}}), ContainsSubstring("undeclared dimension \"event\""));
  CHECK_THAT(with({.path = "x", .dimensions = {"lab", "run"}}), ContainsSubstring("not along \"run\""));
  CHECK_THAT(with({.path = "quantile", .dimensions = {"lab"}}), ContainsSubstring("not its coordinate"));
  CHECK_THAT(with({.path = "gap"}), ContainsSubstring("twice as a variable"));
  CHECK_THAT(with({.path = "/gap"}), ContainsSubstring("not a path"));
  CHECK_THAT(with({.path = "2x"}), ContainsSubstring("not a path"));
  CHECK_THAT(with({.path = "x", .unit = "days"}), ContainsSubstring("in the singular"));
  CHECK_THAT(with({.path = "x", .flags = {"a"}}), ContainsSubstring("not int8"));
  CHECK_THAT(with({.path = "x", .type = ValueType::int8, .flags = {"a b"}}), ContainsSubstring("not one word"));
  CHECK_THAT(refusal([](FileSchema& schema) {
               schema.dimensions.push_back({"run", 3});
             }),
             ContainsSubstring("twice as a dimension"));
  CHECK_THAT(refusal([](FileSchema& schema) {
               schema.dimensions.push_back({"x", 0});
             }),
             ContainsSubstring("no length"));
}

}  // namespace racesim
