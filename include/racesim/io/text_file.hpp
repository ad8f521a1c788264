#pragma once
// Small text files that appear under their names only when they are complete.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "racesim/io/pending_file.hpp"

namespace racesim {

/// Writes a file. Gives the name under which an earlier one was kept, or "". Throws RunError with path and cause.
std::filesystem::path write_text_file(const std::filesystem::path& path, std::string_view text,
                                      Existing existing = Existing::replace);
/// What a file holds; nothing when it cannot be read.
std::optional<std::string> text_file(const std::filesystem::path& path);
/// A version 5 UUID (SHA-1) of a text.
std::string fingerprint(std::string_view text);
/// Refuses, before the work, a directory that could not be made or written. Throws RunError with path and cause.
void check_directory(const std::filesystem::path& path);
/// Makes a directory and those above it; RunError when it cannot be.
void make_directory(const std::filesystem::path& path);
/// `name` with "_" for everything that a file name should not have; not hidden, not empty.
std::string file_name_of(std::string name);

}  // namespace racesim
