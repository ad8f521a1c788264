#pragma once
// The stages of a month one by one, each with the columns that its header says it writes.
#include <functional>
#include <string>
#include <vector>

#include "racesim/core/normals.hpp"
#include "racesim/model/mechanisms/exits.hpp"
#include "racesim/model/mechanisms/frontier.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

struct StageEntry {
  enum class Over { labs, named, buyers, nothing };  ///< what its range counts; nothing: the stage is serial
  std::string name;
  Over over;
  std::function<void(const Stage&, LabRange)> advance;
  std::vector<std::string> writes;  ///< columns; "x" stands for every "x[k]" too
};

namespace detail {

inline void draw_noise(const Stage& stage, LabRange labs) {
  const auto n = static_cast<std::size_t>(labs.last - labs.first);
  normals(stage.address(StreamId::research, 0), {&stage.inputs.labs.agent[labs.first], n},
          {&stage.world.noise[labs.first], n});
}

/// The last stage: the month is done.
inline void close(const Stage& stage, LabRange labs) {
  stage.world.t = stage.t + 1;
  frontier::remember(stage.inputs, stage.world, labs);
}

template <class Advance>
auto serial(Advance advance) {
  return [advance](const Stage& stage, LabRange) { advance(stage); };
}

}  // namespace detail

inline std::vector<StageEntry> stages_of_month() {
  using enum StageEntry::Over;
  return {
      {"exits",
       nothing,
       detail::serial(exits::advance),
       {"finance.exit", "finance.moved_in", "staff", "project", "ledger.exits", "real.count", "real.age",
        "real.transit", "real.rented", "real.signed_rent", "shadow.count", "shadow.age", "shadow.transit",
        "shadow.rented", "shadow.signed_rent"}},
      {"valuation",
       nothing,
       detail::serial(Valuation::advance),
       {"finance.log_valuation", "finance.expected_gap", "finance.seen_follower", "finance.events"}},
      {"orders",
       buyers,
       Capital::advance,
       {"real.orders", "shadow.orders", "finance.budget", "finance.income", "finance.raised", "finance.payroll",
        "finance.other", "finance.adjustment", "finance.cash", "finance.usual_budget", "finance.expected_revenue",
        "finance.base_earned", "finance.base_raised", "finance.months_in_debt"}},
      {"market",
       nothing,
       detail::serial(ChipMarket::advance),
       {"real.transit", "real.rented", "real.signed_rent", "real.spent", "real.domestic_made",
        "real.domestic_made_in_data", "real.hbm_stock", "shadow.transit", "shadow.rented", "shadow.signed_rent",
        "shadow.spent", "shadow.domestic_made", "shadow.domestic_made_in_data", "shadow.hbm_stock", "ledger.sold",
        "ledger.route", "ledger.smuggled", "ledger.capex", "ledger.rent"}},
      {"settlement", buyers, Capital::settle, {"real.carried", "shadow.carried", "finance.returned"}},
      {"fleet",
       buyers,
       Fleet::advance,
       {"real.count", "real.age", "real.transit", "real.installed", "real.usable", "real.kw_per_h100e", "shadow.count",
        "shadow.age", "shadow.transit", "shadow.installed", "shadow.usable", "shadow.kw_per_h100e"}},
      {"power",
       nothing,
       detail::serial(Power::advance),
       {"real.power_share", "real.power_drawn", "shadow.power_share", "shadow.power_drawn", "power.price_factor",
        "power.real.capacity", "power.real.wanted", "power.real.ordered", "power.real.on_line", "power.real.queued",
        "power.real.coming", "power.real.past_wanted", "power.shadow.capacity", "power.shadow.wanted",
        "power.shadow.ordered", "power.shadow.on_line", "power.shadow.queued", "power.shadow.coming",
        "power.shadow.past_wanted"}},
      {"compute", labs, Fleet::compute, {"compute", "shadow_compute"}},
      {"models on sale",
       nothing,
       detail::serial(Market::advance),
       {"demand.log_b",           "demand.unit_cost",    "demand.price",
        "demand.congestion",      "demand.revenue",      "demand.margin",
        "demand.serving_share",   "demand.market_share", "demand.log_size",
        "demand.marked_log_size", "demand.marked_eci",   "demand.share",
        "demand.potential",       "demand.adopted",      "demand.outside",
        "demand.filled",          "demand.spending",     "demand.price_at_reference",
        "demand.price_by_maker",  "demand.open_tokens",  "demand.open_use"}},
      {"scarcity", labs, Scarcity::advance, {"scarcity"}},
      {"arrival", nothing, detail::serial(Paradigms::arrive), {"paradigm_arrived", "paradigm_jump", "race_compute"}},
      {"perception",
       labs,
       Paradigms::advance,
       {"perceived", "rerelease", "log_a_pre", "log_a_post", "base_log_a_pre", "open_log_a_pre", "open_log_a_post",
        "gain[7]"}},
      {"stances", nothing, detail::serial(SafetyRace::advance), {"safety.unsafe"}},
      {"luck", labs, detail::draw_noise, {"noise"}},
      {"research", labs, Research::advance, {"log_a_pre", "log_a_post", "staff", "research", "gain[0]", "gain[1]"}},
      {"diffusion",
       labs,
       Diffusion::advance,
       {"log_a_pre", "log_a_post", "gain[2]", "gain[3]", "gain[4]", "gain[5]", "gain[8]"}},
      {"ecosystem", named, Ecosystem::advance, {"log_a_post", "gain[6]", "ecosystem.gained"}},
      {"training",
       labs,
       Training::advance,
       {"project", "base_log_flop", "base_log_a_pre", "base_floor", "best_eci", "rerelease", "waiting",
        "open_log_a_pre", "open_log_a_post", "open_log_effective", "open_eci", "latest", "safety.halted_until",
        "safety.accidents"}},
      {"count",
       nothing,
       detail::serial(frontier::count_releases),
       {"ledger.releases", "ledger.open_releases", "ledger.notable", "frontier_eci", "largest_log10_flop"}},
      {"adoption",
       nothing,
       detail::serial(Adoption::advance),
       {"adoption.share", "adoption.domain_data", "adoption.bloc_share", "adoption.eci_available",
        "adoption.industrial_index", "adoption.reached"}},
      {"memory",
       labs,
       detail::close,
       {"past_log_a_pre", "past_log_a_post", "past_eci", "past_open_pre", "past_open_post", "past_open_effective",
        "past_open_eci", "t"}},
  };
}

inline LabRange full_range(const StageEntry& stage, const Inputs& inputs) {
  switch (stage.over) {
    case StageEntry::Over::buyers: return {0, inputs.n_buyers()};
    case StageEntry::Over::named: return {0, inputs.n_named()};
    default: return {0, inputs.n_labs()};
  }
}

}  // namespace racesim
