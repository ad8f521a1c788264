// racesim sweep status, explain: how far a sweep has come, read off its files.
#include <filesystem>
#include <memory>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "errors.hpp"
#include "options.hpp"
#include "racesim/io/pending_file.hpp"
#include "racesim/io/text_file.hpp"
#include "sweep.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

struct StatusOptions {
  std::vector<std::string> directory;
  bool watch = false;
  bool json = false;
};

std::string line_of(const Sweep& sweep, const SweepState& state) {
  const double share = static_cast<double>(state.runs_done) / static_cast<double>(sweep.plan.runs());
  return fmt::format("{}: {} of {} shards, {} of {} runs ({:.0f} %), {} being run, {} broken", sweep.study.study.name,
                     state.done.size(), sweep.plan.shards(), state.runs_done, sweep.plan.runs(), 100 * share,
                     state.running.size(), state.broken.size());
}

std::string text_of(const Sweep& sweep, const SweepState& state) {
  std::string text = line_of(sweep, state) + "\n";
  const auto list = [&](const char* what, const std::vector<std::uint64_t>& shards) {
    if (!shards.empty()) text += fmt::format("{:<10} {}\n", what, ranges_text(shards));
  };
  list("missing", state.missing);
  list("being run", state.running);
  list("broken", state.broken);
  if (std::filesystem::exists(sweep.merged_path()))
    text += fmt::format("merged     {}\n", sweep.merged_path().string());
  return text;
}

nlohmann::ordered_json json_of(const Sweep& sweep, const SweepState& state) {
  return {{"name", sweep.study.study.name}, {"plan", sweep.plan.id},
          {"runs", sweep.plan.runs()},      {"runs_done", state.runs_done},
          {"shards", sweep.plan.shards()},  {"done", state.done.size()},
          {"missing", state.missing},       {"running", state.running},
          {"broken", state.broken},         {"merged", std::filesystem::exists(sweep.merged_path())}};
}

int status(const StatusOptions& options) {
  while (true) {
    const Sweep sweep = open_sweep(options.directory[0]);
    const SweepState state = state_of(sweep);
    const bool complete = state.done.size() == sweep.plan.shards();
    if (options.watch && !complete) {
      print(options.json ? json_of(sweep, state).dump() + "\n" : line_of(sweep, state) + "\n");
      std::this_thread::sleep_for(std::chrono::seconds(2));
      continue;
    }
    print(options.json ? json_of(sweep, state).dump(2) + "\n" : text_of(sweep, state));
    return complete ? exit_done : exit_incomplete;
  }
}

std::string why(const Sweep& sweep, std::uint64_t shard) {
  const ShardReport report = inspect(sweep, shard);
  const std::string path = sweep.shard_path(shard).string();
  if (report.state == ShardState::done) return fmt::format("shard {} is done: {}", shard, path);
  if (being_written(sweep.shard_path(shard))) return fmt::format("shard {} is being run", shard);
  if (report.state == ShardState::missing) return fmt::format("shard {} is to be run: there is no {}", shard, path);
  return fmt::format("shard {} is to be run again: {}: {}", shard, path, report.why);
}

/// What became of the files that the plan was made from.
std::string sources_text(const Sweep& sweep) {
  std::string text;
  for (const std::string& source : sweep.plan.sources) {
    const std::size_t cut = source.find(' ');
    const std::string id = source.substr(0, cut), path = source.substr(cut + 1);
    const std::optional<std::string> now = text_file(path);
    if (!now)
      text += fmt::format("source {} is no longer there; the sweep has its own copy\n", path);
    else if (fingerprint(*now) != id)
      text += fmt::format("source {} has changed since; the sweep goes by its own copy\n", path);
  }
  return text;
}

struct ExplainOptions {
  std::vector<std::string> directory;
};

int explain(const ExplainOptions& options) {
  const Sweep sweep = open_sweep(options.directory[0]);
  std::string text =
      fmt::format("planned {} by {}\n", sweep.plan.created, sweep.plan.command_line) + sources_text(sweep);
  std::uint64_t done = 0;
  for (std::uint64_t shard = 0; shard < sweep.plan.shards(); ++shard) {
    if (inspect(sweep, shard).state == ShardState::done)
      ++done;
    else
      text += why(sweep, shard) + "\n";
  }
  print(text + fmt::format("{} of {} shards are done\n", done, sweep.plan.shards()));
  return exit_done;
}

}  // namespace

void add_sweep_status(CLI::App& sweep, Session& session) {
  const auto options = std::make_shared<StatusOptions>();
  CLI::App& command =
      add_command(sweep, session, "status", "Say how far a sweep has come, from its files alone",
                  "racesim sweep status sobol_ten.sweep --watch", [options] { return status(*options); });
  add_arguments(command, options->directory, "DIR", 1, 1, "directory of the sweep");
  add_flag(command, "--watch", options->watch, "a line every two seconds until it is complete");
  add_flag(command, "--json", options->json, "as JSON");
}

void add_sweep_explain(CLI::App& sweep, Session& session) {
  const auto options = std::make_shared<ExplainOptions>();
  CLI::App& command = add_command(sweep, session, "explain", "Say of every shard that would be run why it would",
                                  "racesim sweep explain sobol_ten.sweep", [options] { return explain(*options); });
  add_arguments(command, options->directory, "DIR", 1, 1, "directory of the sweep");
}

}  // namespace racesim
