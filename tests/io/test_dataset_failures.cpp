// What a writer and a reader do when the disk, the directory or the file is not as it should be.
#include <fcntl.h>
#include <hdf5.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <random>

#include "racesim/core/diagnostic.hpp"
#include "racesim/io/dataset_reader.hpp"
#include "racesim/io/dataset_writer.hpp"
#include "support/catch.hpp"
#include "support/scratch.hpp"

namespace racesim {
namespace {

namespace fs = std::filesystem;
using Catch::Matchers::ContainsSubstring;

FileSchema four_columns() {
  FileSchema schema;
  schema.dimensions = {{"run", 0, true}, {"time", 100}};
  for (const char* name : {"a", "b", "c", "d"}) {
    schema.variables.push_back({.path = name, .dimensions = {"run", "time"}});
  }
  return schema;
}

void write_noise(DatasetWriter& writer, std::size_t batches) {
  std::mt19937_64 bits(1);
  std::vector<double> values(300 * 100);
  for (std::size_t batch = 0; batch < batches; ++batch) {
    for (const char* name : {"a", "b", "c", "d"}) {
      for (auto& value : values) value = static_cast<double>(bits()) * 1e-19;
      writer.append_rows(name, values);
    }
  }
}

/// Message of the RunError that `act` throws.
template <class Act>
std::string failure(Act act) {
  try {
    act();
  } catch (const RunError& error) {
    return error.what();
  }
  return "nothing failed";
}

/// In a child: fills the directory again and again, the last time not before the file is finished, then writes where
/// there is room. 0 when each failure was a RunError with the cause and left nothing behind, and stderr stayed empty.
int fail_often(const fs::path& full, const fs::path& roomy, const fs::path& errors, const std::string& cause) {
  dup2(open(errors.c_str(), O_WRONLY | O_CREAT, 0600), STDERR_FILENO);
  for (int repeat = 0; repeat < 10; ++repeat) {
    const auto message = failure([&] {
      DatasetWriter writer(full / "out.h5", four_columns(), {.deflate = repeat % 2});
      write_noise(writer, repeat == 9 ? 6 : 1000);
      writer.finish();
    });
    if (message.find(cause) == message.npos || message.find("out.h5\"") == message.npos) return 1;
    if (!fs::is_empty(full)) return 2;
  }
  DatasetWriter writer(roomy / "out.h5", four_columns());
  write_noise(writer, 1);
  writer.finish();
  return DatasetReader(roomy / "out.h5").complete() && fs::is_empty(errors) ? 0 : 3;
}

}  // namespace

TEST_CASE("A full disk is a RunError that leaves nothing behind, and the process goes on") {
  const Scratch scratch, roomy;
  const int end = end_of(start_child([&] {
    const bool mounted = unshare(CLONE_NEWNS) == 0 && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                         mount("tmpfs", scratch.path().c_str(), "tmpfs", 0, "size=4m") == 0;
    return mounted ? fail_often(scratch.path(), roomy.path(), roomy / "errors", "No space left on device") : 77;
  }));
  if (end == 77) {
    WARN("not tested: only root can mount a small disk");
  } else {
    CHECK(end == 0);
  }
}

TEST_CASE("A limit on the size of files is a RunError that leaves nothing behind, and the process goes on") {
  const Scratch scratch, roomy;
  const int end = end_of(start_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{4 << 20, 4 << 20};
    setrlimit(RLIMIT_FSIZE, &limit);
    return fail_often(scratch.path(), roomy.path(), roomy / "errors", "File too large");
  }));
  CHECK(end == 0);
}

TEST_CASE("A writer that is not finished leaves nothing behind") {
  const Scratch scratch;
  {
    DatasetWriter writer(scratch / "out.h5", four_columns());
    write_noise(writer, 3);
    CHECK(scratch.names() == std::set<std::string>{".out.h5.tmp-" + std::to_string(getpid())});
  }
  CHECK(scratch.names().empty());
  CHECK(H5Fget_obj_count(static_cast<hid_t>(H5F_OBJ_ALL), H5F_OBJ_ALL) == 0);
}

