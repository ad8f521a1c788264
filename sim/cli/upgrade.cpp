// racesim upgrade: scenario and study files in the words of today's format.
#include <memory>

#include <fmt/format.h>

#include "command.hpp"
#include "errors.hpp"
#include "options.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/experiment/upgrade_file.hpp"
#include "racesim/io/text_file.hpp"
#include "racesim/io/upgrade.hpp"
#include "scenario_arguments.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

struct Options {
  std::vector<std::string> files;
  bool dry_run = false;
};

int upgrade(const Options& options) {
  std::vector<UpgradedFile> files;
  std::vector<Diagnostic> findings;
  for (const std::string& path : options.files) {
    try {
      files.push_back(upgrade_file(path));
    } catch (const InputError& error) {
      findings.insert(findings.end(), error.diagnostics().begin(), error.diagnostics().end());
    }
  }
  if (!findings.empty()) throw InputError(std::move(findings));
  if (!options.dry_run) check_outputs(options.files, {});
  for (const UpgradedFile& file : files) {
    if (file.before == file.after) {
      note(fmt::format("{} is of today's format", file.path));
    } else if (options.dry_run) {
      print(difference(file.before, file.after, file.path));
    } else {
      note(fmt::format("rewrote {}; the earlier file is kept as {}", file.path,
                       write_text_file(file.path, file.after, Existing::keep).string()));
    }
  }
  return exit_done;
}

}  // namespace

void add_upgrade(CLI::App& app, Session& session) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = add_command(app, session, "upgrade", "Rewrite scenarios and studies of an earlier format",
                                  "racesim upgrade my.yaml study.yaml\n"
                                  "racesim upgrade my.yaml --dry-run",
                                  [options] { return upgrade(*options); });
  add_arguments(command, options->files, "FILE", 1, any_number,
                "scenario or study files (YAML); comments, layout and order stay, earlier files are kept as FILE.~1~");
  add_flag(command, "-n,--dry-run", options->dry_run, "print the difference, write nothing");
}

}  // namespace racesim
