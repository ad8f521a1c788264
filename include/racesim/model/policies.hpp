#pragma once
// The list of the instruments of policy, dated, ramped, targeted. Each is a header in policies/ and a source of the
// same name that say all there is to say of it: see policies/instrument.hpp.
#include <string_view>
#include <variant>

#include "racesim/model/policies/adoption_target.hpp"
#include "racesim/model/policies/api_rule.hpp"
#include "racesim/model/policies/breakthrough.hpp"
#include "racesim/model/policies/capital_shock.hpp"
#include "racesim/model/policies/cloud_rule.hpp"
#include "racesim/model/policies/enforcement.hpp"
#include "racesim/model/policies/entity_listing.hpp"
#include "racesim/model/policies/equipment_ban.hpp"
#include "racesim/model/policies/export_rule.hpp"
#include "racesim/model/policies/hbm_ban.hpp"
#include "racesim/model/policies/import_rule.hpp"
#include "racesim/model/policies/leak.hpp"
#include "racesim/model/policies/materials_ban.hpp"
#include "racesim/model/policies/model_weight_rule.hpp"
#include "racesim/model/policies/open_release.hpp"
#include "racesim/model/policies/power_cap.hpp"
#include "racesim/model/policies/subsidy.hpp"
#include "racesim/model/policies/supply_stop.hpp"
#include "racesim/model/policies/talent_rule.hpp"

namespace racesim {

using Policy = std::variant<ExportRule, ImportRule, EntityListing, EquipmentBan, HbmBan, CloudRule, ApiRule,
                            ModelWeightRule, Enforcement, Subsidy, CapitalShock, PowerCap, TalentRule, MaterialsBan,
                            SupplyStop, Leak, Breakthrough, OpenRelease, AdoptionTarget>;

/// The dates every instrument shares.
const PolicyDates& dates(const Policy& policy);
PolicyDates& dates(Policy& policy);
/// The name of its type as scenarios write it.
std::string_view type_name(const Policy& policy);

/// Applies a policy to a month at a strength above 0: what it leaves of what buyers may order, and
void apply(const Policy& policy, double strength, Rulings& rulings);
/// what else it changes.
void apply(const Policy& policy, double strength, PolicyMonth& month);

}  // namespace racesim
