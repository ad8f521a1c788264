// What binding cannot see: names must exist, dates lie inside the clock, tables cover what a run needs.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>

#include "overlapping_rules.hpp"
#include "racesim/io/scenario_io.hpp"
#include "racesim/model/inputs.hpp"
#include "racesim/model/names.hpp"

namespace racesim {

namespace {

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

class Checker {
 public:
  Checker(const Scenario& scenario, const Origins& origins, Diagnostics& diagnostics)
      : s_(scenario), origins_(origins), diagnostics_(diagnostics) {
    for (const Bloc& bloc : s_.blocs) blocs_.push_back(bloc.name);
    for (const ChipClass& chip : s_.chips) chips_.push_back(chip.name);
    for (const Lab& lab : s_.labs) {
      owners_.push_back(lab.name);
      if (lab.races) racing_.push_back(lab.name);
    }
    referred_ = {{"bloc", blocs_}, {"buyer", owners_}, {"lab", racing_}, {"chip", chips_}, {"sector", {}}};
    for (const Sector& sector : s_.sectors) referred_["sector"].push_back(sector.name);
    std::set<std::string> vendors;
    for (const SupplyRate& row : s_.supply) vendors.insert(row.vendor);
    referred_["vendor"].assign(vendors.begin(), vendors.end());
    referred_["bloc or buyer"] = joined(blocs_, owners_);
    referred_["lab or bloc"] = joined(blocs_, racing_);
  }

  void check() {
    clock();
    if (errors_ > 0) return;  // every date would be outside a clock that is wrong
    known(s_.leader, blocs_, "bloc", "leader");
    known(s_.follower, blocs_, "bloc", "follower");
    if (s_.leader == s_.follower) error("follower", "leader and follower are the same bloc", "compare two blocs");
    if (s_.seed > INT64_MAX)
      error("seed", "a seed of " + std::to_string(s_.seed) + " is more than result files can say",
            "allowed: 0 to " + std::to_string(INT64_MAX));
    sizes();
    references();
    measured_once();
    if (errors_ == 0) completeness();  // a misspelt name would be missed as well
    paradigms();
    population();
    sectors();
    for (const Policy& policy : s_.policies) this->policy(policy);
    if (errors_ == 0) warn_of_overlapping_rules(s_, origins_, diagnostics_);
  }

 private:
  void error(const std::string& path, std::string message, std::string hint = "") {
    ++errors_;
    diagnostics_.error(origins_.nearest(path), std::move(message), std::move(hint));
  }

  void known(const std::string& name, const std::vector<std::string>& names, std::string_view what,
             const std::string& path) {
    if (std::ranges::find(names, name) != names.end()) return;
    const std::string near = did_you_mean(name, names);
    error(path, "unknown " + std::string(what) + " \"" + name + "\"", near.empty() ? list_allowed(names) : near);
  }
  void all_known(const std::vector<std::string>& list, const std::vector<std::string>& names, std::string_view what,
                 const std::string& path) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string place = path + "[" + std::to_string(i) + "]";
      known(list[i], names, what, place);
      const auto here = list.begin() + static_cast<std::ptrdiff_t>(i);
      if (std::find(list.begin(), here, list[i]) != here)  // what a policy does would be done twice
        error(place, std::string(what) + " \"" + list[i] + "\" is given twice", "name it once");
    }
  }

  void clock() {
    if (s_.clock.end < s_.clock.start)
      error("clock.end", "the clock ends in " + to_string(s_.clock.end) + " before it starts");
    if (s_.months() > 1200) error("clock.end", "a run of more than 1200 months", "end the clock earlier");
    if (errors_ > 0 || s_.clock.start == s_.data_start) return;
    diagnostics_.warning(origins_.nearest("clock.start"),
                         "the clock starts in " + to_string(s_.clock.start) +
                             " with the initial stock and the labs of " + to_string(s_.data_start),
                         "start it then, or give tables of another month and their `data_start`");
  }
  void inside(Month month, const std::string& path) {
    if (month >= s_.clock.start && month <= s_.clock.end) return;
    error(path, to_string(month) + " is outside the clock",
          "the clock runs from " + to_string(s_.clock.start) + " to " + to_string(s_.clock.end));
  }

