#pragma once
// Changes of a text at the marks of what was read from it.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

class TextEdits {
 public:
  explicit TextEdits(std::string_view text);

  std::string_view text() const { return text_; }
  /// Byte of a mark, whose column counts characters.
  std::size_t offset(const Mark& mark) const;
  /// Puts `with` in place of `length` bytes; at one place insertions follow one another in the order they were made.
  void replace(std::size_t at, std::size_t length, std::string with);
  void insert(std::size_t at, std::string text) { replace(at, 0, std::move(text)); }
  /// The text with all changes, which must not overlap.
  std::string applied() const;

 private:
  struct Edit {
    std::size_t length;
    std::string with;
  };
  std::string_view text_;
  std::vector<std::size_t> lines_ = {0};  ///< where each begins
  std::multimap<std::size_t, Edit> edits_;
};

/// Bytes of the scalar that begins at `at`: its quotes included, without a comment behind it.
std::size_t length_of_scalar(std::string_view text, std::size_t at, std::size_t plain_length);

/// The entries of a map in braces: where each begins with its key and ends behind its value.
struct FlowEntry {
  std::size_t begin;
  std::size_t end;
};
std::vector<FlowEntry> flow_entries(std::string_view text, std::size_t brace);

}  // namespace racesim
