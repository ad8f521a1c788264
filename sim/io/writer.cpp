#include "racesim/io/writer.hpp"

#include <array>

#include <fmt/format.h>
#include <yaml-cpp/emitter.h>

#include "racesim/core/units.hpp"

namespace racesim {
namespace {

void emit(YAML::Emitter& out, const Node& node) {
  if (node.is_null()) {
    out << YAML::Null;
  } else if (node.is_scalar()) {
    if (node.quoted) out << YAML::DoubleQuoted;
    out << node.text;
  } else if (node.is_list()) {
    out << (is_flat_list(node) ? YAML::Flow : YAML::Block) << YAML::BeginSeq;
    for (const Node& item : node.items) emit(out, item);
    out << YAML::EndSeq;
  } else {
    out << (node.items.empty() ? YAML::Flow : YAML::Block) << YAML::BeginMap;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      out << YAML::Key;
      emit(out, write_text(node.keys[i].text));
      out << YAML::Value;
      emit(out, node.items[i]);
    }
    out << YAML::EndMap;
  }
  if (!node.comment.empty()) out << YAML::Comment(node.comment);
}

void add(Node& map, std::string_view key, double value) { map.add({std::string(key), {}}, write_number(value)); }

Node numbers(const std::vector<double>& values) {
  Node list = Node::list();
  for (const double value : values) list.add(write_number(value));
  return list;
}

void add_shape(Node& map, const Distribution& d) {
  using Kind = Distribution::Kind;
  constexpr std::array<std::array<std::string_view, 4>, 7> keys = {{{"value"},
                                                                    {"mean", "sd"},
                                                                    {"median", "sigma"},
                                                                    {"low", "high"},
                                                                    {"low", "high"},
                                                                    {"low", "mode", "high"},
                                                                    {"alpha", "beta", "low", "high"}}};
  if (d.kind == Kind::discrete || d.kind == Kind::empirical) {
    map.add({"values", {}}, numbers(d.values));
    if (d.kind == Kind::discrete) map.add({"weights", {}}, numbers(d.weights));
    return;
  }
  const std::array<double, 4> shape = {d.a, d.b, d.c, d.d};
  const auto& names = keys[static_cast<std::size_t>(d.kind)];
  for (std::size_t i = 0; i < names.size() && !names[i].empty(); ++i) add(map, names[i], shape[i]);
}

}  // namespace

Node write_number(double value) { return Node::scalar(fmt::format("{}", value)); }

Node write_text(std::string_view text) {
  constexpr std::array<std::string_view, 8> words = {"true", "false", "yes", "no", "on", "off", "null", "<<"};
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  Node node = Node::scalar(std::string(text));
  const bool ambiguous =
      text.empty() || text.find_first_of("0123456789.+-~") == 0 || text.find_first_of("\t\r") != text.npos;
  node.quoted = (ambiguous && !parse_month(text)) || std::find(words.begin(), words.end(), lower) != words.end();
  return node;
}

Node YamlType<double>::write(double value) { return write_number(value); }
Node YamlType<bool>::write(bool value) { return Node::scalar(value ? "true" : "false"); }
Node YamlType<std::string>::write(const std::string& value) { return write_text(value); }
Node YamlType<Month>::write(Month value) { return Node::scalar(to_string(value)); }

Node YamlType<Series>::write(const Series& series) {
  if (series.points.size() == 1 && series.points[0].month == Month{}) return write_number(series.points[0].value);
  Node map = Node::map();
  for (const auto& [month, value] : series.points) map.add({to_string(month), {}}, write_number(value));
  return map;
}

Node write_distribution(const UncertainParameter& parameter, double central, const Field& field) {
  const Distribution& d = parameter.distribution;
  Node map = Node::map();
  map.add({"dist", {}}, Node::scalar(std::string(name(d.kind))));
  add_shape(map, d);
  if (d.kind == Distribution::Kind::normal || d.kind == Distribution::Kind::lognormal) {
    if (d.low > field.lower) add(map, "low", d.low);
    if (d.high < field.upper) add(map, "high", d.high);
  }
  add(map, "central", central);
  if (!parameter.source.empty()) map.add({"source", {}}, write_text(parameter.source));
  return map;
}

Node YamlType<RankCorrelations>::write(const RankCorrelations& correlations) {
  Node list = Node::list();
  const std::size_t n = correlations.names.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      const double rank = correlations.matrix[i * n + j];
      if (rank == 0) continue;
      Node pair = Node::list();
      pair.add(write_text(correlations.names[i]));
      pair.add(write_text(correlations.names[j]));
      Node entry = Node::map();
      entry.add({"between", {}}, std::move(pair));
      add(entry, "rank", rank);
      list.add(std::move(entry));
    }
  }
  return list;
}

void TreeWriter::put_remark(Node& node, const Field& field) const {
  if (!node.items.empty() && !is_flat_list(node)) return put_remark(node.items[0], field);
  if (remarks_.units && field.unit != "1") node.comment = fmt::format("[{}]", field.unit);
  if (!remarks_.origins) return;
  const Mark* mark = remarks_.origins->given(path_);
  if (!node.comment.empty()) node.comment += ' ';
  node.comment += mark ? fmt::format("{}:{}", mark->file, mark->line) : "default";
}

bool is_flat_list(const Node& node) {
  return node.is_list() &&
         std::all_of(node.items.begin(), node.items.end(), [](const Node& item) { return item.is_scalar(); });
}

std::string write_yaml(const Node& node) {
  YAML::Emitter out;
  out.SetIndent(2);
  emit(out, node);
  return std::string(out.c_str()) + "\n";
}

}  // namespace racesim
