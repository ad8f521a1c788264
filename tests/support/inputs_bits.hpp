#pragma once
// Every number and name of inputs as bits, part by part, to tell settings apart.
#include <bit>
#include <cstdint>
#include <map>
#include <string>
#include <type_traits>
#include <vector>

#include "racesim/model/inputs.hpp"

namespace racesim {

class InputsBits {
 public:
  explicit InputsBits(const Inputs& s) {
    in("head", s.seed, s.start.index, s.months, s.data_end, s.blocs, s.leader, s.follower);
    for (const ChipClass& chip : s.chips) in("chips", chip.name, chip.h100e, chip.watts);
    in("chips", s.vendors, s.chip_vendor, s.chip_origin, s.h100e, s.usable_h100e);
    const LabTraits& l = s.labs;
    in("labs", l.name, l.agent, l.bloc, l.entry, l.openness_propensity, l.publishing, l.api_access,
       l.api_revenue_share);
    in("labs", l.initial_log_a_pre, l.initial_log_a_post, l.initial_eci, l.staff, l.developer_budget);
    in("buyers", s.buyers.name, s.buyers.bloc, s.buyers.initial_count, s.buyers.initial_age);
    for (const ParadigmTraits& p : s.paradigms) {
      in("paradigms", p.name, p.arrival, p.hazard, p.earliest, p.pioneer, p.jump_mean, p.jump_sd, p.pre_growth);
      in("paradigms", p.post_growth, p.log_ceiling, p.compute_intensity, p.log_compute_ceiling);
      in("paradigms", p.competence_destruction, p.held);
    }
    in("power", s.power.first_order, s.power.lead, s.power.build_limit);
    in("sectors", s.sectors.name, s.sectors.weight, s.sectors.need, s.sectors.richness, s.initial_adoption);
    for (const AdoptionGoal& g : s.goals) in("goals", g.bloc, g.sectors, g.share, g.due);
    for (const SegmentTraits& g : s.segments) in("segments", g.name, g.quality, g.price, g.home, g.adoption);
    for (const Layer& layer : s.network.layer) in("network", layer.offset, layer.source, layer.weight);
    in("network", s.network.followers.offset, s.network.followers.lab, s.network.spied_on);
    in("structure", static_cast<int>(s.structure.efficiency_stocks), static_cast<int>(s.structure.innovation));
    Parameters::for_each(s.parameters, [&](double value, const Field&) { in("parameters", value); });
    in("timeline", s.timeline.pools.vendors, s.timeline.pools.blocs, s.timeline.last_yield, s.timeline.power_before,
       s.timeline.power_under_construction, s.timeline.months.size());
    for (const MonthInputs& month : s.timeline.months) add(month);
  }

  /// Parts that differ; "" when none does.
  std::string differing(const InputsBits& other) const {
    std::string names;
    for (const auto& [name, bits] : parts_) {
      if (!other.parts_.contains(name) || other.parts_.at(name) != bits) names += name + " ";
    }
    return names + (parts_.size() == other.parts_.size() ? "" : "more or fewer parts");
  }

 private:
  void add(const MonthInputs& m) {
    in("prices", m.price, m.supply, m.rent, m.world_price, m.rentable);
    in("money", m.budget, m.anticipation, m.staff, m.spending);
    in("domestic", m.dies, m.die_factor, m.yield, m.yield_factor, m.hbm_imports, m.hbm_made, m.hbm_open);
    in("domestic", m.hbm_stockpiled, m.smuggled_chips);
    in("rent", m.rent_share, m.rent_open);
    in("month's power", m.power, m.kw_per_h100e);
    for (const PowerCeiling& c : m.power_ceilings) in("month's power", c.bloc, c.power, c.strength);
    in("access", m.talent_flow, m.weights_access, m.api_access, m.open_shift, m.adoption_push);
    for (const Shock& s : m.shocks) in("shocks", s.from, s.to_bloc, s.size);
    in("groups", m.group, m.own_group, m.quotas, m.customer_caps);
    for (const auto* groups : {&m.groups, &m.shadow_groups}) {
      in("groups", groups->size());
      for (const BuyerGroup& g : *groups) {
        in("groups", g.bloc, g.buyer, g.pools, g.reaches_cap, g.offers.size());
        for (const Offer& o : g.offers) {
          in("offers", static_cast<int>(o.route), o.chip, o.pool, o.vendor_pool, o.price, o.usable_price, o.share);
          in("offers", o.quotas, o.caps);
        }
      }
    }
  }

  template <class... Values>
  void in(const std::string& part, const Values&... values) {
    (put(parts_[part], values), ...);
  }
  template <class T>
  static void put(std::vector<std::uint64_t>& out, const T& value) {
    if constexpr (std::is_same_v<T, double>) {
      out.push_back(std::bit_cast<std::uint64_t>(value));
    } else if constexpr (std::is_arithmetic_v<T>) {
      out.push_back(static_cast<std::uint64_t>(value));
    } else {
      out.push_back(value.size());
      for (const auto& element : value) put(out, element);
    }
  }

  std::map<std::string, std::vector<std::uint64_t>> parts_;
};

}  // namespace racesim
