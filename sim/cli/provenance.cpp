#include "provenance.hpp"

#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <hdf5.h>
#include <tbb/version.h>
#include <CLI/Version.hpp>
#include <boost/version.hpp>
#include <nlohmann/json.hpp>

#include "racesim/core/build_info.hpp"
#include "racesim/core/simd.hpp"
#include "racesim/experiment/mpi_ranks.hpp"

namespace racesim {

std::string build_text() {
  const BuildInfo& info = build_info();
  return fmt::format("{}, {}, {}; instruction set {}", info.build_type, info.compiler, info.flags,
                     name(instruction_set()));
}

std::vector<std::pair<std::string, std::string>> libraries() {
  unsigned major = 0, minor = 0, release = 0;
  H5get_libversion(&major, &minor, &release);
  const auto triple = [](int a, int b, int c) { return fmt::format("{}.{}.{}", a, b, c); };
  std::vector<std::pair<std::string, std::string>> all = {
      {"Boost", triple(BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100)},
      {"CLI11", CLI11_VERSION},
      {"fmt", triple(FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)},
      {"HDF5", fmt::format("{}.{}.{}", major, minor, release)},
      {"nlohmann-json", triple(NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH)},
      {"oneTBB", TBB_runtime_version()},
      {"yaml-cpp", RACESIM_YAML_CPP_VERSION},
  };
  if (const std::string mpi = ranks::library(); !mpi.empty()) all.emplace_back("MPI", mpi);
  return all;
}

Provenance provenance(const std::string& command_line) {
  std::string versions;
  for (const auto& [library, version] : libraries())
    versions += fmt::format("{}{} {}", versions.empty() ? "" : ", ", library, version);
  return {.command_line = command_line,
          .version = build_info().version,
          .commit = build_info().commit_text(),
          .build = build_text(),
          .libraries = versions,
          .created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)))};
}

}  // namespace racesim
