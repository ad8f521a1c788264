// racesim sweep submit: the shards that are not there yet as an array of jobs of a Slurm cluster, and a job that
// merges.
#include <cstdio>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "errors.hpp"
#include "options.hpp"
#include "racesim/io/text_file.hpp"
#include "sweep.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

namespace fs = std::filesystem;

struct SubmitOptions {
  std::vector<std::string> directory;
  std::string partition, account, qos, memory;
  std::vector<std::string> further;
  std::uint32_t tasks = 0;
  std::uint32_t processors = 1;
  std::chrono::duration<double> time{0};
  bool no_merge = false;
  bool dry_run = false;
};

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

/// A task's shards: as many tasks as asked for, else one for each shard, a hundred at most.
std::uint32_t tasks_of(const SubmitOptions& options, const Sweep& sweep) {
  constexpr std::uint64_t most = 100;
  const std::uint64_t wanted = options.tasks > 0 ? options.tasks : most;
  return static_cast<std::uint32_t>(std::min(wanted, sweep.plan.shards()));
}

/// Tasks that have a shard to run.
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

std::string commas(const std::vector<std::uint64_t>& numbers) {
  std::string text = ranges_text(numbers);
  std::erase(text, ' ');
  return text;
}

/// What the array and the merge have in common.
std::string header(const SubmitOptions& options, const std::string& job, const std::string& log) {
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

std::string program() { return quoted(fs::read_symlink("/proc/self/exe").string()); }

/// Time for the task with the most shards, on this cluster's processors; 0 when nobody knows.
double seconds_of_task(const SubmitOptions& options, const Sweep& sweep, std::uint32_t tasks) {
  if (options.time.count() > 0) return options.time.count();
  constexpr double reserve = 2;  // for slower processors and start-up
  const std::uint64_t shards = (sweep.plan.shards() + tasks - 1) / tasks;
  const double runs = static_cast<double>(shards * sweep.plan.runs_of(0).count);
  return reserve * runs * sweep.plan.thread_seconds_per_run / options.processors;
}

std::string array_script(const SubmitOptions& options, const Sweep& sweep, const std::vector<std::uint64_t>& busy,
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
  return text + fmt::format("exec {} sweep run {} --task \"$SLURM_ARRAY_TASK_ID/{}\" -j {}{}\n", program(),
                            quoted(directory.string()), tasks, options.processors, walltime);
}

std::string merge_script(const SubmitOptions& options, const Sweep& sweep) {
  const fs::path directory = fs::absolute(sweep.directory);
  return header(options, file_name_of(sweep.study.study.name) + "-merge",
                (directory / "logs" / "merge_%j.log").string()) +
         fmt::format("exec {} merge {} --force\n", program(), quoted(directory.string()));
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

/// Hands a script to Slurm; gives the number of the job.
std::string submit(const fs::path& script, const std::string& dependency) {
  const std::string after = dependency.empty() ? "" : "--dependency=afterany:" + dependency + " ";
  const std::string answer = output_of(fmt::format("sbatch --parsable {}{}", after, quoted(script.string())));
  return answer.substr(0, answer.find(';'));
}

int submit_sweep(const SubmitOptions& options) {
  const Sweep sweep = open_sweep(options.directory[0]);
  const std::uint32_t tasks = tasks_of(options, sweep);
  const std::vector<std::uint64_t> busy = busy_tasks(state_of(sweep), tasks);
  if (busy.empty()) {
    note(fmt::format("all {} shards are there; racesim merge {} puts them into one file", sweep.plan.shards(),
                     sweep.directory.string()));
    return exit_done;
  }
  const std::string array = array_script(options, sweep, busy, tasks);
  print(array);
  if (!options.no_merge) print("\n" + merge_script(options, sweep));
  if (options.dry_run) return exit_done;
  write_text_file(sweep.directory / "array.sbatch", array);
  const std::string job = submit(sweep.directory / "array.sbatch", "");
  note(fmt::format("submitted job {} with {} tasks from {}", job, busy.size(),
                   (sweep.directory / "array.sbatch").string()));
  if (!options.no_merge) {
    write_text_file(sweep.directory / "merge.sbatch", merge_script(options, sweep));
    note(
        fmt::format("submitted job {}, which merges when it has ended", submit(sweep.directory / "merge.sbatch", job)));
  }
  note(fmt::format("follow it with racesim sweep status {} --watch", sweep.directory.string()));
  return exit_done;
}

}  // namespace

void add_sweep_submit(CLI::App& sweep, Session& session) {
  const auto options = std::make_shared<SubmitOptions>();
  CLI::App& command = add_command(
      sweep, session, "submit", "Hand what is left of a sweep to Slurm: an array of jobs, and one that merges",
      "racesim sweep submit sobol_ten.sweep -n\n"
      "racesim sweep submit sobol_ten.sweep --partition main --account policy --cpus 8 --tasks 40\n"
      "racesim sweep submit sobol_ten.sweep --sbatch=--constraint=avx512",
      [options] { return submit_sweep(*options); });
  add_arguments(command, options->directory, "DIR", 1, 1, "directory of a planned sweep, on a disk that all nodes see");
  add_text(command, "--partition", options->partition, "NAME", "partition of the jobs");
  add_text(command, "--account", options->account, "NAME", "account that pays");
  add_text(command, "--qos", options->qos, "NAME", "quality of service");
  add_text(command, "--mem", options->memory, "SIZE", "memory of a task, as sbatch takes it");
  add_duration(command, "--time", options->time, "time limit of a task; without it twice what the pilot says");
  add_count(command, "--cpus", options->processors, 1, 4096, "processors of a task, 1 by default");
  add_count(command, "--tasks", options->tasks, 1, 100000,
            "tasks among which the shards are dealt; by default one per shard, 100 at most");
  add_texts(command, "--sbatch", "OPTION", "any other option of sbatch; repeatable",
            [options](const std::string& option) { options->further.push_back(option); });
  add_flag(command, "--no-merge", options->no_merge, "submit no job that merges");
  add_flag(command, "-n,--dry-run", options->dry_run, "print the scripts, submit nothing");
}

}  // namespace racesim