TEST_CASE("A writer killed in the middle leaves nothing under the final name, and the next one clears up after it") {
  const Scratch scratch;
  int ready[2] = {};
  REQUIRE(pipe(ready) == 0);
  const pid_t child = start_child([&] {
    DatasetWriter writer(scratch / "out.h5", four_columns());
    write_noise(writer, 10);
    if (write(ready[1], "x", 1) == 1) pause();
    return 0;
  });
  char byte = 0;
  close(ready[1]);
  REQUIRE(read(ready[0], &byte, 1) == 1);
  close(ready[0]);
  kill(child, SIGKILL);
  CHECK(end_of(child) == -SIGKILL);
  CHECK(scratch.names() == std::set<std::string>{".out.h5.tmp-" + std::to_string(child)});
  DatasetWriter(scratch / "out.h5", four_columns()).finish();
  CHECK(scratch.names() == std::set<std::string>{"out.h5"});
}

TEST_CASE("A file that cannot be read says which and why, and HDF5 prints nothing") {
  const Scratch scratch;
  const auto reading = [](const fs::path& path) { return failure([&] { DatasetReader(path).read<double>("a"); }); };
  std::ofstream(scratch / "text") << "no HDF5";
  CHECK(reading(scratch / "text") == "cannot read \"" + (scratch / "text").string() + "\": file signature not found");
  CHECK_THAT(reading(scratch / "missing"), ContainsSubstring("missing\": No such file or directory"));
  CHECK_THAT(reading(scratch.path()), ContainsSubstring(scratch.path().string()));

  DatasetWriter writer(scratch / "good.h5", four_columns(), {.chunk_bytes = 8000});
  write_noise(writer, 1);
  writer.finish();
  const DatasetReader good(scratch / "good.h5");
  CHECK_THAT(failure([&] { good.read<double>("e"); }), ContainsSubstring("no variable \"e\" (allowed: a, b, c, d)"));
  CHECK_THAT(failure([&] { good.read_rows<double>("a", 300, 1); }),
             ContainsSubstring("variable \"a\": it has 300 rows"));
  CHECK_THAT(failure([&] { good.read<std::int64_t>("a"); }), ContainsSubstring("another type"));

  const auto size = fs::file_size(scratch / "good.h5");
  fs::copy(scratch / "good.h5", scratch / "short.h5");
  fs::resize_file(scratch / "short.h5", size / 2);
  CHECK_THAT(reading(scratch / "short.h5"), ContainsSubstring("truncated file"));
}

TEST_CASE("A flipped bit in the data is found when it is read") {
  const Scratch scratch;
  {
    DatasetWriter writer(scratch / "out.h5", four_columns());
    write_noise(writer, 1);
    writer.finish();
  }
  haddr_t address = 0;
  {
    const hid_t file = H5Fopen((scratch / "out.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t dataset = H5Dopen2(file, "a", H5P_DEFAULT), space = H5Dget_space(dataset);
    hsize_t offset[2] = {0, 0}, bytes = 0;
    unsigned filters = 0;
    REQUIRE(H5Dget_chunk_info(dataset, space, 0, offset, &filters, &address, &bytes) >= 0);
    H5Sclose(space);
    H5Dclose(dataset);
    H5Fclose(file);
  }
  std::fstream file(scratch / "out.h5", std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(address) + 1000);
  const auto bit = static_cast<char>(file.get() ^ 1);
  file.seekp(static_cast<std::streamoff>(address) + 1000);
  file.put(bit);
  file.close();
  const DatasetReader reader(scratch / "out.h5");
  CHECK_THAT(failure([&] { reader.read<double>("a"); }),
             ContainsSubstring("variable \"a\": ") && ContainsSubstring("Fletcher32"));
  CHECK(reader.read<double>("b").size() == 300 * 100);
}

}  // namespace racesim
