#pragma once
// Visits to every described column of a world.
#include <string>
#include <string_view>
#include <type_traits>

#include "racesim/model/world.hpp"

namespace racesim {

/// A part of a state that describes columns of its own.
template <class T>
concept DescribedPart = requires(T& part) {
  std::remove_const_t<T>::describe(part, [](auto&, const StateField&) {});
};

template <class Part, class Visitor>
void for_each_column_of(Part& part, Visitor& visit) {
  std::remove_const_t<Part>::describe(part, [&](auto& member, const StateField& field) {
    if constexpr (DescribedPart<std::remove_reference_t<decltype(member)>>)
      for_each_column_of(member, visit);
    else
      visit(member, field);
  });
}

/// Calls visit(column, field) for every column of every mechanism.
template <class Self, class Visitor>
void for_each_column(Self& world, Visitor&& visit) {
  World::for_each_state(world, [&](std::string_view, auto& state) { for_each_column_of(state, visit); });
}

template <class Part, class Visitor>
void for_each_named_column_of(Part& part, const std::string& prefix, Visitor& visit) {
  std::remove_const_t<Part>::describe(part, [&](auto& member, const StateField& field) {
    const std::string name = prefix + "." + std::string(field.name);
    if constexpr (DescribedPart<std::remove_reference_t<decltype(member)>>)
      for_each_named_column_of(member, name, visit);
    else
      visit(name, member, field);
  });
}

/// Calls visit(name, column, field), named mechanism.column or mechanism.part.column.
template <class Self, class Visitor>
void for_each_named_column(Self& world, Visitor&& visit) {
  World::for_each_state(world, [&](std::string_view mechanism, auto& state) {
    for_each_named_column_of(state, std::string(mechanism), visit);
  });
}

}  // namespace racesim
