#pragma once
// A file that appears under its name only when it is complete, whatever happens before.
#include <filesystem>
#include <string>
#include <vector>

namespace racesim {

/// What becomes of an earlier file of the same name.
enum class Existing {
  keep,     ///< renamed to `name.h5.~1~`, or the number after the highest there is
  replace,  ///< gone
};

/// The temporary `.name.tmp-<pid>` beside the final file. It is locked while this object lives, so that what a killed
/// process left behind is told from what a living one, perhaps on another machine, is still writing; the former is
/// removed when the same file is written again.
class PendingFile {
 public:
  /// Creates the temporary. Throws RunError with path and cause when the final name could not be written: no such
  /// directory, no permission, a directory, a device, a read-only file.
  PendingFile(const std::filesystem::path& path, Existing existing);
  /// Removes the temporary unless it was committed.
  ~PendingFile();
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;

  const std::filesystem::path& path() const { return path_; }
  const std::filesystem::path& temporary() const { return temporary_; }
  /// Puts the temporary, closed by its writer, on disk and then under the final name. Gives the name under which an
  /// earlier file was kept, or "". Throws RunError.
  std::filesystem::path commit();

 private:
  void remove_abandoned() const;
  std::filesystem::path keep_earlier() const;

  std::filesystem::path path_;
  std::filesystem::path temporary_;
  Existing existing_;
  int descriptor_ = -1;  ///< holds the lock
  bool committed_ = false;
};

/// Refuses, before the work, what could not be written after it: throws what a PendingFile throws, and InputError for
/// an output that is one of the `inputs` as well, or is named twice. Empty names are passed over.
void check_outputs(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs);

/// True while some process, perhaps on another machine, holds a PendingFile of this name.
bool being_written(const std::filesystem::path& path);

}  // namespace racesim
