#pragma once
// Every number of a World as bits, column by column, for tests that compare worlds exactly.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/model/world.hpp"

namespace racesim {

/// What the entries of a column belong to; buyer_chip counts buyers x chips.
enum class Along { lab, named, buyer, buyer_chip, bloc, other };

/// A column as bits, some words per entry.
struct ColumnBits {
  std::string name;
  Along along;
  std::size_t words;  ///< per entry
  std::vector<std::uint64_t> bits;

  bool operator==(const ColumnBits&) const = default;
};

using Snapshot = std::vector<ColumnBits>;

namespace detail {

/// Both zeros alike: 0 times a draw keeps the sign of the draw.
inline void put(std::vector<std::uint64_t>& out, double x) {
  out.push_back(std::bit_cast<std::uint64_t>(x == 0 ? 0 : x));
}
inline void put(std::vector<std::uint64_t>& out, std::integral auto x) { out.push_back(static_cast<std::uint64_t>(x)); }
inline void put(std::vector<std::uint64_t>& out, const Project& x) {
  put(out, x.months_left);
  put(out, x.compute);
}
inline void put(std::vector<std::uint64_t>& out, const OpenModel& x) {
  for (double value : {x.log_a_pre, x.log_a_post, x.log_effective, x.eci}) put(out, value);
}
/// All but the number of the lab, which is its place.
inline void put(std::vector<std::uint64_t>& out, const Release& x) {
  put(out, x.month);
  put(out, x.log10_flop);
  put(out, x.eci);
  put(out, static_cast<int>(x.open));
  for (double part : x.part) put(out, part);
}

class Collector {
 public:
  template <class Values>
  void column(std::string name, Along along, const Values& values) {
    ColumnBits column{std::move(name), along, 1, {}};
    for (const auto& x : values) put(column.bits, x);
    if (!values.empty()) column.words = column.bits.size() / values.size();
    found.push_back(std::move(column));
  }
  template <class Columns>
  void columns(const std::string& name, Along along, const Columns& columns) {
    int k = 0;
    for (const auto& values : columns) column(name + "[" + std::to_string(k++) + "]", along, values);
  }
  template <class T>
  void scalar(std::string name, T value) {
    column(std::move(name), Along::other, std::span<const T>(&value, 1));
  }
  Snapshot found;
};

/// The structured bindings below do not compile when a member comes or goes: then it is to be entered here.
inline void collect(Collector& to, const std::string& market, const Stocks& stocks) {
  const auto& [count, age, transit, rented, signed_rent, carried, orders, spent, installed, usable, kw_per_h100e,
               power_share, power_drawn, domestic_made, domestic_made_in_data, hbm_stock] = stocks;
  to.column(market + "count", Along::buyer_chip, count);
  to.column(market + "age", Along::buyer_chip, age);
  to.columns(market + "transit", Along::buyer_chip, transit);
  to.column(market + "rented", Along::buyer, rented);
  to.columns(market + "signed_rent", Along::buyer, signed_rent);
  to.column(market + "carried", Along::buyer, carried);
  to.column(market + "orders", Along::buyer, orders);
  to.column(market + "spent", Along::buyer, spent);
  to.column(market + "installed", Along::buyer, installed);
  to.column(market + "usable", Along::buyer, usable);
  to.column(market + "kw_per_h100e", Along::buyer, kw_per_h100e);
  to.column(market + "power_share", Along::bloc, power_share);
  to.column(market + "power_drawn", Along::bloc, power_drawn);
  to.column(market + "domestic_made", Along::bloc, domestic_made);
  to.column(market + "domestic_made_in_data", Along::bloc, domestic_made_in_data);
  to.column(market + "hbm_stock", Along::bloc, hbm_stock);
}

inline void collect(Collector& to, const Finance& finance) {
  const auto& [budget, returned, income, raised, payroll, other, adjustment, cash, usual_budget, expected_revenue,
               base_earned, base_raised, moved_in, months_in_debt, exit, log_valuation, expected_gap, seen_follower,
               events, scratch] = finance;
  to.column("finance.budget", Along::buyer, budget);
  to.column("finance.returned", Along::buyer, returned);
  to.column("finance.income", Along::named, income);
  to.column("finance.raised", Along::named, raised);
  to.column("finance.payroll", Along::named, payroll);
  to.column("finance.other", Along::named, other);
  to.column("finance.adjustment", Along::named, adjustment);
  to.column("finance.cash", Along::named, cash);
  to.column("finance.usual_budget", Along::named, usual_budget);
  to.column("finance.expected_revenue", Along::named, expected_revenue);
  to.column("finance.base_earned", Along::named, base_earned);
  to.column("finance.base_raised", Along::named, base_raised);
  to.column("finance.moved_in", Along::named, moved_in);
  to.column("finance.months_in_debt", Along::named, months_in_debt);
  to.column("finance.exit", Along::named, exit);
  to.scalar("finance.log_valuation", log_valuation);
  to.scalar("finance.expected_gap", expected_gap);
  to.scalar("finance.seen_follower", seen_follower);
  to.scalar("finance.events", events);
  static_cast<void>(scratch);
}

inline void collect(Collector& to, const Demand& demand) {
  const auto& [log_b, unit_cost, price, congestion, revenue, margin, serving_share, market_share, open_use, log_size,
               marked_log_size, marked_eci, share, potential, adopted, outside, filled, spending, price_at_reference,
               price_by_maker, open_tokens, room] = demand;
  to.column("demand.log_b", Along::named, log_b);
  to.column("demand.unit_cost", Along::named, unit_cost);
  to.column("demand.price", Along::named, price);
  to.column("demand.congestion", Along::named, congestion);
  to.column("demand.revenue", Along::named, revenue);
  to.column("demand.margin", Along::named, margin);
  to.column("demand.serving_share", Along::named, serving_share);
  to.column("demand.market_share", Along::named, market_share);
  to.column("demand.open_use", Along::named, open_use);
  to.columns("demand.log_size", Along::named, log_size);
  to.column("demand.marked_log_size", Along::named, marked_log_size);
  to.columns("demand.marked_eci", Along::named, marked_eci);
  to.columns("demand.share", Along::named, share);
  to.column("demand.potential", Along::bloc, potential);
  to.column("demand.adopted", Along::bloc, adopted);
  to.column("demand.outside", Along::bloc, outside);
  to.column("demand.filled", Along::bloc, filled);
  to.column("demand.spending", Along::bloc, spending);
  to.column("demand.price_by_maker", Along::bloc, price_by_maker);
  to.column("demand.open_tokens", Along::bloc, open_tokens);
  static_cast<void>(room);
  to.column("demand.price_at_reference", Along::bloc, price_at_reference);
}

inline void collect(Collector& to, const std::string& market, const Grid& grid) {
  const auto& [capacity, wanted, ordered, on_line, queued, coming, past_wanted] = grid;
  to.column(market + "capacity", Along::bloc, capacity);
  to.column(market + "wanted", Along::bloc, wanted);
  to.column(market + "ordered", Along::bloc, ordered);
  to.column(market + "on_line", Along::bloc, on_line);
  to.column(market + "queued", Along::bloc, queued);
  to.columns(market + "coming", Along::other, coming);
  to.columns(market + "past_wanted", Along::bloc, past_wanted);
}

inline void collect(Collector& to, const PowerState& power) {
  const auto& [real, shadow, price_factor] = power;
  collect(to, "power.real.", real);
  collect(to, "power.shadow.", shadow);
  to.column("power.price_factor", Along::bloc, price_factor);
}

inline void collect(Collector& to, const AdoptionState& adoption) {
  const auto& [share, domain_data, bloc_share, eci_available, industrial_index, reached] = adoption;
  to.column("adoption.share", Along::bloc, share);
  to.column("adoption.domain_data", Along::bloc, domain_data);
  to.column("adoption.bloc_share", Along::bloc, bloc_share);
  to.column("adoption.eci_available", Along::bloc, eci_available);
  to.column("adoption.industrial_index", Along::bloc, industrial_index);
  to.column("adoption.reached", Along::other, reached);
}

inline void collect(Collector& to, const EcosystemState& ecosystem) {
  const auto& [gained] = ecosystem;
  to.column("ecosystem.gained", Along::named, gained);
}

inline void collect(Collector& to, const SafetyState& safety) {
  const auto& [unsafe, halted_until, accidents] = safety;
  to.column("safety.unsafe", Along::named, unsafe);
  to.column("safety.halted_until", Along::named, halted_until);
  to.column("safety.accidents", Along::named, accidents);
}

inline void collect(Collector& to, const Ledger& ledger) {
  const auto& [sold, route, smuggled, capex, rent, releases, open_releases, notable, exits] = ledger;
  to.column("ledger.sold", Along::bloc, sold);
  to.column("ledger.route", Along::bloc, route);
  to.column("ledger.smuggled", Along::bloc, smuggled);
  to.column("ledger.capex", Along::bloc, capex);
  to.column("ledger.rent", Along::bloc, rent);
  to.column("ledger.exits", Along::bloc, exits);
  to.column("ledger.releases", Along::bloc, releases);
  to.column("ledger.open_releases", Along::bloc, open_releases);
  to.column("ledger.notable", Along::bloc, notable);
}

}  // namespace detail

/// Every column of the world but the market's working room, whose contents nobody reads in the next month.
inline Snapshot snapshot(const World& world) {
  const auto& [log_a_pre, log_a_post, staff, compute, shadow_compute, scarcity, taste, research, best_eci,
               base_log_flop, base_log_a_pre, base_floor, project, perceived, rerelease, waiting, open_log_a_pre,
               open_log_a_post, open_log_effective, open_eci, latest, gain, noise, depth, past_log_a_pre,
               past_log_a_post, past_open_pre, past_open_post, past_open_effective, past_open_eci, past_eci, real,
               shadow, finance, demand, power, adoption, ecosystem, safety, ledger, market, frontier_eci,
               largest_log10_flop, race_compute, smuggling_noise, paradigm_arrived, paradigm_jump, t] = world;
  detail::Collector to;
  to.column("log_a_pre", Along::lab, log_a_pre);
  to.column("log_a_post", Along::lab, log_a_post);
  to.column("staff", Along::lab, staff);
  to.column("compute", Along::lab, compute);
  to.column("shadow_compute", Along::lab, shadow_compute);
  to.column("scarcity", Along::lab, scarcity);
  to.column("taste", Along::lab, taste);
  to.column("research", Along::lab, research);
  to.column("best_eci", Along::lab, best_eci);
  to.column("base_log_flop", Along::lab, base_log_flop);
  to.column("base_log_a_pre", Along::lab, base_log_a_pre);
  to.column("base_floor", Along::lab, base_floor);
  to.column("project", Along::lab, project);
  to.column("perceived", Along::lab, perceived);
  to.column("rerelease", Along::lab, rerelease);
  to.columns("waiting", Along::named, waiting);
  to.column("open_log_a_pre", Along::lab, open_log_a_pre);
  to.column("open_log_a_post", Along::lab, open_log_a_post);
  to.column("open_log_effective", Along::lab, open_log_effective);
  to.column("open_eci", Along::lab, open_eci);
  to.column("latest", Along::named, latest);
  to.columns("gain", Along::lab, gain);
  to.column("noise", Along::lab, noise);
  to.scalar("depth", depth);
  to.columns("past_log_a_pre", Along::lab, past_log_a_pre);
  to.columns("past_log_a_post", Along::lab, past_log_a_post);
  to.columns("past_open_pre", Along::lab, past_open_pre);
  to.columns("past_open_post", Along::lab, past_open_post);
  to.columns("past_open_effective", Along::lab, past_open_effective);
  to.columns("past_open_eci", Along::lab, past_open_eci);
  to.columns("past_eci", Along::lab, past_eci);
  detail::collect(to, "real.", real);
  detail::collect(to, "shadow.", shadow);
  detail::collect(to, finance);
  detail::collect(to, demand);
  detail::collect(to, power);
  detail::collect(to, adoption);
  detail::collect(to, ecosystem);
  detail::collect(to, safety);
  detail::collect(to, ledger);
  static_cast<void>(market);
  to.scalar("frontier_eci", frontier_eci);
  to.scalar("largest_log10_flop", largest_log10_flop);
  to.scalar("race_compute", race_compute);
  to.scalar("smuggling_noise", smuggling_noise);
  to.column("paradigm_arrived", Along::other, paradigm_arrived);
  to.column("paradigm_jump", Along::other, paradigm_jump);
  to.scalar("t", t);
  return std::move(to.found);
}

/// Names of the columns that differ, for messages.
inline std::vector<std::string> differing(const Snapshot& a, const Snapshot& b) {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < std::max(a.size(), b.size()); ++k) {
    if (k >= a.size() || k >= b.size()) return {"number of columns"};
    if (!(a[k] == b[k])) names.push_back(a[k].name);
  }
  return names;
}

/// What differing() gives for equal worlds.
inline const std::vector<std::string> same;

/// FNV-1a over all words.
inline std::uint64_t hash_of(const Snapshot& columns, std::uint64_t hash = 0xcbf29ce484222325) {
  for (const ColumnBits& column : columns) {
    for (const std::uint64_t word : column.bits) hash = (hash ^ word) * 0x100000001b3;
  }
  return hash;
}

}  // namespace racesim
