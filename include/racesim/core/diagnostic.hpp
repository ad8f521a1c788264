#pragma once
// Errors are part of the interface: where, what, why, and what to do; all of them at once, in file order.
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace racesim {

/// A place in a file the user wrote. Lines and columns count from 1; 0 means not known.
struct Mark {
  std::string file;
  int line = 0;
  int column = 0;
};

/// One finding about the user's input.
struct Diagnostic {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  Mark mark;
  std::string message;  ///< what is wrong, the user's word in quotes
  std::string hint;     ///< what to do or what is allowed; may be empty
};

/// `file:line:column: error: message (hint)`
std::string to_string(const Diagnostic& diagnostic);

/// Gathers findings; the caller goes on as far as it sensibly can.
class Diagnostics {
 public:
  void error(Mark mark, std::string message, std::string hint = "");
  void warning(Mark mark, std::string message, std::string hint = "");
  bool has_errors() const { return error_count() > 0; }
  std::size_t error_count() const;
  /// All findings: by file in order of first mention, then line and column; duplicates removed.
  std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> found_;
};

/// Bad input or usage: carries every diagnostic. The command line prints them and ends with exit code 2.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Diagnostic> diagnostics);
  InputError(Mark mark, std::string message, std::string hint = "");
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// The run or its surroundings failed (disk, memory, permission): path and cause are in the text. Exit code 1.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// `did you mean "x"?` for the admissible word nearest to `word` by edit distance, or "" when none is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> allowed);
/// `did you mean "a.x" or "b.x"?` for the dotted paths that end in `end`, or "" when none does.
std::string same_end(std::string_view end, std::span<const std::string> allowed);
/// did_you_mean for dotted paths: one with the same end as `path`, else the nearest, else the one with the nearest end.
std::string did_you_mean_path(std::string_view path, std::span<const std::string> allowed);
/// `allowed: a, b, c`, shortened after a dozen.
std::string list_allowed(std::span<const std::string> allowed);

}  // namespace racesim
