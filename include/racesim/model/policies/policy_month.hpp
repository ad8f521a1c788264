#pragma once
// The month that instruments other than rules act on. Inputs that grow by parameters are not known yet when policies
// are applied: changes to them are noted. All other inputs are changed at once.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/month.hpp"
#include "racesim/model/inputs.hpp"
#include "racesim/model/policies/buyer.hpp"
#include "racesim/model/timeline.hpp"

namespace racesim {

/// A multiplier of a vendor's supply or a bloc's smuggling.
struct Change {
  int index = 0;
  double factor = 1;
};

/// Budgets that a policy multiplies, or raises by a sum that is shared in proportion to them.
struct BudgetChange {
  std::vector<int> buyers;
  double factor = 1;
  double usd = 0;  ///< of this month; 0: no sum
};

/// Changes of a month to what grows by parameters, in the order of the policies.
struct PolicyChanges {
  std::vector<std::uint8_t> front_loads;  ///< buyers: 1: orders early
  std::vector<Change> supply;             ///< of vendors
  std::vector<Change> smuggling;          ///< of blocs
  std::vector<BudgetChange> budgets;
};

/// A month, and the names that policies use found in the inputs.
struct PolicyMonth {
  const Inputs& inputs;
  Month month;
  PolicyChanges& changes;
  MonthInputs& month_inputs;

  /// Throws InputError when there is no such bloc or lab.
  int bloc(std::string_view name) const;
  int lab(std::string_view name) const;
  std::vector<int> blocs(const std::vector<std::string>& names) const;
  /// Named labs that are `name` or belong to the bloc `name`.
  std::vector<int> labs(std::string_view name) const;
  /// Buyers that a list of blocs and buyers names.
  std::vector<int> buyers(const std::vector<std::string>& list) const;
  Buyer buyer(int i) const { return {inputs.blocs[inputs.buyers.bloc[i]], inputs.buyers.name[i]}; }
  std::vector<Buyer> all_buyers() const;
  /// Entry of a table of blocs x blocs.
  int pair(int from, int to) const { return from * inputs.n_blocs() + to; }
  /// Multiplies the supply of the vendors named, or of all when none is.
  void cut_supply(const std::vector<std::string>& vendors, double factor);
};

}  // namespace racesim
