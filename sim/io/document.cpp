#include "racesim/io/document.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "racesim/io/format_number.hpp"
#include "racesim/io/former_names.hpp"
#include "racesim/io/yaml_reader.hpp"

namespace racesim {
namespace {

/// What a file of the other kind is for: "this is a study; `racesim sweep run x.yaml` runs it".
std::string command_for(const Node& format) {
  const auto use = [&](const char* what, const char* command) {
    return fmt::format("this is a {}; `racesim {} {}` runs it", what, command, format.mark.file);
  };
  if (format.text.starts_with("racesim-study/")) return use("study", "sweep run");
  if (format.text.starts_with("racesim-scenario/")) return use("scenario", "run");
  return "";
}

constexpr size_t longest_chain = 32;  // files that extend one another; bounds the recursion

/// Reads files with what they extend; each file once, however often it is extended.
class Extender {
 public:
  Extender(const std::string& format, std::span<const FormerKey> former, Files& files, Diagnostics& diagnostics)
      : format_(format), former_(former), files_(files), diagnostics_(diagnostics) {}

  /// The merged tree of a file that is named at `from`, or nullptr.
  const Node* read(const std::string& path, const Mark& from) {
    if (const auto known = done_.find(path); known != done_.end()) return known->second ? &*known->second : nullptr;
    if (!may_follow(path, from)) return nullptr;
    chain_.push_back(path);
    std::optional<Node> node = read_file(path, from);
    if (node) node = extend(std::move(*node));
    chain_.pop_back();
    return (done_[path] = std::move(node)) ? &*done_[path] : nullptr;
  }

  /// The merged tree of a file with presets laid over it.
  std::optional<Node> read_with(const std::string& path, std::span<const std::string> presets) {
    const Node* root = read(path, {path, 0, 0});
    if (!root) return std::nullopt;
    Node merged = *root;
    chain_.push_back(path);  // a preset is a part as extended files are: it needs no format
    for (std::size_t k = 0; k < presets.size(); ++k) {
      if (const Node* preset = read(presets[k], {"--preset", static_cast<int>(k) + 1, 1})) {
        merge(merged, *preset, files_, diagnostics_);
      }
    }
    chain_.pop_back();
    return merged;
  }

 private:
  bool may_follow(const std::string& path, const Mark& from) {
    const auto again = std::find(chain_.begin(), chain_.end(), path);
    if (again != chain_.end()) {
      std::string circle;
      for (auto file = again; file != chain_.end(); ++file) circle += *file + " -> ";
      diagnostics_.error(from, fmt::format("`extends` goes in a circle: {}{}", circle, path),
                         "remove one of the links");
      return false;
    }
    if (chain_.size() < longest_chain) return true;
    diagnostics_.error(from, fmt::format("more than {} files extend one another", longest_chain));
    return false;
  }

  std::optional<Node> read_file(const std::string& path, const Mark& from) {
    const std::string* text = files_.read(path, from, diagnostics_);
    if (!text) return std::nullopt;
    std::optional<Node> node = read_yaml(*text, path, diagnostics_);
    if (!node) return std::nullopt;
    if (!node->is_map()) {
      diagnostics_.error(node->mark, fmt::format("expected keys and values, found {}", found(*node)),
                         fmt::format("begin with \"format: {}\"", format_));
      return std::nullopt;
    }
    const Node* format = node->find("format");
    const bool earlier = format && format->is_scalar() && earlier_format(format->text, format_);
    if (!has_format(*node)) return std::nullopt;
    use_present_names(*node, earlier);
    return node;
  }

  /// Of an earlier format one hint says that it calls things otherwise; of today's each of them is warned of.
  void use_present_names(Node& root, bool earlier) {
    if (!earlier) return move_former_keys(root, former_, diagnostics_);
    Diagnostics of_renaming;
    Renamings names = find_former_names(root, former_, of_renaming);
    names.keys.clear();  // moved below, into groups that may be there already
    root = renamed(root, names);
    move_former_keys(root, former_, of_renaming);
    for (const Diagnostic& finding : of_renaming.sorted()) {
      if (finding.severity == Diagnostic::Severity::error)
        diagnostics_.error(finding.mark, finding.message, finding.hint);
    }
  }

  /// True when the file may be read. One of an earlier format becomes one of today's.
  bool has_format(Node& root) {
    Node* given = root.find("format");
    const bool top = chain_.size() == 1;
    if (!given) {
      if (top)
        diagnostics_.error({root.mark.file, 1, 1}, "the key \"format\" is missing",
                           fmt::format("begin with \"format: {}\"", format_));
      return !top;
    }
    if (given->is_scalar() && given->text == format_) return true;
    if (const auto number = given->is_scalar() ? earlier_format(given->text, format_) : std::nullopt) {
      if (!hinted_)
        diagnostics_.warning(given->mark, fmt::format("format {}", *number),
                             fmt::format("`racesim upgrade {}` rewrites it", given->mark.file));
      hinted_ = true;
      given->text = format_;
      return true;
    }
    const bool same_kind = given->text.starts_with(format_.substr(0, format_.find('/') + 1));
    const std::string command = chain_.size() == 1 && !same_kind ? command_for(*given) : "";
    diagnostics_.error(given->mark, fmt::format("format {} is not read here", found(*given)),
                       command.empty() ? fmt::format("write {}", format_) : command);
    return false;
  }

  std::optional<Node> extend(Node own) {
    const Node* extends = own.find("extends");
    if (!extends) return own;
    const bool many = extends->is_list();
    Node merged = Node::map(own.mark);
    bool complete = true;
    for (const Node& name : many ? extends->items : std::vector<Node>{*extends}) {
      const bool is_name = name.is_scalar() && !name.text.empty();
      const Node* base = is_name ? read(relative_to(name.mark.file, name.text), name.mark) : nullptr;
      if (!is_name) diagnostics_.error(name.mark, fmt::format("`extends` names files, found {}", found(name)));
      if (base) merge(merged, *base, files_, diagnostics_);
      complete = complete && base;
    }
    if (!complete) return std::nullopt;
    own.erase("extends");
    merge(merged, own, files_, diagnostics_);
    merged.mark = own.mark;
    return merged;
  }

  std::string format_;
  std::span<const FormerKey> former_;
  Files& files_;
  Diagnostics& diagnostics_;
  bool hinted_ = false;  ///< that a file is of an earlier format
  std::vector<std::string> chain_;
  std::map<std::string, std::optional<Node>> done_;
};

}  // namespace

std::optional<Node> read_document(const std::string& path, const std::string& format, Files& files,
                                  Diagnostics& diagnostics, std::span<const std::string> presets,
                                  std::span<const FormerKey> former) {
  const size_t errors = diagnostics.error_count();
  std::optional<Node> root = Extender(format, former, files, diagnostics).read_with(path, presets);
  if (root) report_leftover_deletes(*root, diagnostics);
  if (diagnostics.error_count() > errors) return std::nullopt;
  return root;
}

}  // namespace racesim
