#pragma once
// What `compare` compares: series and outcomes, by name.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/model/inputs.hpp"

namespace racesim {

/// Names of the entries of the dimensions that an observable may have: "bloc" -> US, China, ...
using EntryNames = std::map<std::string, std::vector<std::string>, std::less<>>;
EntryNames entry_names(const Inputs& inputs);

/// One number per run and month, or (an outcome) one per run.
struct Compared {
  std::string_view name;
  std::string_view unit;
  std::string_view doc;
  std::size_t place = 0;  ///< in observables(), or in outcomes()
  bool series = true;
  bool lower_is_better = false;
  std::vector<std::string> dimensions = {};  ///< after run and time
  std::vector<std::string> entry = {};       ///< one name per dimension

  /// "China", "China, Nvidia", or "".
  std::string entry_text() const;
  /// "eci_frontier[China]".
  std::string label() const;
  /// Place of the entry among the values of a month; throws InputError when these names do not have it.
  std::size_t offset(const EntryNames& names, const std::string& where) const;
};

/// What a name may stand for in NAME[...] besides an entry.
struct Roles {
  std::string leader;
  std::string follower;
};

/// Compared when nothing else is asked for.
std::vector<std::string> default_quantities();
/// Broken even when nothing else is asked for.
std::vector<std::string> default_break_even();
/// Compared when the default is not there: every outcome.
std::vector<std::string> all_outcomes();

/// The quantities that texts like `lag_months`, `eci_frontier[China]`, `eci_frontier[follower]` mean; without brackets
/// all entries. Throws InputError; `option` is where the texts come from.
std::vector<Compared> make_quantities(const std::vector<std::string>& texts, const std::string& option,
                                      const EntryNames& names, const Roles& roles);

}  // namespace racesim
