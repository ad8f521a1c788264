// What is nearly right is answered with what would be right, and nothing runs.
#include <hdf5.h>

#include "program.hpp"
#include "support/catch.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Lets a result file name another format.
void name_format(const std::filesystem::path& path, const char* format) {
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  const hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  H5Adelete(file, "racesim_schema");
  const hid_t attribute = H5Acreate2(file, "racesim_schema", type, space, H5P_DEFAULT, H5P_DEFAULT);
  CHECK(H5Awrite(attribute, type, &format) >= 0);
  H5Aclose(attribute);
  H5Sclose(space);
  H5Tclose(type);
  H5Fclose(file);
}

}  // namespace

TEST_CASE("a shipped name without its path is answered with the path") {
  const Scratch here;
  std::filesystem::create_directory_symlink(scenarios, here / "scenarios");
  const auto [words, hint] = GENERATE(table<Words, std::string>({
      {{"run", "export_ban"}, "cannot read \"export_ban\": there is no such file (write scenarios/export_ban.yaml)"},
      {{"export_ban"}, "(write scenarios/export_ban.yaml)"},
      {{"check", "export_ban.yaml"}, "(write scenarios/export_ban.yaml)"},
      {{"compare", "no_controls", "export_ban"}, "(write scenarios/no_controls.yaml)"},
      {{"run", "zero_catalyst"}, "(it is a preset: --preset zero_catalyst lays it over a scenario)"},
      {{"sweep", "plan", "sobol_ten"}, "(write scenarios/experiments/sobol_ten.yaml)"},
  }));
  const Ended ended = run_program(here.path(), words);
  CHECK(ended.code == 2);
  CHECK_THAT(ended.err, ContainsSubstring(hint));
}

TEST_CASE("a study given to run and a scenario given to sweep are answered with the command that runs them") {
  const Scratch here;
  const std::string study = scenarios + "experiments/sobol_ten.yaml";
  const Ended run = run_program(here.path(), {"run", study});
  CHECK(run.code == 2);
  CHECK_THAT(run.err, ContainsSubstring("(this is a study; `racesim sweep run " + study + "` runs it)"));
  const Ended sweep = run_program(here.path(), {"sweep", "run", baseline});
  CHECK(sweep.code == 2);
  CHECK_THAT(sweep.err, ContainsSubstring("(this is a scenario; `racesim run " + baseline + "` runs it)"));
  CHECK(here.names().empty());
}

TEST_CASE("a result that is to be no HDF5 file is refused before anything runs") {
  const Scratch here;
  const Ended ended = run_program(here.path(), short_run("1", "x.csv"));
  CHECK(ended.code == 2);
  CHECK_THAT(ended.err, ContainsSubstring("\"x.csv\": results are written as HDF5, which is NetCDF-4 too"));
  CHECK(here.names().empty());
}

TEST_CASE("a result of a later format is refused with the reason, one of the first is read") {
  const Scratch here;
  REQUIRE(run_program(here.path(), short_run("2", "x.h5") + Words{"-q"}).code == 0);
  name_format(here / "x.h5", "racesim-results/3");
  const Ended later = run_program(here.path(), {"sensitivity", "x.h5"});
  CHECK(later.code == 2);
  CHECK_THAT(later.err,
             ContainsSubstring("x.h5: error: format \"racesim-results/3\" is not read here (this racesim reads "
                               "racesim-results/2 and earlier ones)"));
  name_format(here / "x.h5", "racesim-results/1");
  CHECK_THAT(run_program(here.path(), {"compare", "x.h5"}).err, !ContainsSubstring("is not read here"));
}
