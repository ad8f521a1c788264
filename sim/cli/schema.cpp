// racesim schema: the JSON Schema of scenarios, for editors.
#include "racesim/io/schema.hpp"

#include "options.hpp"
#include "racesim/io/scenario_io.hpp"
#include "terminal.hpp"

namespace racesim {

void add_schema(CLI::App& app, Session& session) {
  add_command(app, session, "schema",
              "Print the JSON Schema (draft-07) of scenario files, by which editors complete and check",
              "racesim schema > scenario.json", [] {
                print(write_schema<Scenario>("racesim scenario", std::string(scenario_format)));
                return static_cast<int>(exit_done);
              });
}

}  // namespace racesim
