#pragma once
// Small text files that appear under their names only when they are complete.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace racesim {

/// Writes or replaces a file. Throws RunError with path and cause.
void write_text_file(const std::filesystem::path& path, std::string_view text);
/// What a file holds; nothing when it cannot be read.
std::optional<std::string> text_file(const std::filesystem::path& path);
/// A version 5 UUID (SHA-1) of a text.
std::string fingerprint(std::string_view text);
/// Makes a directory and those above it; RunError when it cannot be.
void make_directory(const std::filesystem::path& path);
/// `name` with "_" for everything that a file name should not have; not hidden, not empty.
std::string file_name_of(std::string name);

}  // namespace racesim
