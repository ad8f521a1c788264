// racesim schema: the JSON Schema of scenarios and studies, for editors.
#include <memory>

#include "racesim/io/schema.hpp"

#include "options.hpp"
#include "racesim/experiment/study.hpp"
#include "racesim/io/scenario_io.hpp"
#include "terminal.hpp"

namespace racesim {

void add_schema(CLI::App& app, Session& session) {
  const auto study = std::make_shared<bool>(false);
  CLI::App& command = add_command(
      app, session, "schema", "Print the JSON Schema (draft-07) of scenario files, by which editors complete and check",
      "racesim schema > scenario.json\nracesim schema --study > study.json", [study] {
        print(*study ? write_schema<StudyFile>("racesim study", std::string(study_format))
                     : write_schema<Scenario>("racesim scenario", std::string(scenario_format)));
        return static_cast<int>(exit_done);
      });
  add_flag(command, "--study", *study, "of study files instead");
}

}  // namespace racesim
