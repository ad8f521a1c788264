#include <algorithm>

#include "parts.hpp"
#include "racesim/model/rules.hpp"

namespace racesim {

namespace {

/// What rulings leave to buyers of a bloc.
GroupPlan plan_group(const Inputs& inputs, Month month, int bloc, const Rulings::Row& rulings) {
  const Pools pools{.vendors = inputs.n_vendors(), .blocs = inputs.n_blocs()};
  GroupPlan group{.bloc = bloc, .rent = rulings.rent};
  for (int c = 0; c < inputs.n_chips(); ++c) {
    const ChipClass& chip = inputs.chips[c];
    if (!on_sale(chip, inputs.blocs[bloc], month)) continue;
    const int vendor = inputs.chip_vendor[c];
    if (vendor < 0) {  // not in the world's supply: made by the bloc itself
      if (inputs.chip_origin[c] == bloc) group.domestic.push_back(c);
      continue;
    }
    const ChipRuling& ruling = rulings.chips[c];
    if (chip.sold_in.empty() && ruling.share() < 1) group.diverted.push_back(c);
    if (ruling.barred()) continue;
    const Offer offer{.route = Route::legal,
                      .chip = c,
                      .pool = pools.vendor(vendor),
                      .share = ruling.share(),
                      .quotas = ruling.quotas,
                      .caps = ruling.caps};
    group.imports.push_back({offer, 1 + ruling.fee});
  }
  return group;
}

}  // namespace

void plan_offers(const Inputs& inputs, const Rulings& rulings, MonthPlan& plan, MonthInputs& month_inputs) {
  plan.quotas = rulings.quotas();
  month_inputs.customer_caps.clear();
  for (double chips : rulings.caps()) month_inputs.customer_caps.push_back(chips * month_in_years);

  const Rulings::Row no_rule{.chips = std::vector<ChipRuling>(inputs.n_chips()), .rent = {}};
  plan.shadow_groups.clear();
  for (int b = 0; b < inputs.n_blocs(); ++b) plan.shadow_groups.push_back(plan_group(inputs, plan.month, b, no_rule));

  plan.groups.clear();
  plan.group.clear();
  std::vector<int> place(rulings.row_count(), -1);  // the group of each row
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    int& group = place[rulings.row_of(i)];
    if (group < 0) {
      GroupPlan planned = plan_group(inputs, plan.month, inputs.buyers.bloc[i], rulings.row(rulings.row_of(i)));
      const auto alike = std::ranges::find(plan.groups, planned);
      group = static_cast<int>(alike - plan.groups.begin());
      if (alike == plan.groups.end()) plan.groups.push_back(std::move(planned));
    }
    plan.group.push_back(group);
  }
}

}  // namespace racesim
