#pragma once
// What each month brings from outside the race: prices, supply, budgets, staff, the rules in force and the offers that
// they leave to every group of buyers.
#include <compare>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "racesim/core/month.hpp"

namespace racesim {

/// Ways to compute, in the order they are named everywhere.
enum class Route : std::uint8_t { legal, domestic, smuggled, rented };
inline constexpr int n_routes = 4;
std::span<const std::string_view> enum_names(Route);

/// Something a group of buyers may take this month.
struct Offer {
  Route route = Route::legal;
  int chip = -1;             ///< class; -1 for rented compute
  int pool = 0;              ///< bound that is shared with other groups, see Pools
  int vendor_pool = -1;      ///< pool that smuggled chips are diverted from, as well
  double price = 0;          ///< USD per H100e, fee and premium included; rent: of the whole contract
  double usable_price = 0;   ///< USD per usable H100e, rent over the rental horizon: the order of choice
  double share = 1;          ///< of its remaining money a group may spend here (licences, compliance)
  std::uint64_t quotas = 0;  ///< bit set: quotas of the month that sales count against
  std::uint32_t caps = 0;    ///< bit set: caps per customer of the month that sales count against

  friend auto operator<=>(const Offer&, const Offer&) = default;
};

/// Quotas and caps per customer of one month at most.
inline constexpr int max_quotas = 64;
inline constexpr int max_caps = 32;

/// Buyers of one bloc under the same rules this month. Where a cap per customer may bind, each of them also has a group
/// of its own, for the months in which it does.
struct BuyerGroup {
  int bloc = 0;
  int buyer = -1;             ///< the only member of a group of its own; -1: those that MonthInputs::group names
  std::vector<Offer> offers;  ///< cheapest usable compute first
  std::vector<int> pools;     ///< that they draw on, each once
  double reaches_cap = 0;     ///< USD in a month with which the only member may reach a cap
};

/// Pools of the market: vendors, then per bloc the domestic line, smuggling and rental, then the quotas of the month.
struct Pools {
  int vendors = 0;
  int blocs = 0;
  int vendor(int v) const { return v; }
  int domestic(int bloc) const { return vendors + bloc; }
  int smuggled(int bloc) const { return vendors + blocs + bloc; }
  int rented(int bloc) const { return vendors + 2 * blocs + bloc; }
  int quota(int q) const { return vendors + 3 * blocs + q; }
  int count() const { return vendors + 3 * blocs; }  ///< without quotas
};

/// A leak or breakthrough dated this month.
struct Shock {
  int from = -1;     ///< lab
  int to_bloc = -1;  ///< leak: bloc whose labs learn; -1: breakthrough of `from` itself
  double size = 0;   ///< leak: share of the distance; breakthrough: ln
};

/// A cap on the power of a bloc's AI chips in force.
struct PowerCeiling {
  int bloc = 0;
  double power = 0;     ///< MW
  double strength = 1;  ///< 1: in full force
};

/// Inputs of one month. Blocs x blocs tables are [source * n_blocs + destination].
struct MonthInputs {
  std::vector<double> price;           ///< chips: USD per chip
  std::vector<double> supply;          ///< vendors: H100e in this month
  std::vector<double> budget;          ///< buyers: USD in this month
  std::vector<double> anticipation;    ///< buyers: multiple of orders
  std::vector<double> staff;           ///< named labs: people
  std::vector<double> dies;            ///< blocs: dies of this month, with no rule in force
  std::vector<double> die_factor;      ///< blocs: what equipment bans leave of them
  std::vector<double> yield;           ///< blocs: measured yield; 0 after the data: learnt
  std::vector<double> yield_factor;    ///< blocs: what equipment bans leave of it
  std::vector<double> hbm_imports;     ///< blocs: stacks that can be imported this month, with no rule in force
  std::vector<double> hbm_made;        ///< blocs: stacks its own makers deliver this month
  std::vector<double> hbm_open;        ///< blocs: share of the imports that gets through
  std::vector<double> hbm_stockpiled;  ///< blocs: stacks laid in before a ban that begins this month
  std::vector<double> smuggled_chips;  ///< blocs: median chips of this month, after enforcement, at the premium
  std::vector<double> rentable;        ///< blocs: H100e, with no rule in force
  std::vector<double> rent_share;      ///< buyers: what rules on single buyers leave of that
  std::vector<double> rent_open;       ///< blocs: share of it that rules leave open
  std::vector<double> power;           ///< blocs: MW measured, then with what was under construction; infinite: no data
  std::vector<double> kw_per_h100e;    ///< chips: at the wall, of chips bought this month
  std::vector<PowerCeiling> power_ceilings;
  double rent = 0;                     ///< USD per H100e and month
  double world_price = 0;              ///< USD per H100e of the cheapest class of the world market
  std::vector<double> talent_flow;     ///< blocs x blocs: multiplier
  std::vector<double> weights_access;  ///< blocs x blocs: share of open weights that gets through
  std::vector<double> api_access;      ///< named labs x blocs: share of the lab's API that is reachable
  std::vector<double> open_shift;      ///< named labs: log-odds
  std::vector<double> adoption_push;   ///< blocs x sectors: multiplier of the pace of adoption
  std::vector<double> spending;        ///< blocs x segments: USD in this month, on models and what else does the job
  std::vector<Shock> shocks;
  std::vector<BuyerGroup> groups;         ///< with the rules in force
  std::vector<int> group;                 ///< buyers: group
  std::vector<int> own_group;             ///< buyers: group of its own; -1: none
  std::vector<double> quotas;             ///< H100e in this month
  std::vector<double> customer_caps;      ///< chips per buyer in this month
  std::vector<BuyerGroup> shadow_groups;  ///< blocs: with no rule in force
};

struct Timeline {
  /// What the fullest months hold: room for the market to work in.
  struct Most {
    std::size_t groups = 0, offers = 0, quotas = 0, caps = 0;
  };

  Pools pools;
  Most most;
  std::vector<MonthInputs> months;
  std::vector<double> last_yield;                ///< blocs: last measured yield, where learning starts
  std::vector<double> power_before;              ///< blocs: MW before the first month; infinite: not measured
  std::vector<double> power_under_construction;  ///< blocs: MW that come in the lead time after the data
};

}  // namespace racesim
