#pragma once
// Fills described structs from a tree. What a member's type admits: a value with a YamlType (numbers with units, texts,
// months, words, paths over months ...), a described struct, std::optional of these, std::vector of these (a described
// struct's list may also be the path of a table; with a `name` it may be a map from name to entry), std::variant (a map
// with one key, the alternative's `type_name`), and Uncertain<P>.
// A value that cannot be read leaves the default in place and adds a diagnostic; binding goes on to find the others.
#include <algorithm>
#include <unordered_map>

#include "racesim/io/described.hpp"
#include "racesim/io/document.hpp"
#include "racesim/io/origins.hpp"
#include "racesim/io/yaml_type.hpp"

namespace racesim {

/// A map from name to entry, and not one from type to what belongs to an entry, as where the dashes were forgotten.
template <class T>
bool names_entries(const Node& node) {
  const auto is_type = [&]<class... Ts>(std::type_identity<std::variant<Ts...>>) {
    return ((node.find(Ts::type_name) != nullptr) || ...);
  };
  if constexpr (Variant<T>) {
    return node.is_map() && !is_type(std::type_identity<T>{});
  } else {
    return node.is_map();
  }
}

class Binder {
 public:
  /// In the file `resolved` every number stands: a parameter that equals its default there was not given.
  Binder(Files& files, Diagnostics& diagnostics, Origins& origins, std::string resolved = "")
      : files_(files), diagnostics_(diagnostics), origins_(origins), resolved_(std::move(resolved)) {}

  /// Binds one value; `field` names it in messages and gives unit and range.
  template <class T>
  void bind(T& target, const Node& node, const Field& field) {
    origins_.note(path_, node.mark);
    if constexpr (YamlValue<T>) {
      if (auto value = YamlType<T>::read(node, field, diagnostics_)) target = std::move(*value);
    } else if constexpr (Optional<T>) {
      if (node.is_null()) return target.reset();
      target.emplace();
      bind(*target, node, field);
    } else if constexpr (List<T>) {
      bind_list(target, node, field);
    } else if constexpr (Variant<T>) {
      bind_variant(target, node, field);
    } else if constexpr (WithUncertainty<T>) {
      known_parameters_.clear();
      list_names<decltype(T::values)>("", known_parameters_);
      bind_parameters(target.values, "", node, field, target.uncertain);
    } else {
      static_assert(Described<T>, "the binder does not know this type: describe it or give it a YamlType");
      bind_described(target, node, field);
    }
  }

 private:
  /// Goes on with `action` one level deeper in the path.
  template <class Action>
  void within(std::string_view step, Action action) {
    const std::size_t length = path_.size();
    if (!path_.empty() && step[0] != '[') path_ += '.';
    path_ += step;
    action();
    path_.resize(length);
  }

  template <class T>
  void bind_described(T& target, const Node& node, const Field& field) {
    if (!expect_map(node, field.name, diagnostics_)) return;
    MapReader reader(node, diagnostics_);
    visit_members(target, [&](auto& member, const Field& inner) {
      if (const Node* value = reader.take(inner)) within(inner.name, [&] { bind(member, *value, inner); });
    });
    reader.finish([&](const std::string& key) { return suggest<T>(key); });
  }

  /// What may have been meant by a key of `T` that is the last part of a parameter's path.
  template <class T>
  std::string suggest(const std::string& key) {
    std::vector<std::string> names;
    const T defaults{};
    visit_members(defaults, [&](const auto& member, const Field& field) {
      using Member = std::remove_cvref_t<decltype(member)>;
      if constexpr (WithUncertainty<Member>) list_names<decltype(Member::values)>(std::string(field.name) + ".", names);
    });
    return same_end(key, names);
  }

  /// Parameters of which `prefix` is the path, with the dot behind it, as messages and `uncertain` call them.
  template <class P>
  void bind_parameters(P& target, const std::string& prefix, const Node& node, const Field& field,
                       std::vector<UncertainParameter>& uncertain) {
    if (!expect_map(node, field.name, diagnostics_)) return;
    MapReader reader(node, diagnostics_);
    visit_members(target, [&](auto& member, const Field& inner) {
      const Node* value = reader.take(inner);
      if (value) within(inner.name, [&] { bind_parameter(member, prefix, *value, inner, uncertain); });
    });
    reader.finish([&](const std::string& key) {
      const std::string elsewhere = same_end(key, known_parameters_);
      const std::string here = elsewhere.empty() ? reader.nearest(key) : elsewhere;
      return here.empty() ? did_you_mean_path(prefix + key, known_parameters_) : here;
    });
  }

  template <class T>
  void bind_parameter(T& target, const std::string& prefix, const Node& node, const Field& field,
                      std::vector<UncertainParameter>& uncertain) {
    const std::string name = prefix + std::string(field.name);
    if constexpr (std::same_as<T, double>) {
      origins_.note(path_, node.mark);
      Field named = field;
      named.name = name;
      const auto value = read_uncertain(node, named, diagnostics_);
      if (!value) return;
      const bool as_usual = value->central == target && field.prior.shape != Prior::Shape::none;
      target = value->central;
      if (value->distribution) {
        uncertain.push_back({name, *value->distribution, value->source});
      } else if (as_usual && (resolved_.empty() || node.mark.file != resolved_)) {
        uncertain.push_back({name, Distribution::fixed(target), ""});  // what is given is held
      }
    } else if constexpr (Described<T>) {
      origins_.note(path_, node.mark);
      bind_parameters(target, name + ".", node, field, uncertain);
    } else {
      bind(target, node, field);
    }
  }

