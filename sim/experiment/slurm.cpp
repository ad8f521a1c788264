#include "racesim/experiment/slurm.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include <fmt/format.h>

#include "racesim/core/diagnostic.hpp"
#include "racesim/core/units.hpp"
#include "racesim/io/text_file.hpp"

namespace racesim {

namespace {

namespace fs = std::filesystem;

/// Line breaks and other control characters.
bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; }

/// With blanks for control characters.
std::string without_breaks(std::string text) {
  std::ranges::replace_if(text, is_control, ' ');
  return text;
}

/// A word as a shell takes it.
std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

/// A text on its line: an option, a path. Line breaks would begin a command.
std::string one_line(std::string text) {
  if (std::ranges::none_of(text, is_control)) return text;
  throw InputError({}, fmt::format("\"{}\" cannot stand in a script of Slurm", without_breaks(text)),
                   "write it without line breaks and control characters");
}

/// A path in the double quotes of an option, where % begins a pattern.
std::string log_path(const fs::path& directory, const char* name) {
  std::string text;
  for (const char c : one_line((directory / "logs").string())) {
    if (c == '"' || c == '\\') text += '\\';
    if (c == '%') text += '%';
    text += c;
  }
  return fmt::format("\"{}/{}\"", text, name);
}

/// Days-hours:minutes:seconds as Slurm takes them, whole minutes.
std::string slurm_time(double seconds) {
  const auto minutes = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(seconds / 60 + 0.999));
  return fmt::format("{}-{:02}:{:02}:00", minutes / 1440, minutes / 60 % 24, minutes % 60);
}

/// Whole numbers with colons between them; empty when there is anything else.
std::vector<double> whole_numbers(std::string_view text) {
  std::vector<double> numbers;
  while (true) {
    const std::size_t end = std::min(text.find(':'), text.size());
    std::uint32_t number = 0;
    const auto [last, error] = std::from_chars(text.data(), text.data() + end, number);
    if (error != std::errc{} || last != text.data() + end) return {};
    numbers.push_back(number);
    if (end == text.size()) return numbers;
    text.remove_prefix(end + 1);
  }
}

std::string commas(const std::vector<std::uint64_t>& numbers) {
  std::string text = ranges_text(numbers);
  std::erase(text, ' ');
  return text;
}

/// One option with a name as its value; nothing without one.
std::string option_line(const char* option, const std::string& value) {
  if (value.find_first_of(" \t\"'#") != std::string::npos)
    throw InputError({}, fmt::format("--{} \"{}\" is no name that sbatch takes", option, without_breaks(value)));
  return value.empty() ? "" : fmt::format("#SBATCH --{}={}\n", option, one_line(value));
}

/// What the array and the merge have in common.
std::string header(const SlurmOptions& options, const std::string& job, const std::string& log) {
  std::string text = fmt::format("#!/bin/bash\n#SBATCH --job-name={}\n#SBATCH --output={}\n", job, log);
  text += option_line("partition", options.partition);
  text += option_line("account", options.account);
  text += option_line("qos", options.qos);
  for (const std::string& option : options.further) text += fmt::format("#SBATCH {}\n", one_line(option));
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

std::optional<double> parse_slurm_time(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (std::ranges::any_of(text, is_letter)) {  // a unit
    const auto seconds = parse_seconds(text);
    return seconds && *seconds > 0 ? seconds : std::nullopt;
  }
  const std::size_t dash = text.find('-');
  const auto parts = whole_numbers(dash == text.npos ? text : text.substr(dash + 1));
  const auto days = whole_numbers(dash == text.npos ? "0" : text.substr(0, dash));
  if (parts.empty() || parts.size() > 3 || days.size() != 1) return std::nullopt;
  double seconds = days[0] * 86400;
  double unit = dash != text.npos || parts.size() == 3 ? 3600 : 60;  // of the first: hours behind days, else minutes
  for (const double part : parts) {
    seconds += part * unit;
    unit /= 60;
  }
  return seconds > 0 ? std::optional(seconds) : std::nullopt;
}

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
  std::string text = header(options, name, log_path(directory, "%A_%a.log"));
  text += fmt::format("#SBATCH --array={}\n#SBATCH --cpus-per-task={}\n", commas(busy), options.processors);
  text += option_line("mem", options.memory);
  const double seconds = seconds_of_task(options, sweep, tasks);
  if (seconds > 0) text += fmt::format("#SBATCH --time={}\n", slurm_time(seconds));
  text += fmt::format("# {}: task K of {} runs shards K, K + {}, ...; those that are there already are passed over.\n",
                      without_breaks(sweep.study.study.name), tasks, tasks);
  const std::string walltime = seconds > 120 ? fmt::format(" --max-walltime {:.0f}", seconds - 60) : "";
  return text + fmt::format("exec {} sweep run {} --task \"$SLURM_ARRAY_TASK_ID/{}\" -j {}{}\n",
                            quoted(options.program.string()), quoted(directory.string()), tasks, options.processors,
                            walltime);
}

std::string merge_script(const SlurmOptions& options, const Sweep& sweep) {
  const fs::path directory = fs::absolute(sweep.directory);
  return header(options, file_name_of(sweep.study.study.name) + "-merge", log_path(directory, "merge_%j.log")) +
         fmt::format("exec {} merge {} --force\n", quoted(options.program.string()), quoted(directory.string()));
}

std::string submit(const fs::path& script, const std::string& dependency) {
  const std::string after = dependency.empty() ? "" : "--dependency=afterany:" + dependency + " ";
  const std::string answer = output_of(fmt::format("sbatch --parsable {}{}", after, quoted(script.string())));
  const std::string job = answer.substr(0, answer.find(';'));
  if (job.empty() || job.find_first_not_of("0123456789") != std::string::npos)
    throw RunError(fmt::format("sbatch gave no number of a job but \"{}\"", without_breaks(answer)));
  return job;
}

}  // namespace racesim