  void sizes() {
    if (racing_.empty()) error("labs", "no lab races", "give at least one lab with races: true");
    if (racing_.size() > 4000) error("labs", "more than 4000 named labs", "use `population` for many small developers");
    if (s_.blocs.size() > max_blocs) error("blocs", "more than " + std::to_string(max_blocs) + " blocs");
  }
  /// Names in tables must stand in the tables they mean.
  void references() {
    const auto bloc_of = [&](const BlocPoint& row, const std::string& path) {
      known(row.bloc, blocs_, "bloc", path + ".bloc");
    };
    rows(s_.bloc_paths, "bloc_paths", bloc_of);
    rows(s_.domestic_supply, "domestic_supply", bloc_of);
    std::vector<std::string> segments;
    for (const Segment& segment : s_.segments) segments.push_back(segment.name);
    rows(s_.spending, "spending", [&](const SpendingPoint& row, const std::string& path) {
      known(row.bloc, blocs_, "bloc", path + ".bloc");
      known(row.segment, segments, "segment", path + ".segment");
    });
    rows(s_.chip_prices, "chip_prices",
         [&](const ChipPrice& row, const std::string& path) { known(row.chip, chips_, "chip", path + ".chip"); });
    rows(s_.lab_paths, "lab_paths",
         [&](const LabPoint& row, const std::string& path) { known(row.lab, owners_, "lab", path + ".lab"); });
    rows(s_.initial_stock, "initial_stock", [&](const InitialStock& row, const std::string& path) {
      known(row.owner, owners_, "owner", path + ".owner");
      known(row.chip, chips_, "chip", path + ".chip");
    });
    for (const Lab& lab : s_.labs) known(lab.bloc, blocs_, "bloc", "labs[" + lab.name + "].bloc");
    for (const ChipClass& chip : s_.chips) {
      known(chip.origin, blocs_, "bloc", "chips[" + chip.name + "].origin");
      all_known(chip.sold_in, blocs_, "bloc", "chips[" + chip.name + "].sold_in");
    }
    for (const std::string& name : s_.correlations.names) {
      if (find_parameter(name)) continue;
      const std::string near = did_you_mean_path(name, parameter_names());
      error("correlations", "unknown parameter \"" + name + "\"", near.empty() ? "racesim params lists them" : near);
    }
  }
  /// The two tables of paths of blocs are read as one.
  void measured_once() {
    std::map<std::tuple<std::string, BlocItem, Month>, std::size_t> first;
    for (std::size_t i = 0; i < s_.bloc_paths.size(); ++i) {
      const BlocPoint& row = s_.bloc_paths[i];
      first.emplace(std::tuple(row.bloc, row.item, row.month), i);
    }
    rows(s_.domestic_supply, "domestic_supply", [&](const BlocPoint& row, const std::string& path) {
      const auto at = first.find({row.bloc, row.item, row.month});
      if (at == first.end()) return;
      const Mark mark = origins_.nearest("bloc_paths[" + std::to_string(at->second) + "]");
      error(path, "bloc_paths has a row for the same bloc, item and month",
            "at " + mark.file + ":" + std::to_string(mark.line) + "; keep one");
    });
  }
  /// What a run cannot do without.
  void completeness() {
    for (const ChipClass& chip : s_.chips) {
      if (!chip.accelerator || !chip.launch) continue;
      const std::string path = "chips[" + chip.name + "]";
      if (chip.h100e <= 0) error(path + ".h100e", "a chip that is sold needs computing power", "give h100e > 0");
      if (std::ranges::find(s_.chip_prices, chip.name, &ChipPrice::chip) == s_.chip_prices.end()) {
        error(path, "\"" + chip.name + "\" is sold but has no price", "add a row to chip_prices");
      }
    }
    for (const std::string& lab : racing_) {
      const bool staffed = std::ranges::any_of(s_.lab_paths, [&](const LabPoint& row) {
        return row.lab == lab && row.item == LabItem::staff && row.value > 0;
      });
      if (!staffed)
        error("labs[" + lab + "]", "\"" + lab + "\" races but has no staff", "add a staff row to lab_paths");
    }
  }
  template <class Row, class Check>
  void rows(const std::vector<Row>& table, const std::string& name, Check&& check_row) {
    for (std::size_t i = 0; i < table.size(); ++i) check_row(table[i], name + "[" + std::to_string(i) + "]");
  }

