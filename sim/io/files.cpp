#include "racesim/io/files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <vector>

#include <fmt/format.h>

namespace racesim {
namespace {

namespace fs = std::filesystem;

/// Bytes of the UTF-8 character at the beginning of `text`; 0 when there is none (overlong forms and surrogates too).
size_t character_length(std::string_view text) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const unsigned second = byte(1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool beyond = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
  return overlong || beyond ? 0 : length;
}

std::string similar_file(const fs::path& path) {
  std::error_code error;
  const fs::path directory = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::vector<std::string> names;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    names.push_back(it->path().filename().string());
  }
  if (error) return fmt::format("there is no directory \"{}\"", directory.string());
  std::sort(names.begin(), names.end());
  return did_you_mean(path.filename().string(), names);
}

/// Why a file cannot be read, or nothing.
std::optional<std::string> obstacle(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return "there is no such file";
  if (error) return error.message();
  if (status.type() == fs::file_type::directory) return "it is a directory";
  if (status.type() != fs::file_type::regular) return "it is not a regular file";
  const auto size = fs::file_size(path, error);
  if (error) return error.message();
  if (size > largest_file)
    return fmt::format("it has {} MB, more than the {} admitted", size >> 20, largest_file >> 20);
  return std::nullopt;
}

}  // namespace

bool check_text(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  Mark mark{file, 1, 1};
  for (size_t at = 0; at < text.size();) {
    const size_t length = character_length(text.substr(at));
    const auto byte = static_cast<unsigned char>(text[at]);
    if (length == 0) {
      diagnostics.error(mark, fmt::format("byte 0x{:02X} is not UTF-8", byte), "save the file as UTF-8");
      return false;
    }
    if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F) {
      diagnostics.error(mark, fmt::format("control character 0x{:02X}", byte), "scenarios are plain text");
      return false;
    }
    at += length;
    ++mark.column;
    if (byte == '\n') {
      ++mark.line;
      mark.column = 1;
    }
  }
  return true;
}

const std::string* Files::read(const std::string& path, const Mark& from, Diagnostics& diagnostics) {
  const auto known = texts_.find(path);
  if (known == texts_.end()) {
    if (path.find('\0') != std::string::npos || path.empty()) {
      diagnostics.error(from, "a file name must not be empty");
      return nullptr;
    }
    if (const auto reason = obstacle(path)) {
      const bool missing = *reason == "there is no such file";
      diagnostics.error(from, fmt::format("cannot read \"{}\": {}", path, *reason), missing ? similar_file(path) : "");
      return nullptr;
    }
    std::ifstream stream(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream) {
      diagnostics.error(from, fmt::format("cannot read \"{}\"", path), "check its permissions");
      return nullptr;
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    add(path, std::move(text));
  }
  const std::string& text = texts_[path];
  return check_text(text, path, diagnostics) ? &text : nullptr;
}

std::string relative_to(const std::string& by, const std::string& path) {
  return (fs::path(by).parent_path() / path).lexically_normal().string();
}

}  // namespace racesim
