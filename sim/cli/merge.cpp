// racesim merge: the shards of a sweep as one result file.
#include <memory>

#include <fmt/format.h>

#include "errors.hpp"
#include "options.hpp"
#include "racesim/experiment/merge_shards.hpp"
#include "racesim/experiment/stop_rule.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

struct Options {
  std::vector<std::string> directory;
  std::string output;
  bool partial = false;
  bool refer = false;
  bool force = false;
  bool quiet = false;
};

int merge(const Options& options) {
  const Sweep sweep = open_sweep(options.directory[0]);
  const std::filesystem::path output = options.output.empty() ? sweep.merged_path().string() : options.output;
  const Existing existing = options.force ? Existing::replace : Existing::keep;
  const auto start = std::chrono::steady_clock::now();
  const Merged merged =
      options.refer ? refer_to_shards(sweep, output, existing)
                    : merge_shards(sweep, output, {.partial = options.partial, .existing = existing}, [](auto) {});
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  if (options.quiet) return exit_done;
  if (!merged.kept.empty()) note(fmt::format("the earlier file is kept as {}", merged.kept.string()));
  note(fmt::format("{} {} of {} shards, {} runs, {}B in {} s; wrote {}", options.refer ? "referred to" : "merged",
                   merged.shards, sweep.plan.shards(), merged.runs, human(static_cast<double>(merged.bytes)),
                   decimal(taken.count(), 1), output.string()));
  if (merged.shards < sweep.plan.shards()) return exit_incomplete;
  const Precision precision = options.output.empty() && !options.refer ? precision_of(sweep) : Precision{};
  if (!precision.text.empty()) note(precision.text);
  if (precision.wants_more) note(fmt::format("racesim sweep resume {} doubles the design", sweep.directory.string()));
  return exit_done;
}

}  // namespace

void add_merge(CLI::App& app, Session& session) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = add_command(app, session, "merge", "Put the shards of a sweep into one result file",
                                  "racesim merge sobol_ten.sweep\n"
                                  "racesim merge sobol_ten.sweep --partial -o so_far.h5",
                                  [options] { return merge(*options); });
  add_arguments(command, options->directory, "DIR", 1, 1, "directory of the sweep");
  add_result_file(command, options->output, "result file; without it NAME.h5 in the directory");
  add_flag(command, "--partial", options->partial,
           "merge the shards before the first that is missing, down to whole blocks of the design");
  add_flag(command, "--virtual", options->refer,
           "refer to the shards that are there instead of copying: a preview at once, for HDF5 readers");
  exclude(command, "--virtual", {"--partial"});
  add_flag(command, "--force", options->force, "replace an earlier file; without it, it is kept as FILE.~1~");
  add_flag(command, "-q,--quiet", options->quiet, "no notes on standard error");
}

}  // namespace racesim
