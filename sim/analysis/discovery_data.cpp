// Boxes as rules in the units of the factors, as JSON and as CSV.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "racesim/analysis/discovery.hpp"
#include "racesim/core/text.hpp"
#include "racesim/io/csv_writer.hpp"

namespace racesim {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t few = 20;  ///< runs of interest below which a box says little

/// The restrictions of a box.
Json rules_json(const DesignedResult& result, const Discovery& found, std::size_t b) {
  Json rules = Json::array();
  const Box& box = found.boxes[b];
  for (std::size_t k = 0; k < box.bound.size(); ++k) {
    const Bound& bound = box.bound[k];
    if (!bound.restricted()) continue;
    const VariedFactor& factor = result.factors[k];
    Json rule = {{"factor", factor.name}, {"unit", factor.unit}, {"rule", rule_text(factor, bound)}};
    if (!factor.labels.empty()) rule["levels"] = labels_in(factor, bound);
    if (bound.low_restricted) rule["low"] = bound.low;
    if (bound.high_restricted) rule["high"] = bound.high;
    if (b == found.chosen) rule["p"] = found.p[k];
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::vector<std::string> all_notes(const DesignedResult& result, const Discovery& found) {
  std::vector<std::string> notes = notes_of(result);
  for (const auto& more : {notes_of_points(result, found), notes_of_boxes(result, found)})
    notes.insert(notes.end(), more.begin(), more.end());
  return notes;
}

}  // namespace

std::vector<std::string> notes_of_points(const DesignedResult& result, const Discovery& found) {
  std::vector<std::string> notes;
  if (found.numberless > 0) notes.push_back(numberless_text(result, found.numberless));
  if (found.least == found.most) notes.emplace_back(constant_note);
  return notes;
}

std::vector<std::string> notes_of_boxes(const DesignedResult& result, const Discovery& found) {
  if (found.boxes.empty())
    return {fmt::format("{}: there is nothing to tell apart. The outcome runs from {} to {}, its median is {}.",
                        found.of_interest == 0 ? "None is of interest" : "All are of interest",
                        short_number(found.least), short_number(found.most), short_number(found.median))};
  std::vector<std::string> notes;
  if (std::min(found.of_interest, found.points - found.of_interest) < few)
    notes.emplace_back("So few points on one side that a box says little; more points would help.");
  if (found.chosen == 0) {
    notes.emplace_back(
        "On points on which it was not sought, no box does better than all points together: what the trajectory shows "
        "is chance. More points or fewer factors would help.");
    return notes;
  }
  if (result.kind == "full_factorial" || result.kind == "table")
    notes.push_back(
        fmt::format("The points of a {} design are no sample of the factors' distributions: shares of points are no "
                    "probabilities.",
                    result.kind));
  notes.emplace_back(
      "p: quasi-p-value, the probability that a restriction does as well by chance; because the box was sought for its "
      "density, it is too small. Another step: --box N.");
  return notes;
}

std::vector<std::string> labels_in(const VariedFactor& factor, const Bound& bound) {
  std::vector<std::string> labels;
  for (std::size_t k = 0; k < factor.labels.size(); ++k) {
    if (factor.numbers[k] >= bound.low && factor.numbers[k] <= bound.high) labels.push_back(factor.labels[k]);
  }
  return labels;
}

std::string rule_text(const VariedFactor& factor, const Bound& bound) {
  if (!factor.labels.empty()) return fmt::format("in {{{}}}", fmt::join(labels_in(factor, bound), ", "));
  const std::string unit = factor.unit.empty() || factor.unit == "1" ? "" : " " + factor.unit;
  if (bound.low_restricted && bound.high_restricted)
    return fmt::format("{} to {}{}", short_number(bound.low), short_number(bound.high), unit);
  if (bound.low_restricted) return fmt::format(">= {}{}", short_number(bound.low), unit);
  return fmt::format("<= {}{}", short_number(bound.high), unit);
}

Json discovery_json(const DesignedResult& result, const Discovery& found) {
  Json boxes = Json::array();
  for (std::size_t b = 0; b < found.boxes.size(); ++b) {
    const Box& box = found.boxes[b];
    boxes.push_back({{"box", b},
                     {"coverage", box.coverage},
                     {"density", box.density},
                     {"held_out", {{"coverage", found.held_out[b].coverage}, {"density", found.held_out[b].density}}},
                     {"mass", box.mass},
                     {"points", box.inside},
                     {"rules", rules_json(result, found, b)}});
  }
  const std::size_t chosen = found.chosen;
  return {{"file", result.file->path().string()},
          {"design", result.kind},
          {"scenario", result.file->scenarios()[result.scenario]},
          {"minus", result.minus ? result.file->scenarios()[*result.minus] : ""},
          {"outcome", found.outcome},
          {"unit", found.unit},
          {"at", found.at},
          {"criterion", found.criterion},
          {"points", found.points},
          {"of_interest", found.of_interest},
          {"points_without_a_number", found.numberless},
          {"points_with_a_failed_run", result.count(DesignedResult::State::failed)},
          {"points_with_a_missing_run", result.count(DesignedResult::State::missing)},
          {"notes", all_notes(result, found)},
          {"chosen", found.boxes.empty() ? Json(nullptr) : Json(chosen)},
          {"boxes", std::move(boxes)}};
}

std::string discovery_csv(const DesignedResult& result, const Discovery& found) {
  std::string text =
      "box,chosen,coverage,density,held_out_coverage,held_out_density,mass,points,factor,unit,low,high,levels,p,"
      "notes\n";
  const auto notes = [&](std::size_t b) {
    return b == 0 ? csv_cell(fmt::format("{}", fmt::join(all_notes(result, found), " "))) : std::string();
  };
  if (found.boxes.empty()) text += ",,,,,,,,,,,,,," + notes(0) + "\n";
  for (std::size_t b = 0; b < found.boxes.size(); ++b) {
    const Box& box = found.boxes[b];
    const std::string before = fmt::format(
        "{},{},{},{},{},{},{},{}", b, b == found.chosen ? 1 : 0, csv_cell(box.coverage), csv_cell(box.density),
        csv_cell(found.held_out[b].coverage), csv_cell(found.held_out[b].density), csv_cell(box.mass), box.inside);
    if (box.restrictions() == 0) text += before + ",,,,,,," + notes(b) + "\n";
    for (std::size_t k = 0; k < box.bound.size(); ++k) {
      const Bound& bound = box.bound[k];
      if (!bound.restricted()) continue;
      const VariedFactor& factor = result.factors[k];
      text += fmt::format("{},{},{},{},{},{},{},\n", before, csv_cell(factor.name), csv_cell(factor.unit),
                          bound.low_restricted ? csv_cell(bound.low) : "",
                          bound.high_restricted ? csv_cell(bound.high) : "",
                          csv_cell(fmt::format("{}", fmt::join(labels_in(factor, bound), "; "))),
                          b == found.chosen ? csv_cell(found.p[k]) : "");
    }
  }
  return text;
}

}  // namespace racesim