  void paradigms() {
    if (s_.paradigms.size() > 32) error("paradigms", "more than 32 paradigms");
    for (const Paradigm& p : s_.paradigms) {
      const std::string path = "paradigms[" + p.name + "]";
      if (p.arrives && *p.arrives > s_.clock.start) inside(*p.arrives, path + ".arrives");
      if (p.earliest) inside(*p.earliest, path + ".earliest");
      if (!p.pioneer.empty()) known(p.pioneer, racing_, "lab", path + ".pioneer");
    }
  }

  void population() {
    const std::vector<double>& shares = s_.population.bloc_shares;
    if (shares.empty()) return;
    if (shares.size() != blocs_.size())
      error("population.bloc_shares", "one share per bloc is needed", std::to_string(blocs_.size()) + " blocs");
    double sum = 0;
    for (double share : shares) sum += share;
    if (std::fabs(sum - 1) > 1e-6) error("population.bloc_shares", "the shares do not add up to 1");
  }

  void sectors() {
    if (s_.sectors.empty()) return;
    double sum = 0;
    for (const Sector& sector : s_.sectors) sum += sector.weight;
    if (sum <= 0) error("sectors", "no sector has a weight", "give at least one weight > 0");
  }

  void policy(const Policy& policy) {
    const PolicyDates& when = dates(policy);
    const std::string path = "policies[" + when.name + "]";
    inside(when.at, path + ".at");
    const auto check = [&](const auto& p) {
      for (const Fault& fault : p.faults()) error(path + "." + fault.key, fault.message, fault.hint);
      warn_of_own_bloc(p, path);
      p.describe(p, [&](const auto& option, const Field& field) {
        refers(option, field, path + "." + std::string(field.name));
      });
    };
    std::visit(check, policy);
  }
  /// A rule of one bloc that names the bloc itself.
  template <class P>
  void warn_of_own_bloc(const P& p, const std::string& path) {
    if constexpr (requires { p.from, p.to; }) {
      aimed(p.from, p.to, path + ".to");
    } else if constexpr (requires { p.by, p.to; }) {
      aimed(p.by, p.to, path + ".to");
    } else if constexpr (requires { p.from, p.labs; }) {
      aimed(p.from, p.labs, path + ".labs");
    }
  }
  void aimed(const std::string& source, const std::string& target, const std::string& path) {
    if (bloc_of(source) != bloc_of(target)) return;
    diagnostics_.warning(origins_.nearest(path), "\"" + target + "\" is of the bloc that the policy comes from",
                         "name other blocs, or those who belong to them");
  }
  void aimed(const std::string& source, const std::vector<std::string>& targets, const std::string& path) {
    for (std::size_t i = 0; i < targets.size(); ++i) aimed(source, targets[i], path + "[" + std::to_string(i) + "]");
  }
  /// Of a lab or another owner; a bloc itself.
  std::string bloc_of(const std::string& name) const {
    const auto lab = std::ranges::find(s_.labs, name, &Lab::name);
    return lab == s_.labs.end() ? name : lab->bloc;
  }
  void condition(const Condition& c, const std::string& path) {
    if (c.kind == Condition::Kind::chip) all_known(c.names, chips_, "chip", path);
    std::vector<std::string> makers;
    for (const ChipClass& chip : s_.chips) makers.push_back(chip.vendor);
    if (c.kind == Condition::Kind::vendor) all_known(c.names, makers, "vendor", path);
    for (const Condition& part : c.parts) condition(part, path);
  }

  /// Names that an option of a policy uses must exist.
  void refers(const std::string& option, const Field& field, const std::string& path) {
    if (!field.refers_to.empty()) known(option, referred_.at(field.refers_to), field.refers_to, path);
  }
  void refers(const std::vector<std::string>& option, const Field& field, const std::string& path) {
    if (!field.refers_to.empty()) all_known(option, referred_.at(field.refers_to), field.refers_to, path);
  }
  void refers(const Condition& option, const Field&, const std::string& path) { condition(option, path); }
  template <class Option>
  void refers(const Option&, const Field&, const std::string&) {}  // a number, a date

  int errors_ = 0;
  const Scenario& s_;
  const Origins& origins_;
  Diagnostics& diagnostics_;
  std::vector<std::string> blocs_, chips_, owners_, racing_;
  std::map<std::string_view, std::vector<std::string>> referred_;  ///< what Field::refers_to admits
};

}  // namespace

void check_scenario(const Scenario& scenario, const Origins& origins, Diagnostics& diagnostics) {
  Checker(scenario, origins, diagnostics).check();
}

}  // namespace racesim
