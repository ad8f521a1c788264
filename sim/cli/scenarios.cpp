// racesim scenarios: lists scenarios and presets.
#include <filesystem>
#include <memory>

#include <nlohmann/json.hpp>

#include "options.hpp"
#include "preset.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/report/scenario_catalogue.hpp"
#include "scenario_arguments.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

namespace fs = std::filesystem;

struct ScenariosOptions {
  std::vector<std::string> places;
  bool json = false;
  bool markdown = false;
};

/// The directory to list when none is given.
std::string usual_place() {
  if (fs::is_directory("scenarios")) return "scenarios";
  std::string installed = installed_scenarios();
  if (installed.empty())
    throw InputError({}, "there is no directory \"scenarios\" here, and none is installed", "name a directory");
  return installed;
}

int list(const ScenariosOptions& options) {
  const Catalogue catalogue =
      read_catalogue(options.places.empty() ? std::vector<std::string>{usual_place()} : options.places);
  print(options.json       ? catalogue_json(catalogue).dump(2) + "\n"
        : options.markdown ? catalogue_markdown(catalogue)
                           : catalogue_text(catalogue, may_colour(1)));
  return exit_done;
}

}  // namespace

void add_scenarios_list(CLI::App& app, Session& session) {
  const auto options = std::make_shared<ScenariosOptions>();
  CLI::App& command = add_command(app, session, "scenarios", "List scenarios and presets with what they ask",
                                  "racesim scenarios\n"
                                  "racesim scenarios ~/studies my_scenario.yaml\n"
                                  "racesim scenarios --json | jq -r '.scenarios[].name'",
                                  [options] { return list(*options); });
  add_arguments(command, options->places, "PLACE", 0, any_number,
                "directories and files; ./scenarios, or what is installed, by default");
  add_flag(command, "--json", options->json, "as JSON");
  add_flag(command, "--markdown", options->markdown, "as the page of the documentation");
  exclude(command, "--markdown", {"--json"});
}

}  // namespace racesim
