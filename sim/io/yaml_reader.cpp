#include "racesim/io/yaml_reader.hpp"

#include <algorithm>
#include <sstream>
#include <unordered_map>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace racesim {
namespace {

/// Turns the places of yaml-cpp (from 0, columns in bytes) into marks (from 1, columns in characters).
class Places {
 public:
  Places(std::string_view text, const std::string& file) : text_(text), file_(file) {
    for (size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\n') lines_.push_back(at + 1);
    }
  }
  Mark operator()(const YAML::Mark& mark) const {
    if (mark.is_null()) return {file_, 0, 0};
    const size_t line = std::min(static_cast<size_t>(mark.line), lines_.size() - 1);
    const std::string_view before = text_.substr(lines_[line], static_cast<size_t>(mark.column));
    const auto inside = std::count_if(before.begin(), before.end(), [](char c) { return (c & 0xC0) == 0x80; });
    return {file_, mark.line + 1, mark.column - static_cast<int>(inside) + 1};
  }
  /// The text from a place on.
  std::string_view text_from(const YAML::Mark& mark) const {
    const size_t line = std::min(static_cast<size_t>(mark.line), lines_.size() - 1);
    return text_.substr(std::min(lines_[line] + static_cast<size_t>(mark.column), text_.size()));
  }

 private:
  std::string_view text_;
  std::string file_;
  std::vector<size_t> lines_ = {0};  ///< where each line begins
};

/// True when a text that begins with a quote also has the closing one. yaml-cpp takes the end of the file for it when
/// the last line ends properly.
bool closes_quote(std::string_view text) {
  const char quote = text.empty() ? '\0' : text[0];
  if (quote != '"' && quote != '\'') return true;
  for (size_t at = 1; at < text.size(); ++at) {
    const bool escape = (quote == '"' && text[at] == '\\') || (quote == '\'' && text.substr(at, 2) == "''");
    if (escape) {
      ++at;
    } else if (text[at] == quote) {
      return true;
    }
  }
  return false;
}

/// Builds the tree from yaml-cpp's events. Its recursion is bounded by ours: it announces a list or map before going
/// in.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const Places& places, Diagnostics& diagnostics) : places_(places), diagnostics_(diagnostics) {}

