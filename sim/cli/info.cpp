// racesim info and racesim cite: what this program is.
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "options.hpp"
#include "provenance.hpp"
#include "racesim/core/build_info.hpp"
#include "racesim/core/simd.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

std::vector<std::string> instruction_sets() {
  std::vector<std::string> names;
  for (InstructionSet set : available_instruction_sets()) names.emplace_back(name(set));
  return names;
}

std::string as_text() {
  const BuildInfo& info = build_info();
  std::vector<std::vector<Cell>> rows = {
      {{"version"}, {info.version}},
      {{"commit"}, {build_info().commit_text()}},
      {{"build"}, {info.build_type}},
      {{"compiler"}, {info.compiler}},
      {{"flags"}, {info.flags}},
      {{"instruction set"},
       {fmt::format("{} (this processor has {})", name(instruction_set()), fmt::join(instruction_sets(), ", "))}}};
  for (const auto& [library, version] : libraries()) rows.push_back({{library}, {version}});
  return in_columns(rows, {}, false);
}

nlohmann::ordered_json as_json() {
  const BuildInfo& info = build_info();
  nlohmann::ordered_json versions;
  for (const auto& [library, version] : libraries()) versions[library] = version;
  return {{"version", info.version},
          {"commit", info.commit},
          {"dirty", info.dirty},
          {"build_type", info.build_type},
          {"compiler", info.compiler},
          {"flags", info.flags},
          {"instruction_set", name(instruction_set())},
          {"available_instruction_sets", instruction_sets()},
          {"libraries", std::move(versions)}};
}

std::string citation(bool bibtex) {
  constexpr const char* title = "racesim: the compute-constrained AI race, lab by lab";
  constexpr const char* authors = "The racesim maintainers";
  const std::string version = fmt::format("version {}, commit {}", build_info().version, build_info().commit_text());
  if (!bibtex) return fmt::format("{}. {} [software], {}.\n", authors, title, version);
  return fmt::format(
      "@software{{racesim,\n  author = {{{{{}}}}},\n  title = {{{}}},\n  version = {{{}}},\n  note = {{Commit "
      "{}}}\n}}\n",
      authors, title, build_info().version, build_info().commit_text());
}

}  // namespace

void add_info(CLI::App& app, Session& session) {
  const auto json = std::make_shared<bool>(false);
  CLI::App& command = add_command(app, session, "info", "Print version, commit, build, libraries and instruction set",
                                  "racesim info\nracesim info --json", [json] {
                                    print(*json ? as_json().dump(2) + "\n" : as_text());
                                    return static_cast<int>(exit_done);
                                  });
  add_flag(command, "--json", *json, "as JSON");
}

void add_cite(CLI::App& app, Session& session) {
  const auto bibtex = std::make_shared<bool>(false);
  CLI::App& command = add_command(app, session, "cite", "Print how to cite this program",
                                  "racesim cite\nracesim cite --bibtex >> references.bib", [bibtex] {
                                    print(citation(*bibtex));
                                    return static_cast<int>(exit_done);
                                  });
  add_flag(command, "--bibtex", *bibtex, "as a BibTeX entry");
}

}  // namespace racesim
