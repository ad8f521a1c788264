#pragma once
// What the rules of a month leave of what buyers may order, class by class, and of renting abroad.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/field.hpp"
#include "racesim/core/month.hpp"
#include "racesim/model/chips.hpp"
#include "racesim/model/policies/buyer.hpp"

namespace racesim {

/// The ruling of all rules in force on one chip class for one buyer. Rules on one class add up: shares multiply, fees
/// add, the smallest quota and cap hold.
struct ChipRuling {
  double licensed = 1;             ///< share of orders that the origin lets out: 1 free, 0 barred
  double accepted = 1;             ///< share of them that the destination lets in
  double fee = 0;                  ///< share of the price
  double quota = 1;                ///< share of the vendor's monthly supply
  double customer_cap = infinity;  ///< chips/yr
  std::uint64_t quotas = 0;        ///< bit set: quotas of Rulings::quotas() that sales count against
  std::uint32_t caps = 0;          ///< bit set: caps of Rulings::caps() that sales count against

  double share() const { return licensed * accepted; }
  bool barred() const { return share() <= 0 || quota <= 0 || customer_cap <= 0; }
  bool operator==(const ChipRuling&) const = default;
};

/// What rules leave of renting abroad: of leases, and of what subsidiaries of the bloc's own firms may set up there.
struct RentLeft {
  double leases = 1;
  double licensed = 1;

  /// Share of the capacity abroad that is left; `subsidiaries`: the share of it that stands in such subsidiaries.
  double open(double subsidiaries) const { return leases * (1 - subsidiaries * (1 - licensed)); }
  bool operator==(const RentLeft&) const = default;
};

/// A bound on the sales under a rule, as a share of a vendor's supply.
struct Quota {
  int vendor = 0;
  double share = 1;
};

/// The market that rules are about. The chips must outlive what is made of it.
struct RuledMarket {
  Month month;
  std::span<const ChipClass> chips;
  std::span<const int> chip_vendor = {};  ///< chips: vendor; -1 or none given: no quota counts it
  int vendors = 0;
  const ChipClass* rented = nullptr;  ///< the class that clouds abroad rent out; null: none
  std::vector<Buyer> buyers;
};

/// The rulings of a month. Buyers of a bloc share a row for as long as every rule treats them alike.
class Rulings {
 public:
  struct Row {
    std::vector<ChipRuling> chips;
    RentLeft rent;

    bool operator==(const Row&) const = default;
  };

  /// No rule in force.
  explicit Rulings(RuledMarket market);

  const RuledMarket& market() const { return market_; }
  int row_count() const { return static_cast<int>(rows_.size()); }
  const Row& row(int r) const { return rows_[r]; }
  /// Row of a buyer.
  int row_of(int buyer) const { return row_of_[buyer]; }
  const std::vector<Quota>& quotas() const { return quotas_; }
  const std::vector<double>& caps() const { return caps_; }  ///< chips per buyer and year

  /// A quota of every vendor whose classes the rule binds. Returns their bits class by class; 0: the class counts
  /// against none. Throws InputError beyond max_quotas.
  template <class R>
  std::vector<std::uint64_t> add_quotas(const R& rule, double share) {
    std::vector<std::uint64_t> bits(market_.chips.size(), 0);
    for (int v = 0; v < market_.vendors; ++v) {
      std::uint64_t quota = 0;
      for (std::size_t c = 0; c < bits.size(); ++c) {
        if (market_.chip_vendor[c] != v || !rule.binds(market_.chips[c])) continue;
        if (quota == 0) quota = add_quota({.vendor = v, .share = share});
        bits[c] = quota;
      }
    }
    return bits;
  }
  /// Bit of a cap on the chips of each buyer [chips/yr]. Throws InputError beyond max_caps.
  std::uint32_t add_cap(double chips);

  /// Calls act(ruling, chip) for every class that the rule binds, for every row of buyers that it binds.
  template <class R, class Act>
  void for_chips(const R& rule, Act&& act) {
    for_rows(rule, [&](Row& row, std::string_view bloc) {
      for (std::size_t c = 0; c < market_.chips.size(); ++c) {
        if (rule.binds(market_.chips[c], bloc)) act(row.chips[c], static_cast<int>(c));
      }
    });
  }
  /// Calls act(what is left of renting abroad) for every row of buyers that the rule binds.
  template <class R, class Act>
  void for_rent(const R& rule, Act&& act) {
    for_rows(rule, [&](Row& row, std::string_view) { act(row.rent); });
  }

 private:
  template <class R, class Act>
  void for_rows(const R& rule, Act&& act) {
    std::vector<std::uint8_t> bound;
    for (const Buyer& buyer : market_.buyers) bound.push_back(rule.binds(buyer) ? 1 : 0);
    for (int r : rows_of(bound)) act(rows_[r], bloc_[r]);
  }
  /// Rows of the buyers marked and of nobody else: rows that others share are split.
  std::vector<int> rows_of(const std::vector<std::uint8_t>& bound);
  std::uint64_t add_quota(const Quota& quota);

  RuledMarket market_;
  std::vector<Row> rows_;
  std::vector<std::string_view> bloc_;  ///< rows
  std::vector<int> row_of_;             ///< buyers
  std::vector<Quota> quotas_;
  std::vector<double> caps_;
};

}  // namespace racesim
