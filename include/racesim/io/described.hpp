#pragma once
// What binder, writer and schema ask of a member's type; see core/field.hpp for how a struct describes itself.
#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "racesim/core/field.hpp"
#include "racesim/core/parameter.hpp"
#include "racesim/core/uncertain.hpp"

namespace racesim {

namespace detail {
struct AnyVisitor {
  template <class Member>
  void operator()(Member&, const Field&) const {}
};
template <class T, template <class...> class Template>
inline constexpr bool is_instance = false;
template <class... Args, template <class...> class Template>
inline constexpr bool is_instance<Template<Args...>, Template> = true;
}  // namespace detail

/// A struct with a static `describe(self, visitor)`, or with the table of a mechanism's parameters.
template <class T>
concept Described = Tabulated<T> || requires(T& object, detail::AnyVisitor visitor) {
  T::describe(object, visitor);
};

/// Visits the members of a described struct with their fields.
template <class T, class Visitor>
void visit_members(T& object, Visitor&& visit) {
  if constexpr (Tabulated<T>) {
    for (const auto& row : T::fields()) visit(object.*row.member, row.field);
  } else {
    T::describe(object, visit);
  }
}

/// Appends the names of all numbers of a struct of parameters; those of a struct within it with its name and a dot.
template <Described T>
void list_names(const std::string& prefix, std::vector<std::string>& names) {
  const T defaults{};
  visit_members(defaults, [&](const auto& member, const Field& field) {
    const std::string name = prefix + std::string(field.name);
    if constexpr (Described<std::remove_cvref_t<decltype(member)>>) {
      list_names<std::remove_cvref_t<decltype(member)>>(name + ".", names);
    } else {
      names.push_back(name);
    }
  });
}

/// An enumeration with `std::span<const std::string_view> enum_names(T)`, in the order of its values from 0.
template <class T>
concept NamedEnum = std::is_enum_v<T> && requires(T value) {
  { enum_names(value) } -> std::convertible_to<std::span<const std::string_view>>;
};

template <class T>
concept Optional = detail::is_instance<T, std::optional>;
template <class T>
concept List = detail::is_instance<T, std::vector>;
/// Alternatives that are told apart by their `type_name`: `- export_rule: {...}`.
template <class T>
concept Variant = detail::is_instance<T, std::variant>;
template <class T>
concept WithUncertainty = detail::is_instance<T, Uncertain>;
template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool>;

/// A described struct with a `std::string name`: lists of it are tables with unique names.
template <class T>
concept Named = Described<T> && requires(T& object) {
  { object.name } -> std::same_as<std::string&>;
};

namespace detail {
template <class T>
inline constexpr bool all_named = Named<T>;
template <class... Ts>
inline constexpr bool all_named<std::variant<Ts...>> = (Named<Ts> && ...);
}  // namespace detail

/// A named struct, or a variant of named structs.
template <class T>
concept HasName = detail::all_named<T>;

template <HasName T>
const std::string& name_of(const T& object) {
  if constexpr (Variant<T>) {
    return std::visit([](const auto& alternative) -> const std::string& { return alternative.name; }, object);
  } else {
    return object.name;
  }
}

/// How paths and `--set` call an entry of a list: `[name]`, or `[index]` counted from 0.
inline std::string entry_label(const std::string& name, std::size_t index) {
  return "[" + (name.empty() ? std::to_string(index) : name) + "]";
}

}  // namespace racesim
