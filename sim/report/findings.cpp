#include "racesim/report/findings.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "racesim/core/text.hpp"

namespace racesim {

namespace {

constexpr std::size_t longest_quote = 100;

/// Line `number` of a text, counted from 1; "" when there is none.
std::string line_of(const std::string& text, int number) {
  std::size_t begin = 0;
  for (int line = 1; line < number; ++line) {
    begin = text.find('\n', begin);
    if (begin == std::string::npos) return "";
    ++begin;
  }
  std::string line = text.substr(begin, text.find('\n', begin) - begin);
  while (line.ends_with('\r')) line.pop_back();
  return line;
}

std::string text_of(const std::string& file, const std::map<std::string, std::string>& texts) {
  if (const auto known = texts.find(file); known != texts.end()) return known->second;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return "";
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Blanks as wide as the first `characters` of a line; tabs stay tabs.
std::string blanks_below(const std::string& line, int characters) {
  std::string blanks;
  for (char c : line) {
    if ((c & 0xC0) == 0x80) continue;
    if (characters-- <= 0) break;
    blanks += c == '\t' ? '\t' : ' ';
  }
  return blanks;
}

bool printable(const std::string& line) {
  for (unsigned char c : line) {
    if ((c < 0x20 && c != '\t') || c == 0x7F) return false;
  }
  return true;
}

std::string quote(const Mark& mark, const std::map<std::string, std::string>& texts, bool colour) {
  if (mark.line < 1 || mark.column < 1) return "";
  const std::string line = line_of(text_of(mark.file, texts), mark.line);
  if (line.empty() || line.size() > longest_quote || !printable(line)) return "";
  const std::string caret = inked("^", Ink::yellow, colour);
  return fmt::format("{:5} | {}\n      | {}{}\n", mark.line, line, blanks_below(line, mark.column - 1), caret);
}

}  // namespace

std::string describe(std::span<const Diagnostic> findings, const std::map<std::string, std::string>& texts,
                     bool colour) {
  std::string text;
  for (const Diagnostic& finding : findings) {
    const bool error = finding.severity == Diagnostic::Severity::error;
    std::string line = to_string(finding);
    if (finding.mark.file.empty()) line = "racesim: " + line;
    const std::string word = error ? "error:" : "warning:";
    if (const auto at = line.find(word); colour && at != std::string::npos) {
      line.replace(at, word.size(), inked(word, error ? Ink::red : Ink::yellow, true));
    }
    text += line + "\n" + quote(finding.mark, texts, colour);
  }
  return text;
}

}  // namespace racesim
