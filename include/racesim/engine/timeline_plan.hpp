#pragma once
// What the months of a scenario bring whatever the parameters: measured paths read, policies applied month by
// month. Parameter values make a Timeline of it.
#include <vector>

#include "racesim/core/month.hpp"
#include "racesim/core/series.hpp"
#include "racesim/model/policies/policy_month.hpp"
#include "racesim/model/policies/rulings.hpp"
#include "racesim/model/timeline.hpp"

namespace racesim {

/// A class that buyers may import: the offer but for its prices.
struct ImportPlan {
  Offer offer;
  double price_factor = 1;  ///< 1 and the fee

  bool operator==(const ImportPlan&) const = default;
};

/// What the rules leave to some buyers of a bloc. Prices decide what of it they are offered, in which order.
struct GroupPlan {
  int bloc = 0;
  std::vector<ImportPlan> imports;
  std::vector<int> domestic;  ///< classes of the bloc's own line on sale
  std::vector<int> diverted;  ///< classes of the world market that rules keep from them
  RentLeft rent;

  bool operator==(const GroupPlan&) const = default;
};

/// One month. Paths are as measured: what grows after the data has yet to grow.
struct MonthPlan {
  Month month;
  double years = 0;                  ///< since the end of the data
  std::vector<double> price;         ///< chips: USD
  std::vector<double> price_years;   ///< chips: since the last price measured
  std::vector<double> design_years;  ///< chips still sold: since the vendor's newest class came; others: 0
  std::vector<int> world_classes;    ///< chips on sale everywhere
  std::vector<double> supply;        ///< vendors: H100e in this month
  std::vector<double> budget;        ///< buyers: USD in this month; 0 before entry
  std::vector<double> staff;         ///< named labs: people
  std::vector<double> dies, hbm_imports, hbm_made, smuggled_chips;  ///< blocs: per year
  std::vector<double> rentable;                                     ///< blocs: H100e
  std::vector<double> power;                                        ///< blocs: MW; infinite: no data
  std::vector<double> spending;                                     ///< blocs x segments: USD in this month

  // policies
  PolicyChanges changes;
  std::vector<Quota> quotas;
  std::vector<GroupPlan> groups;         ///< buyers under equal rules
  std::vector<int> group;                ///< buyers: place in `groups`
  std::vector<GroupPlan> shadow_groups;  ///< blocs: with no rule in force
};

struct TimelinePlan {
  std::vector<MonthPlan> months;
  std::vector<Series> power;  ///< blocs: MW for AI chips as measured
  std::vector<int> by_name;   ///< buyers in the order of their names
};

}  // namespace racesim
