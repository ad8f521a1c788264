#pragma once
// Positions of names in tables.
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/contract.hpp"

namespace racesim {

/// Index of the row whose `name` is `name`; -1 when there is none.
template <class Row>
int find_name(const std::vector<Row>& rows, std::string_view name) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if constexpr (requires { rows[i].name; }) {
      if (rows[i].name == name) return static_cast<int>(i);
    } else if (rows[i] == name) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

/// Index of the row whose `name` is `name`, which the checks of the scenario have found.
template <class Row>
int place_of(const std::vector<Row>& rows, std::string_view name) {
  const int place = find_name(rows, name);
  expects(place >= 0);
  return place;
}

}  // namespace racesim
