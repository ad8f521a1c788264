#pragma once
// The instruments of policy: dated, ramped, targeted. Each type is one struct that describes itself; what all those in
// force do to a month is worked out in rules.hpp and engine/apply_policies.cpp. Names in `from`, `to`, `by` and `on`
// are blocs, or labs where the text says so.
#include <string_view>
#include <variant>

#include "racesim/model/policies/capital_and_knowledge.hpp"
#include "racesim/model/policies/trade.hpp"

namespace racesim {

using Policy = std::variant<ExportRule, ImportRule, EntityListing, EquipmentBan, HbmBan, CloudRule, ApiRule,
                            ModelWeightRule, Enforcement, Subsidy, CapitalShock, PowerCap, TalentRule, MaterialsBan,
                            SupplyStop, Leak, Breakthrough, OpenRelease, AdoptionTarget>;

/// The dates every instrument shares.
const PolicyDates& dates(const Policy& policy);
PolicyDates& dates(Policy& policy);
/// The name of its type as scenarios write it.
std::string_view type_name(const Policy& policy);

}  // namespace racesim
