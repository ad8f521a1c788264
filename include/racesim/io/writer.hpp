#pragma once
// The resolved form: any described struct as YAML with every default filled in. It reads back to an equal struct.
#include <algorithm>
#include <set>

#include "racesim/io/described.hpp"
#include "racesim/io/node.hpp"
#include "racesim/io/origins.hpp"
#include "racesim/io/yaml_type.hpp"

namespace racesim {

/// The map that read_uncertain turns into this parameter, with `central` as the value of a plain run.
Node write_distribution(const UncertainParameter& parameter, double central, const Field& field);

/// True for a list without lists and maps inside, which is written on one line.
bool is_flat_list(const Node& node);
/// YAML text of a tree; comments stand behind their values.
std::string write_yaml(const Node& node);

/// What stands behind a value as a comment.
struct Remarks {
  bool units = false;                ///< [month]
  const Origins* origins = nullptr;  ///< file:line, or "default"
};

/// Turns described structs into trees, with the paths that the binder notes.
class TreeWriter {
 public:
  explicit TreeWriter(Remarks remarks = {}) : remarks_(remarks) {}

  template <class T>
  Node write(const T& value, const Field& field) {
    Node node = content(value, field);
    const bool whole = YamlValue<T> || Optional<T>;
    if (whole || is_flat_list(node)) put_remark(node, field);
    return node;
  }

 private:
  template <class T>
  Node content(const T& value, const Field& field) {
    if constexpr (YamlValue<T>) {
      return YamlType<T>::write(value);
    } else if constexpr (Optional<T>) {
      return value ? content(*value, field) : Node{};
    } else if constexpr (List<T>) {
      return list(value, field);
    } else if constexpr (Variant<T>) {
      return std::visit([&](const auto& alternative) { return typed(alternative); }, value);
    } else if constexpr (WithUncertainty<T>) {
      return parameters(value.values, value.uncertain, "");
    } else {
      static_assert(Described<T>, "this type cannot be written: describe it or give it a YamlType");
      return described(value);
    }
  }

  template <class Action>
  Node within(std::string_view step, Action action) {
    const std::size_t length = path_.size();
    if (!path_.empty() && step[0] != '[') path_ += '.';
    path_ += step;
    Node node = action();
    path_.resize(length);
    return node;
  }

  template <class T>
  Node described(const T& value) {
    Node map = Node::map();
    visit_members(value, [&](const auto& member, const Field& field) {
      map.add({std::string(field.name), {}}, within(field.name, [&] { return write(member, field); }));
    });
    return map;
  }

  template <class T>
  Node typed(const T& alternative) {
    Node map = Node::map();
    map.add({std::string(T::type_name), {}}, described(alternative));
    return map;
  }

  /// Parameters whose names in `uncertain` begin with `prefix`.
  template <class P>
  Node parameters(const P& values, const std::vector<UncertainParameter>& uncertain, const std::string& prefix) {
    Node map = Node::map();
    visit_members(values, [&](const auto& member, const Field& field) {
      const std::string name = prefix + std::string(field.name);
      map.add({std::string(field.name), {}}, within(field.name, [&] {
                if constexpr (std::same_as<decltype(member), const double&>) {
                  return parameter(member, field, std::ranges::find(uncertain, name, &UncertainParameter::name),
                                   uncertain.end());
                } else if constexpr (Described<std::remove_cvref_t<decltype(member)>>) {
                  return parameters(member, uncertain, name + ".");
                } else {
                  return write(member, field);
                }
              }));
    });
    return map;
  }

  template <class Iterator>
  Node parameter(double value, const Field& field, Iterator drawn, Iterator none) {
    if (drawn == none) return write(value, field);
    Node distribution = write_distribution(*drawn, value, field);
    put_remark(distribution, field);
    return distribution;
  }

  /// A table with unique names becomes a map from name to entry, which other files can extend.
  template <class T>
  Node list(const std::vector<T>& values, const Field& field) {
    bool named = false;
    if constexpr (Named<T>) {
      std::set<std::string> names;
      for (const T& value : values) names.insert(value.name);
      named = !values.empty() && names.size() == values.size() && !names.contains("");
    }
    Node node = named ? Node::map() : Node::list();
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::string name;
      if constexpr (HasName<T>) name = name_of(values[i]);
      Node entry = within(entry_label(name, i), [&] { return content(values[i], field); });
      if (named) {
        entry.erase("name");
        node.add({name, {}}, std::move(entry));
      } else {
        node.add(std::move(entry));
      }
    }
    return node;
  }

  /// Puts the comment behind the first text of the node.
  void put_remark(Node& node, const Field& field) const;

  Remarks remarks_;
  std::string path_;
};

/// The resolved YAML of a described struct.
template <Described T>
std::string write_resolved(const T& value, Remarks remarks = {}) {
  return write_yaml(TreeWriter(remarks).write(value, Field{.name = ""}));
}

}  // namespace racesim