  template <class... Ts>
  void bind_variant(std::variant<Ts...>& target, const Node& node, const Field& field) {
    const std::vector<std::string> types = {std::string(Ts::type_name)...};
    if (!is_one_of(node, field, types)) return;
    const auto bind_if = [&]<class T>(std::type_identity<T>) {
      if (node.keys[0].text != T::type_name) return;
      T alternative{};
      bind_described(alternative, node.items[0], Field{.name = T::type_name});
      target = std::move(alternative);
    };
    (bind_if(std::type_identity<Ts>{}), ...);
  }

  template <class T>
  void bind_list(std::vector<T>& target, const Node& node, const Field& field) {
    if (node.is_list()) return bind_entries(target, node, field);
    if constexpr (HasName<T>) {
      if (names_entries<T>(node)) return bind_entries(target, as_list(node, Variant<T>, diagnostics_), field);
    }
    if constexpr (Described<T>) {
      if (names_table(node)) {
        const auto table = read_table(node, files_, diagnostics_);
        if (table) bind_table(target, *table, field);
        return;
      }
    } else if (node.cell) {
      return bind_entries(target, split_cell(node), field);
    }
    refuse_list(node, field, Described<T>);
  }

  /// The content of a table's file.
  template <class T>
  void bind_table(std::vector<T>& target, const Node& table, const Field& field) {
    const bool named = Named<T> && table.is_map();
    if (!named && !table.is_list()) return refuse_list(table, field, false);
    bind_entries(target, named ? as_list(table, false, diagnostics_) : table, field);
  }

  template <class T>
  void bind_entries(std::vector<T>& target, const Node& list, const Field& field) {
    target.clear();
    std::unordered_map<std::string, Mark> names, rows;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Node& item = list.items[i];
      const Node* name = HasName<T> ? name_in(item) : nullptr;
      const std::string label = entry_label(name ? name->text : "", i);
      const std::string entry_name = std::string(field.name) + label;
      Field entry_field = field;
      entry_field.name = entry_name;
      const std::size_t errors = diagnostics_.error_count();
      T entry{};
      within(label, [&] { bind(entry, item, entry_field); });
      if (name) check_name(*name, names);
      if (diagnostics_.error_count() == errors) check_row(row_key(entry), item.mark, rows);
      target.push_back(std::move(entry));
    }
  }

  /// What a row is about, by its `keys`; "" where its type has none.
  template <class T>
  static std::string row_key(const T& row) {
    std::string key;
    if constexpr (requires { T::keys; }) {
      T::describe(row, [&](const auto& member, const Field& field) {
        if (std::ranges::find(T::keys, field.name) == std::end(T::keys)) return;
        using Member = std::remove_cvref_t<decltype(member)>;
        if constexpr (YamlValue<Member>)
          key += (key.empty() ? "" : ", ") + std::string(field.name) + " " + YamlType<Member>::write(member).text;
      });
    }
    return key;
  }

  /// `a;b;c` in a cell of a table as a list.
  static Node split_cell(const Node& cell);
  bool is_one_of(const Node& node, const Field& field, const std::vector<std::string>& types);
  void refuse_list(const Node& node, const Field& field, bool table);
  void check_name(const Node& name, std::unordered_map<std::string, Mark>& names);
  void check_row(const std::string& key, const Mark& mark, std::unordered_map<std::string, Mark>& rows);

  Files& files_;
  Diagnostics& diagnostics_;
  Origins& origins_;
  std::string resolved_;
  std::string path_;
  std::vector<std::string> known_parameters_;
};

/// A scenario as read: the described struct, where its values came from, and the texts of all its files.
template <class T>
struct Loaded {
  T value{};
  Origins origins;
  std::map<std::string, std::string> sources;  ///< path -> text, `--set` options not included
};

/// Typed entries (policies) that were written as a map from name to entry become the list that `--set` expects.
template <Described T>
void list_typed_entries(Node& root, T& scenario, Diagnostics& diagnostics) {
  T::describe(scenario, [&](auto& member, const Field& field) {
    using Member = std::remove_cvref_t<decltype(member)>;
    if constexpr (List<Member>) {
      if constexpr (Variant<typename Member::value_type>) {
        Node* node = root.find(field.name);
        if (node && names_entries<typename Member::value_type>(*node)) *node = as_list(*node, true, diagnostics);
      }
    }
  });
}

/// Reads a described struct from a file with everything it extends, presets (paths) and `--set` options. `format` is
/// the required value of its key `format`, `former` the keys of earlier versions. All findings go to `diagnostics`; the
/// value is complete when no error was added.
template <Described T>
Loaded<T> load(const std::string& path, const std::string& format, std::span<const std::string> overrides, Files& files,
               Diagnostics& diagnostics, std::span<const std::string> presets = {},
               std::span<const FormerKey> former = {}) {
  Loaded<T> loaded;
  std::optional<Node> root = read_document(path, format, files, diagnostics, presets, former);
  if (root) {
    const std::size_t errors = diagnostics.error_count();
    list_typed_entries(*root, loaded.value, diagnostics);
    apply_overrides(*root, overrides, files, diagnostics, former);
    if (diagnostics.error_count() == errors) {
      const Node* resolved = root->find("resolved");
      const bool is_resolved = resolved && resolved->is_scalar() && resolved->text == "true";
      Binder(files, diagnostics, loaded.origins, is_resolved ? resolved->mark.file : "")
          .bind(loaded.value, *root, Field{.name = "scenario"});
    }
  }
  loaded.sources = files.texts();
  return loaded;
}

}  // namespace racesim
