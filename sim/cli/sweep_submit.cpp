// racesim sweep submit: hands what is left of a sweep to Slurm.
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "errors.hpp"
#include "options.hpp"
#include "racesim/experiment/slurm.hpp"
#include "racesim/io/text_file.hpp"
#include "sweep.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

struct SubmitOptions {
  std::vector<std::string> directory;
  SlurmOptions slurm;
  bool no_merge = false;
  bool dry_run = false;
};

int submit_sweep(const SubmitOptions& options) {
  const Sweep sweep = open_sweep(options.directory[0]);
  const std::uint32_t tasks = tasks_of(options.slurm, sweep);
  const std::vector<std::uint64_t> busy = busy_tasks(state_of(sweep), tasks);
  if (busy.empty()) {
    note(fmt::format("all {} shards are there; racesim merge {} puts them into one file", sweep.plan.shards(),
                     sweep.directory.string()));
    return exit_done;
  }
  const std::string array = array_script(options.slurm, sweep, busy, tasks);
  print(array);
  if (!options.no_merge) print("\n" + merge_script(options.slurm, sweep));
  if (options.dry_run) return exit_done;
  write_text_file(sweep.directory / "array.sbatch", array);
  const std::string job = submit(sweep.directory / "array.sbatch", "");
  note(fmt::format("submitted job {} with {} tasks from {}", job, busy.size(),
                   (sweep.directory / "array.sbatch").string()));
  if (!options.no_merge) {
    write_text_file(sweep.directory / "merge.sbatch", merge_script(options.slurm, sweep));
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
      [options] {
        options->slurm.program = std::filesystem::read_symlink("/proc/self/exe");
        return submit_sweep(*options);
      });
  add_arguments(command, options->directory, "DIR", 1, 1, "directory of a planned sweep, on a disk that all nodes see");
  add_text(command, "--partition", options->slurm.partition, "NAME", "partition of the jobs");
  add_text(command, "--account", options->slurm.account, "NAME", "account that pays");
  add_text(command, "--qos", options->slurm.qos, "NAME", "quality of service");
  add_text(command, "--mem", options->slurm.memory, "SIZE", "memory of a task, as sbatch takes it");
  add_duration(command, "--time", options->slurm.time,
               "time limit of a task as sbatch takes it: 90 (minutes), 1:30:00, 1-12:00:00, or 30m, 2h, 2d; without it "
               "twice what the pilot says",
               parse_slurm_time);
  add_count(command, "--cpus", options->slurm.processors, 1, 4096, "processors of a task, 1 by default");
  add_count(command, "--tasks", options->slurm.tasks, 1, 100000,
            "tasks among which the shards are dealt; by default one per shard, 100 at most");
  add_texts(command, "--sbatch", "OPTION", "any other option of sbatch; repeatable",
            [options](const std::string& option) { options->slurm.further.push_back(option); });
  add_flag(command, "--no-merge", options->no_merge, "submit no job that merges");
  add_flag(command, "-n,--dry-run", options->dry_run, "print the scripts, submit nothing");
}

}  // namespace racesim
