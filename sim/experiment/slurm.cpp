#include "racesim/experiment/slurm.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "racesim/core/diagnostic.hpp"
#include "racesim/io/text_file.hpp"

namespace racesim {

namespace {

namespace fs = std::filesystem;

/// A word as a shell takes it.
std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

/// Days-hours:minutes:seconds as Slurm takes them, whole minutes.
std::string slurm_time(double seconds) {
  const auto minutes = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(seconds / 60 + 0.999));
  return fmt::format("{}-{:02}:{:02}:00", minutes / 1440, minutes / 60 % 24, minutes % 60);
}

std::string commas(const std::vector<std::uint64_t>& numbers) {
  std::string text = ranges_text(numbers);
  std::erase(text, ' ');
  return text;
}

/// What the array and the merge have in common.
std::string header(const SlurmOptions& options, const std::string& job, const std::string& log) {
  std::string text = fmt::format("#!/bin/bash\n#SBATCH --job-name={}\n#SBATCH --output=\"{}\"\n", job, log);
  const auto line = [&](const char* name, const std::string& value) {
    if (!value.empty()) text += fmt::format("#SBATCH --{}={}\n", name, value);
  };
  line("partition", options.partition);
  line("account", options.account);
  line("qos", options.qos);
  for (const std::string& option : options.further) text += fmt::format("#SBATCH {}\n", option);
  return text;
}

/// Time for the task with the most shards, on this cluster's processors; 0 when nobody knows.
double seconds_of_task(const SlurmOptions& options, const Sweep& sweep, std::uint32_t tasks) {
  if (options.time.count() > 0) return options.time.count();
  constexpr double reserve = 2;  // for slower processors and start-up
  const std::uint64_t shards = (sweep.plan.shards() + tasks - 1) / tasks;
  const double runs = static_cast<double>(shards * sweep.plan.runs_of(0).count);
  return reserve * runs * sweep.plan.thread_seconds_per_run / options.processors;
}

/// First line of what a command prints; RunError when it fails.
std::string output_of(const std::string& command) {
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw RunError("cannot start " + command);
  std::string text;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  if (pclose(pipe) != 0) throw RunError(fmt::format("\"{}\" failed; its message is above", command));
  return text.substr(0, text.find('\n'));
}

}  // namespace

std::uint32_t tasks_of(const SlurmOptions& options, const Sweep& sweep) {
  constexpr std::uint64_t most = 100;
  const std::uint64_t wanted = options.tasks > 0 ? options.tasks : most;
  return static_cast<std::uint32_t>(std::min(wanted, sweep.plan.shards()));
}

std::vector<std::uint64_t> busy_tasks(const SweepState& state, std::uint32_t tasks) {
  std::vector<bool> busy(tasks, false);
  for (const auto* shards : {&state.missing, &state.broken, &state.running}) {
    for (const std::uint64_t shard : *shards) busy[shard % tasks] = true;
  }
  std::vector<std::uint64_t> result;
  for (std::uint32_t task = 0; task < tasks; ++task) {
    if (busy[task]) result.push_back(task);
  }
  return result;
}

std::string array_script(const SlurmOptions& options, const Sweep& sweep, const std::vector<std::uint64_t>& busy,
                         std::uint32_t tasks) {
  const fs::path directory = fs::absolute(sweep.directory);
  const std::string name = file_name_of(sweep.study.study.name);
  std::string text = header(options, name, (directory / "logs" / "%A_%a.log").string());
  text += fmt::format("#SBATCH --array={}\n#SBATCH --cpus-per-task={}\n", commas(busy), options.processors);
  if (!options.memory.empty()) text += fmt::format("#SBATCH --mem={}\n", options.memory);
  const double seconds = seconds_of_task(options, sweep, tasks);
  if (seconds > 0) text += fmt::format("#SBATCH --time={}\n", slurm_time(seconds));
  text += fmt::format("# {}: task K of {} runs shards K, K + {}, ...; those that are there already are passed over.\n",
                      sweep.study.study.name, tasks, tasks);
  const std::string walltime = seconds > 120 ? fmt::format(" --max-walltime {:.0f}", seconds - 60) : "";
  return text + fmt::format("exec {} sweep run {} --task \"$SLURM_ARRAY_TASK_ID/{}\" -j {}{}\n",
                            quoted(options.program.string()), quoted(directory.string()), tasks, options.processors,
                            walltime);
}

std::string merge_script(const SlurmOptions& options, const Sweep& sweep) {
  const fs::path directory = fs::absolute(sweep.directory);
  return header(options, file_name_of(sweep.study.study.name) + "-merge",
                (directory / "logs" / "merge_%j.log").string()) +
         fmt::format("exec {} merge {} --force\n", quoted(options.program.string()), quoted(directory.string()));
}

std::string submit(const fs::path& script, const std::string& dependency) {
  const std::string after = dependency.empty() ? "" : "--dependency=afterany:" + dependency + " ";
  const std::string answer = output_of(fmt::format("sbatch --parsable {}{}", after, quoted(script.string())));
  return answer.substr(0, answer.find(';'));
}

}  // namespace racesim
