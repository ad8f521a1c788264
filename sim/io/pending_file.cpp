#include "racesim/io/pending_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "racesim/core/diagnostic.hpp"

namespace racesim {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, std::string_view cause) {
  throw RunError(fmt::format("cannot write \"{}\": {}", path.string(), cause));
}

[[noreturn]] void fail(const fs::path& path, int error) { fail(path, std::generic_category().message(error)); }

/// The file the name stands for, so that a symbolic link is written through and not replaced.
fs::path target_of(fs::path path) {
  std::error_code error;
  for (int hops = 0; hops < 40 && fs::is_symlink(path, error); ++hops) {
    const auto target = fs::read_symlink(path, error);
    if (error) break;
    path = path.parent_path() / target;
  }
  return path;
}

fs::path directory_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

std::string temporary_prefix(const fs::path& path) { return "." + path.filename().string() + ".tmp-"; }

/// The number in `prefix<number>suffix`; nothing when the name is anything else.
std::optional<long> number_between(std::string_view name, std::string_view prefix, std::string_view suffix) {
  if (name.size() <= prefix.size() + suffix.size() || !name.starts_with(prefix) || !name.ends_with(suffix)) return {};
  const std::string digits(name.substr(prefix.size(), name.size() - prefix.size() - suffix.size()));
  if (digits.size() > 9 || !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return {};
  }
  return std::stol(digits);
}

/// Locks the open file for its writer. The lock belongs to the descriptor, ends with the process and, unlike a process
/// number, is seen from other machines of a cluster. False when someone else holds it or there are no locks here.
bool lock(int descriptor) {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  return fcntl(descriptor, F_OFD_SETLK, &whole) == 0;
}

bool lives(long process) { return kill(static_cast<pid_t>(process), 0) == 0 || errno != ESRCH; }

bool is_locked(const fs::path& path) {
  const int descriptor = open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return true;
  const bool free = lock(descriptor);
  close(descriptor);
  return !free;
}

void sync_directory(const fs::path& path) {
  const auto directory = directory_of(path);
  const int descriptor = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;  // may be entered but not listed: nothing to sync through
  const int error = fsync(descriptor) == 0 ? 0 : errno;
  close(descriptor);
  if (error != 0 && error != EINVAL) fail(path, error);  // EINVAL: this file system has no such thing
}

}  // namespace

PendingFile::PendingFile(const fs::path& path, Existing existing) : path_(target_of(path)), existing_(existing) {
  std::error_code error;
  const auto status = fs::status(path_, error);
  if (status.type() == fs::file_type::directory || !path_.has_filename()) fail(path_, EISDIR);
  if (fs::exists(status)) {
    constexpr auto anyone = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
    if (!fs::is_regular_file(status)) fail(path_, "it is not a regular file");
    if ((status.permissions() & anyone) == fs::perms::none) fail(path_, "the file is read-only");
  }
  remove_abandoned();
  temporary_ = directory_of(path_) / (temporary_prefix(path_) + std::to_string(getpid()));
  descriptor_ = open(temporary_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor_ < 0 && errno == EEXIST) fail(path_, fmt::format("it is being written (\"{}\")", temporary_.string()));
  if (descriptor_ < 0) fail(path_, errno);
  lock(descriptor_);  // where there are no locks, nothing of others is removed either
}

PendingFile::~PendingFile() {
  if (!committed_) unlink(temporary_.c_str());
  close(descriptor_);
}

fs::path PendingFile::commit() {
  if (fsync(descriptor_) != 0) fail(path_, errno);
  const fs::path kept = existing_ == Existing::keep ? keep_earlier() : fs::path();
  if (rename(temporary_.c_str(), path_.c_str()) != 0) fail(path_, errno);
  committed_ = true;
  sync_directory(path_);
  return kept;
}

void PendingFile::remove_abandoned() const {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory_of(path_), ignored)) {
    const auto process = number_between(entry.path().filename().string(), temporary_prefix(path_), "");
    if (!process || (*process != getpid() && lives(*process)) || is_locked(entry.path())) continue;
    unlink(entry.path().c_str());
  }
}

fs::path PendingFile::keep_earlier() const {
  const auto name = path_.filename().string();
  long highest = 0;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory_of(path_), ignored)) {
    highest = std::max(highest, number_between(entry.path().filename().string(), name + ".~", "~").value_or(0));
  }
  // A second name first, so that there is a file under the final name at every moment.
  for (long number = highest + 1;; ++number) {
    const auto kept = fmt::format("{}.~{}~", path_.string(), number);
    if (link(path_.c_str(), kept.c_str()) == 0) return kept;
    if (errno == ENOENT) return {};
    if (errno == EEXIST) continue;
    if (rename(path_.c_str(), kept.c_str()) == 0) return kept;  // a file system without hard links
    fail(kept, errno);
  }
}

void check_outputs(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs) {
  std::vector<fs::path> places;
  for (const std::string& output : outputs) {
    if (output.empty()) continue;
    std::error_code error;
    const auto same = [&](const std::string& input) { return fs::equivalent(input, output, error); };
    if (std::any_of(inputs.begin(), inputs.end(), same))
      throw InputError({}, fmt::format("\"{}\" is read and would be written over", output),
                       "give the output another name");
    const fs::path place = fs::weakly_canonical(output, error);
    if (std::find(places.begin(), places.end(), place) != places.end())
      throw InputError({}, fmt::format("\"{}\" is to be written twice", output), "give each output its own name");
    places.push_back(place);
    PendingFile(output, Existing::keep);
  }
}

bool being_written(const fs::path& path) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory_of(path), ignored)) {
    const bool pending = number_between(entry.path().filename().string(), temporary_prefix(path), "").has_value();
    if (pending && is_locked(entry.path())) return true;
  }
  return false;
}

}  // namespace racesim
