#pragma once
// What each stage of the month reads of other mechanisms and writes of its own, mechanism.column. Tests find out what a
// stage really touches and hold it to these lists; their messages print the list as it should be.
#include "racesim/model/stages.hpp"

namespace racesim::columns {

inline constexpr Columns exits{.reads = "capital.months_in_debt",
                               .writes = "exits.exits exits.month exits.moved_in exits.order"};
inline constexpr Columns chips_handed_on{
    .reads = "exits.order", .writes = "fleet.real.age fleet.real.count fleet.shadow.age fleet.shadow.count"};
inline constexpr Columns orders_handed_on{
    .reads = "exits.order",
    .writes =
        "chip_market.real.rented chip_market.real.signed_rent chip_market.real.transit "
        "chip_market.shadow.rented chip_market.shadow.signed_rent chip_market.shadow.transit"};
inline constexpr Columns valuation{
    .reads = "releases.best_eci",
    .writes = "valuation.events valuation.expected_gap valuation.log_index valuation.seen_follower"};
inline constexpr Columns orders{
    .reads = "exits.month model_market.margin model_market.revenue valuation.log_index",
    .writes =
        "capital.adjustment capital.base_earned capital.base_raised capital.budget capital.cash "
        "capital.expected_revenue capital.income capital.months_in_debt capital.other capital.payroll "
        "capital.raised capital.real.orders capital.shadow.orders capital.usual_budget"};
inline constexpr Columns chip_market{
    .reads = "capital.real.orders capital.shadow.orders",
    .writes =
        "chip_market.capex chip_market.real.delivered chip_market.real.domestic_made "
        "chip_market.real.domestic_made_in_data chip_market.real.hbm_stock chip_market.real.rented "
        "chip_market.real.signed_rent chip_market.real.spent chip_market.real.transit chip_market.rent "
        "chip_market.route chip_market.shadow.delivered chip_market.shadow.domestic_made "
        "chip_market.shadow.domestic_made_in_data chip_market.shadow.hbm_stock chip_market.shadow.rented "
        "chip_market.shadow.signed_rent chip_market.shadow.spent chip_market.shadow.transit "
        "chip_market.smuggled chip_market.sold"};
inline constexpr Columns settlement{.reads = "chip_market.real.spent chip_market.shadow.spent exits.month",
                                    .writes = "capital.real.carried capital.returned capital.shadow.carried"};
inline constexpr Columns fleet{
    .reads = "chip_market.real.delivered chip_market.shadow.delivered",
    .writes =
        "fleet.real.age fleet.real.count fleet.real.installed fleet.real.kw_per_h100e fleet.real.usable "
        "fleet.shadow.age fleet.shadow.count fleet.shadow.installed fleet.shadow.kw_per_h100e "
        "fleet.shadow.usable"};
inline constexpr Columns power{
    .reads = "fleet.real.installed fleet.real.kw_per_h100e fleet.shadow.installed fleet.shadow.kw_per_h100e",
    .writes =
        "power.price_factor power.real.capacity power.real.coming power.real.drawn power.real.on_line "
        "power.real.ordered power.real.past_wanted power.real.queued power.real.share power.real.wanted "
        "power.shadow.capacity power.shadow.coming power.shadow.drawn power.shadow.on_line "
        "power.shadow.ordered power.shadow.past_wanted power.shadow.queued power.shadow.share "
        "power.shadow.wanted"};
inline constexpr Columns compute{
    .reads = "chip_market.real.rented chip_market.shadow.rented power.real.share power.shadow.share",
    .writes = "fleet.compute fleet.shadow_compute"};
inline constexpr Columns model_market{
    .reads =
        "adoption.bloc_share efficiency.log_a_post efficiency.log_a_pre exits.month fleet.compute "
        "power.price_factor releases.best_eci releases.latest releases.open_eci releases.open_log_a_post "
        "releases.open_log_a_pre research.output",
    .writes =
        "model_market.adopted model_market.congestion model_market.filled model_market.log_b "
        "model_market.log_size model_market.margin model_market.marked_eci model_market.marked_log_size "
        "model_market.market_share model_market.open_tokens model_market.open_use model_market.outside "
        "model_market.potential model_market.price model_market.price_at_reference "
        "model_market.price_by_maker model_market.revenue model_market.serving_share model_market.share "
        "model_market.spending model_market.unit_cost"};
inline constexpr Columns scarcity{.reads = "fleet.compute fleet.shadow_compute", .writes = "scarcity.perceived"};
inline constexpr Columns arrival_of_paradigms{.reads = "fleet.compute",
                                              .writes = "paradigms.arrived paradigms.jump paradigms.race_compute"};
inline constexpr Columns adoption_of_paradigms{
    .reads = "efficiency.log_a_post efficiency.log_a_pre exits.month",
    .writes = "paradigms.adopted paradigms.adopted_now paradigms.post paradigms.pre"};
inline constexpr Columns stances{.reads = "exits.month", .writes = "safety_race.unsafe"};
inline constexpr Columns research_noise{.reads = "", .writes = "research.noise"};
inline constexpr Columns research{
    .reads =
        "efficiency.log_a_post efficiency.log_a_pre exits.month exits.moved_in fleet.compute "
        "frontier.largest_log10_flop model_market.serving_share paradigms.adopted releases.best_eci "
        "safety_race.halted_until safety_race.unsafe scarcity.perceived",
    .writes = "research.induced research.output research.post research.pre research.staff"};
inline constexpr Columns diffusion{
    .reads =
        "efficiency.log_a_post efficiency.log_a_pre exits.month frontier.past_log_a_post "
        "frontier.past_log_a_pre frontier.past_open_post frontier.past_open_pre paradigms.adopted "
        "research.output scarcity.perceived",
    .writes = "diffusion.abroad diffusion.post diffusion.pre"};
inline constexpr Columns ecosystem{.reads = "exits.month releases.open_log_effective research.output",
                                   .writes = "ecosystem.gain ecosystem.gained"};
inline constexpr Columns efficiency{
    .reads =
        "diffusion.post diffusion.pre ecosystem.gain paradigms.post paradigms.pre research.induced "
        "research.post research.pre",
    .writes = "efficiency.gain efficiency.log_a_post efficiency.log_a_pre"};
inline constexpr Columns training{
    .reads =
        "efficiency.log_a_post efficiency.log_a_pre exits.month fleet.compute frontier.past_open_effective "
        "model_market.serving_share paradigms.adopted_now safety_race.halted_until",
    .writes =
        "training.base_floor training.base_log_a_pre training.base_log_flop training.finished "
        "training.project"};
inline constexpr Columns releases{
    .reads =
        "ecosystem.gained efficiency.log_a_post exits.month frontier.eci frontier.past_eci "
        "frontier.past_open_eci model_market.open_use paradigms.adopted paradigms.adopted_now paradigms.jump "
        "safety_race.unsafe scarcity.perceived training.base_floor training.base_log_a_pre "
        "training.base_log_flop training.finished",
    .writes =
        "releases.best_eci releases.latest releases.open_eci releases.open_log_a_post "
        "releases.open_log_a_pre releases.open_log_effective releases.waiting releases.withdrawn"};
inline constexpr Columns halts{.reads = "releases.withdrawn",
                               .writes = "safety_race.accidents safety_race.halted_until"};
inline constexpr Columns count_of_releases{
    .reads = "releases.best_eci releases.latest",
    .writes = "frontier.eci frontier.largest_log10_flop frontier.notable frontier.open_releases frontier.releases"};
inline constexpr Columns adoption{
    .reads = "model_market.filled model_market.price_at_reference releases.best_eci releases.open_eci",
    .writes =
        "adoption.bloc_share adoption.domain_data adoption.eci_available adoption.industrial_index "
        "adoption.reached adoption.share"};
inline constexpr Columns histories{
    .reads =
        "efficiency.log_a_post efficiency.log_a_pre releases.best_eci releases.open_eci "
        "releases.open_log_a_post releases.open_log_a_pre releases.open_log_effective",
    .writes =
        "frontier.past_eci frontier.past_log_a_post frontier.past_log_a_pre frontier.past_open_eci "
        "frontier.past_open_effective frontier.past_open_post frontier.past_open_pre"};

}  // namespace racesim::columns
