#pragma once
// Text files as the user names them: read once, checked, and remembered, so that a result can embed its sources.
#include <map>
#include <string>
#include <string_view>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

/// Largest text file that is read [B]; scenarios are a thousandth of it.
inline constexpr std::size_t largest_file = 16 << 20;

/// Checks that a text is UTF-8 without control characters (other than tab and line ends).
/// Adds one diagnostic at the first offence and returns false.
bool check_text(std::string_view text, const std::string& file, Diagnostics& diagnostics);

/// The text files of one scenario.
class Files {
 public:
  /// Text of a file without byte order mark; nullptr when it cannot be read or is no text. The diagnostic stands at
  /// `from`, where the file is named, or in the file itself.
  const std::string* read(const std::string& path, const Mark& from, Diagnostics& diagnostics);
  /// Lets `text` stand for the file `path`.
  void add(const std::string& path, std::string text) { texts_[path] = std::move(text); }
  /// Everything read so far: path -> text.
  const std::map<std::string, std::string>& texts() const { return texts_; }

 private:
  std::map<std::string, std::string> texts_;
};

/// Path of a file named in `by`: relative to the directory of that file, or to the working directory for `--set`.
std::string relative_to(const std::string& by, const std::string& path);

}  // namespace racesim
