#include "racesim/io/text_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

std::filesystem::path write_text_file(const std::filesystem::path& path, std::string_view text, Existing existing) {
  PendingFile pending(path, existing);
  std::ofstream file(pending.temporary(), std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) throw RunError(fmt::format("cannot write \"{}\": the disk may be full", path.string()));
  return pending.commit();
}

std::optional<std::string> text_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string fingerprint(std::string_view text) {
  boost::uuids::name_generator_sha1 generate(boost::uuids::ns::oid());
  return boost::uuids::to_string(generate(std::string(text)));
}

void check_directory(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path there = fs::absolute(path, error).lexically_normal();
  while (!fs::exists(there, error) && there.has_relative_path()) there = there.parent_path();
  const auto refuse = [&](const std::string& why) {
    throw RunError(fmt::format("cannot write to the directory \"{}\": {}", path.string(), why));
  };
  if (!fs::is_directory(there, error)) refuse(fmt::format("\"{}\" is no directory", there.string()));
  if (access(there.c_str(), W_OK | X_OK) != 0) refuse(std::generic_category().message(errno));
}

void make_directory(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) throw RunError(fmt::format("cannot make the directory \"{}\": {}", path.string(), error.message()));
}

std::string file_name_of(std::string name) {
  const auto harmless = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0 ||
           std::string_view("._-+").find(c) != std::string_view::npos;
  };
  std::ranges::replace_if(
      name, [&](char c) { return !harmless(c); }, '_');
  return name.empty() || name[0] == '.' ? "_" + name : name;
}

}  // namespace racesim
