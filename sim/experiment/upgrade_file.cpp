#include "racesim/experiment/upgrade_file.hpp"

#include <array>

#include <fmt/format.h>

#include "racesim/experiment/study.hpp"
#include "racesim/io/files.hpp"
#include "racesim/io/format_number.hpp"
#include "racesim/io/former_names.hpp"
#include "racesim/io/scenario_io.hpp"
#include "racesim/io/text_file.hpp"
#include "racesim/io/yaml_reader.hpp"

namespace racesim {

namespace {

/// Today's format of the files that `given` names; "" when there is none.
std::string_view format_of(const Node& given) {
  for (const std::string_view format : std::array{scenario_format, study_format}) {
    if (given.is_scalar() && (given.text == format || earlier_format(given.text, format))) return format;
  }
  return "";
}

Node read_root(const std::string& text, const std::string& path) {
  Diagnostics diagnostics;
  const auto root = read_yaml(text, path, diagnostics);
  if (!root) throw InputError(diagnostics.sorted());
  return *root;
}

}  // namespace

UpgradedFile upgrade_file(const std::string& path) {
  Diagnostics diagnostics;
  Files files;
  const std::string* text = files.read(path, {path, 0, 0}, diagnostics);
  if (!text) throw InputError(diagnostics.sorted());
  const Node root = read_root(*text, path);
  const Node* given = root.find("format");
  if (!given) throw InputError({path, 1, 1}, "the key \"format\" is missing", "what is upgraded names its format");
  const std::string_view format = format_of(*given);
  if (format.empty())
    throw InputError(given->mark, fmt::format("format {} is not upgraded", found(*given)),
                     fmt::format("{} and {} are today's", scenario_format, study_format));
  const auto former = format == study_format ? former_study_keys() : former_scenario_keys();
  Renamings renamings = find_former_names(root, former, diagnostics);
  if (diagnostics.has_errors()) throw InputError(diagnostics.sorted());
  if (given->text != format) renamings.words.push_back({given, std::string(format)});
  const auto after = rewritten(*text, path, root, renamings, diagnostics);
  if (!after) throw InputError(diagnostics.sorted());
  const std::string before = text_file(path).value_or(*text);
  const std::string mark = before.substr(0, before.size() - text->size());  // of the byte order
  return {path, before, mark + *after};
}

}  // namespace racesim
