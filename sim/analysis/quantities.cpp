#include "racesim/analysis/quantities.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "racesim/core/diagnostic.hpp"
#include "racesim/model/bands.hpp"
#include "racesim/model/observables.hpp"

namespace racesim {

namespace {

template <class Enum>
std::vector<std::string> names_of() {
  const auto names = enum_names(Enum{});
  return {names.begin(), names.end()};
}

std::string without_blanks(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

/// `name[a, b]` in its parts.
struct Wish {
  std::string name;
  std::vector<std::string> entry;
};

Wish wish_of(const std::string& text, const Mark& mark) {
  const auto open = text.find('[');
  Wish wish{.name = without_blanks(text.substr(0, open)), .entry = {}};
  if (open == std::string::npos) return wish;
  if (!text.ends_with(']')) throw InputError(mark, fmt::format("\"{}\" lacks its closing bracket", text));
  const std::string inside = text.substr(open + 1, text.size() - open - 2);
  for (std::size_t at = 0; at <= inside.size();) {
    const std::size_t end = std::min(inside.find(',', at), inside.size());
    wish.entry.push_back(without_blanks(inside.substr(at, end - at)));
    at = end + 1;
  }
  return wish;
}

Compared find_quantity(const std::string& name, const Mark& mark) {
  if (const int k = find_observable(name); k >= 0) {
    const Observable& o = observables()[k];
    return {.name = o.name,
            .unit = o.unit,
            .doc = o.doc,
            .place = static_cast<std::size_t>(k),
            .lower_is_better = o.lower_is_better,
            .dimensions = dimensions(o.shape)};
  }
  std::vector<std::string> known;
  for (const Observable& o : observables()) known.emplace_back(o.name);
  const auto table = outcomes();
  for (std::size_t k = 0; k < table.size(); ++k) {
    if (table[k].name == name)
      return {.name = table[k].name, .unit = table[k].unit, .doc = table[k].doc, .place = k, .series = false};
    known.emplace_back(table[k].name);
  }
  const std::string near = did_you_mean(name, known);
  throw InputError(mark, fmt::format("there is no observable or outcome \"{}\"", name),
                   near.empty() ? "`racesim observables` lists them" : near);
}

/// Adds the quantity once for each entry that the wish admits: a dimension not spoken of is taken whole.
void add_entries(const Compared& quantity, const Wish& wish, const EntryNames& names, const Mark& mark,
                 std::vector<Compared>& all) {
  const std::size_t done = quantity.entry.size();
  if (done == quantity.dimensions.size()) {
    all.push_back(quantity);
    return;
  }
  const std::string& dimension = quantity.dimensions[done];
  const std::vector<std::string>& there = names.find(dimension)->second;
  const bool spoken_of = done < wish.entry.size();
  if (spoken_of && std::ranges::find(there, wish.entry[done]) == there.end()) {
    const std::string near = did_you_mean(wish.entry[done], there);
    throw InputError(mark, fmt::format("there is no {} \"{}\"", dimension, wish.entry[done]),
                     near.empty() ? list_allowed(there) : near);
  }
  for (const std::string& name : there) {
    if (spoken_of && name != wish.entry[done]) continue;
    Compared next = quantity;
    next.entry.push_back(name);
    add_entries(next, wish, names, mark, all);
  }
}

}  // namespace

EntryNames entry_names(const Inputs& inputs) {
  return {
      {"bloc", inputs.blocs},          {"vendor", inputs.vendors},
      {"sector", inputs.sectors.name}, {"lab", {inputs.labs.name.begin(), inputs.labs.name.begin() + inputs.n_named()}},
      {"route", names_of<Route>()},    {"cause", names_of<Cause>()}};
}

std::string Compared::entry_text() const { return fmt::format("{}", fmt::join(entry, ", ")); }

std::string Compared::label() const {
  return entry.empty() ? std::string(name) : fmt::format("{}[{}]", name, entry_text());
}

std::size_t Compared::offset(const EntryNames& names, const std::string& where) const {
  std::size_t place_of_entry = 0;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    const auto found = names.find(dimensions[d]);
    const auto& there = found == names.end() ? std::vector<std::string>{} : found->second;
    const auto at = std::ranges::find(there, entry[d]);
    if (at == there.end()) {
      throw InputError({}, fmt::format("{} has no {} \"{}\"", where, dimensions[d], entry[d]), list_allowed(there));
    }
    place_of_entry = place_of_entry * there.size() + static_cast<std::size_t>(at - there.begin());
  }
  return place_of_entry;
}

std::vector<std::string> default_quantities() {
  return {"lag_months", "eci_frontier[leader]", "eci_frontier[follower]", "log_efficiency[follower]",
          "compute_share[follower]"};
}

std::vector<std::string> default_break_even() { return {"lag_months", "eci_frontier[follower]"}; }

std::vector<std::string> all_outcomes() {
  std::vector<std::string> names;
  for (const Outcome& outcome : outcomes()) names.emplace_back(outcome.name);
  return names;
}

std::vector<Compared> make_quantities(const std::vector<std::string>& texts, const std::string& option,
                                      const EntryNames& names, const Roles& roles) {
  std::vector<Compared> all;
  for (std::size_t k = 0; k < texts.size(); ++k) {
    const Mark mark{option, static_cast<int>(k) + 1, 1};
    Wish wish = wish_of(texts[k], mark);
    const Compared quantity = find_quantity(wish.name, mark);
    if (wish.entry.size() > quantity.dimensions.size()) {
      throw InputError(mark,
                       fmt::format("{} has {}", quantity.name,
                                   quantity.dimensions.empty()
                                       ? std::string("one value, of the world or of the run")
                                       : fmt::format("no more than {}", fmt::join(quantity.dimensions, ", "))),
                       "leave out what is in brackets");
    }
    for (std::size_t d = 0; d < wish.entry.size(); ++d) {
      if (quantity.dimensions[d] != "bloc") continue;
      if (wish.entry[d] == "leader") wish.entry[d] = roles.leader;
      if (wish.entry[d] == "follower") wish.entry[d] = roles.follower;
    }
    std::vector<Compared> entries;
    add_entries(quantity, wish, names, mark, entries);
    for (Compared& entry : entries) {
      const auto same = [&](const Compared& other) { return other.label() == entry.label(); };
      if (std::ranges::none_of(all, same)) all.push_back(std::move(entry));
    }
  }
  return all;
}

}  // namespace racesim