  Node take_root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node node;
    node.mark = places_(mark);
    check("", anchor, node);
    place(std::move(node));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    Node node;
    node.mark = places_(mark);
    refuse_anchor(node.mark);
    place(std::move(node));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node node = Node::scalar(value, places_(mark));
    node.quoted = tag == "!";
    if (!closes_quote(places_.text_from(mark))) diagnostics_.error(node.mark, "the quote is not closed");
    check(tag, anchor, node);
    place(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Node::list(places_(mark)), mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Node::map(places_(mark)), mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or map that is being filled.
  struct Level {
    Node node;
    bool value_next = false;  ///< of a map: a key was read
    Mark key_mark = {};
    bool drop_next = false;                           ///< the key was refused, so its value is dropped
    std::unordered_map<std::string, int> lines = {};  ///< where each key was first given
  };

  void refuse_anchor(const Mark& mark) {
    diagnostics_.error(mark, "anchors and aliases are not read", "write the value out, or share it through `extends`");
  }
  void check(const std::string& tag, YAML::anchor_t anchor, Node& node) {
    if (anchor != 0) refuse_anchor(node.mark);
    if (tag == "!delete") {
      const bool empty = node.is_null() || (node.is_scalar() && node.text.empty());
      if (empty) {
        node = Node{.mark = node.mark, .deletes = true};
      } else {
        diagnostics_.error(node.mark, fmt::format("!delete takes no value, found {}", found(node)));
      }
    } else if (!tag.empty() && tag != "?" && tag != "!") {
      diagnostics_.error(node.mark, fmt::format("tag \"{}\" is not known", tag), "the only tag is !delete");
    }
  }
  void open(Node node, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (levels_.size() >= deepest_nesting) {
      throw YAML::ParserException(mark,
                                  fmt::format("lists and maps are nested deeper than {} levels", deepest_nesting));
    }
    check(tag, anchor, node);
    levels_.push_back({.node = std::move(node)});
  }
  void close() {
    Node node = std::move(levels_.back().node);
    levels_.pop_back();
    place(std::move(node));
  }
  void place(Node node) {
    if (levels_.empty()) {
      root_ = std::move(node);
    } else if (Level& level = levels_.back(); level.node.is_list()) {
      level.node.add(std::move(node));
    } else if (!level.value_next) {
      level.value_next = true;
      level.key_mark = node.mark;
      level.drop_next = !place_key(level, node);
    } else {
      level.value_next = false;
      if (node.is_null() && !node.deletes) node.mark = level.key_mark;  // yaml-cpp points behind it
      if (!level.drop_next) level.node.add(std::move(node));
    }
  }
  bool place_key(Level& level, const Node& key) {
    if (!key.is_scalar()) {
      diagnostics_.error(key.mark, fmt::format("a key must be a word, found {}", found(key)));
      return false;
    }
    if (key.text == "<<" && !key.quoted) {
      diagnostics_.error(key.mark, "merge keys \"<<\" are not read", "share values through `extends`");
      return false;
    }
    const auto [first, is_new] = level.lines.emplace(key.text, key.mark.line);
    if (!is_new) {
      diagnostics_.error(key.mark, fmt::format("key {} is given twice", found(key)),
                         fmt::format("first on line {}; keep one", first->second));
      return false;
    }
    level.node.keys.push_back({key.text, key.mark});
    return true;
  }

  const Places& places_;
  Diagnostics& diagnostics_;
  std::vector<Level> levels_;
  Node root_;
};

/// YAML forbids tabs as indentation; yaml-cpp is silent about some and puzzling about others.
void refuse_tabs(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  int line = 1;
  for (size_t at = 0; at < text.size(); ++line) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view row = text.substr(at, end - at);
    const size_t indent = std::min(row.find_first_not_of(" \t\r"), row.size());
    const size_t tab = row.substr(0, indent).find('\t');
    if (tab != std::string_view::npos && indent < row.size() && row[indent] != '#') {
      diagnostics.error({file, line, static_cast<int>(tab) + 1}, "a tab in the indentation", "use spaces");
    }
    at = end + 1;
  }
}

/// What to do about the commonest complaints of yaml-cpp.
std::string remedy(std::string_view message) {
  if (message == "illegal map value") return "quote a text that holds \": \"";
  if (message == "end of sequence flow not found") return "close the [";
  if (message == "end of map flow not found") return "close the {";
  if (message == "illegal EOF in scalar") return "close the quote";
  return "";
}

}  // namespace

std::optional<Node> read_yaml(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  const size_t errors = diagnostics.error_count();
  refuse_tabs(text, file, diagnostics);
  if (diagnostics.error_count() > errors) return std::nullopt;
  const Places places(text, file);
  TreeBuilder builder(places, diagnostics);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      diagnostics.error({file, 1, 1}, "the file is empty");
      return std::nullopt;
    }
    Node root = builder.take_root();
    if (parser.HandleNextDocument(builder)) {
      diagnostics.error(builder.take_root().mark, "a second document begins here", "keep one document per file");
    }
    const bool empty = root.is_null() && !root.deletes;
    if (empty && diagnostics.error_count() == errors) diagnostics.error({file, 1, 1}, "the file is empty");
    if (diagnostics.error_count() > errors) return std::nullopt;
    return root;
  } catch (const YAML::Exception& exception) {
    // From 0.8 on yaml-cpp adds the name to this message; the mark shows where it stands.
    std::string what = exception.msg;
    if (what.starts_with("the referenced anchor is not defined")) what.resize(what.find("defined") + 7);
    diagnostics.error(places(exception.mark), "not valid YAML: " + what, remedy(exception.msg));
    return std::nullopt;
  }
}

}  // namespace racesim
