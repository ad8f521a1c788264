#include "boxes.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis_arguments.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

constexpr std::size_t most_boxes = 24;
constexpr std::size_t few = 20;  ///< runs of interest below which a box says little
constexpr double doubtful = 0.05;
constexpr std::size_t columns_of_page = 110;

std::string percent(double share) { return decimal(100 * share, share > 0.995 || share < 0.0995 ? 1 : 0) + " %"; }

std::vector<std::string> labels_in(const VariedFactor& factor, const Bound& bound) {
  std::vector<std::string> labels;
  for (std::size_t k = 0; k < factor.labels.size(); ++k) {
    if (factor.numbers[k] >= bound.low && factor.numbers[k] <= bound.high) labels.push_back(factor.labels[k]);
  }
  return labels;
}

std::string p_text(double p) { return p < 0.001 ? "p < 0.001" : fmt::format("p {:.3f}", p); }

/// Steps that are shown: all, or with many of them some, the chosen one among them.
std::vector<std::size_t> shown(const Discovery& found) {
  const std::size_t n = found.boxes.size(), step = (n + most_boxes - 1) / most_boxes;
  std::vector<std::size_t> steps;
  for (std::size_t k = 0; k < n; ++k) {
    if (k % step == 0 || k == found.chosen || k + 1 == n) steps.push_back(k);
  }
  return steps;
}

std::string trajectory_text(const Discovery& found, bool colour) {
  std::vector<std::vector<Cell>> rows = {{{" box", Ink::dim},
                                          {"coverage", Ink::dim},
                                          {"density", Ink::dim},
                                          {"held out: coverage", Ink::dim},
                                          {"density", Ink::dim},
                                          {"mass", Ink::dim},
                                          {"points", Ink::dim},
                                          {"restricted factors", Ink::dim}}};
  for (const std::size_t k : shown(found)) {
    const Box& box = found.boxes[k];
    const Ink ink = k == found.chosen ? Ink::bold : Ink::plain;
    rows.push_back({{fmt::format("{}{}", k == found.chosen ? "*" : " ", k), ink},
                    {decimal(box.coverage, 3), ink},
                    {decimal(box.density, 3), ink},
                    {decimal(found.held_out[k].coverage, 3), ink},
                    {decimal(found.held_out[k].density, 3), ink},
                    {decimal(box.mass, 3), ink},
                    {fmt::format("{}", box.inside), ink},
                    {fmt::format("{}", box.restrictions()), ink}});
  }
  return in_columns(rows, std::vector<bool>(8, true), colour);
}

std::string rules_text(const DesignedResult& result, const Discovery& found, bool colour) {
  std::vector<std::size_t> restricted;
  const Box& box = found.boxes[found.chosen];
  for (std::size_t k = 0; k < box.bound.size(); ++k) {
    if (box.bound[k].restricted()) restricted.push_back(k);
  }
  std::ranges::stable_sort(restricted, {}, [&](std::size_t k) { return found.p[k]; });
  std::vector<std::vector<Cell>> rows;
  for (const std::size_t k : restricted) {
    const bool weak = found.p[k] > doubtful;
    rows.push_back({{" " + result.factors[k].name, weak ? Ink::dim : Ink::bold},
                    {rule_text(result.factors[k], box.bound[k]), weak ? Ink::dim : Ink::plain},
                    {p_text(found.p[k]) + (weak ? ", may be luck" : ""), Ink::dim}});
  }
  return rows.empty() ? " no restriction\n" : in_columns(rows, {}, colour);
}

std::string paragraph(const std::string& text) {
  std::string lines;
  for (const std::string& line : wrapped(text, columns_of_page)) lines += line + "\n";
  return lines;
}

}  // namespace

std::string rule_text(const VariedFactor& factor, const Bound& bound) {
  if (!factor.labels.empty()) return fmt::format("in {{{}}}", fmt::join(labels_in(factor, bound), ", "));
  const std::string unit = factor.unit.empty() || factor.unit == "1" ? "" : " " + factor.unit;
  if (bound.low_restricted && bound.high_restricted)
    return fmt::format("{} to {}{}", short_number(bound.low), short_number(bound.high), unit);
  if (bound.low_restricted) return fmt::format(">= {}{}", short_number(bound.low), unit);
  return fmt::format("<= {}{}", short_number(bound.high), unit);
}

std::string discovery_text(const DesignedResult& result, const Discovery& found, bool colour) {
  std::string text = "\n" + inked(found.title, Ink::bold, colour) + " " + found.criterion + "\n";
  if (found.numberless > 0) text += paragraph(numberless_text(result, found.numberless));
  const double share = static_cast<double>(found.of_interest) / static_cast<double>(found.points);
  text += fmt::format("{} of {} points are of interest ({})\n", found.of_interest, found.points, percent(share));
  if (found.boxes.empty()) {
    return text + paragraph(fmt::format(
                      "{}: there is nothing to tell apart. The outcome runs from {} to {}, its median is {}.",
                      found.of_interest == 0 ? "None is" : "All are", short_number(found.least),
                      short_number(found.most), short_number(found.median)));
  }
  if (std::min(found.of_interest, found.points - found.of_interest) < few)
    text += fmt::format("So few on one side that a box says little; more points would help.\n");
  text += "\n" + trajectory_text(found, colour);
  const Box& box = found.boxes[found.chosen];
  text += fmt::format("\nBox {}:\n", found.chosen) + rules_text(result, found, colour);
  if (found.chosen == 0) {
    return text + paragraph(
                      "On points on which it was not sought, no box does better than all points together: what the "
                      "trajectory shows is luck. More points or fewer factors would help.");
  }
  const HeldOut& tested = found.held_out[found.chosen];
  text += paragraph(fmt::format(
      "Where these hold, {} of the points are of interest (density) instead of {}; {} of all that are of interest lie "
      "there (coverage), and {} of all points. Boxes of this size do so on points on which they were not sought: "
      "density "
      "{}, coverage {}.",
      percent(box.density), percent(share), percent(box.coverage), percent(box.mass), percent(tested.density),
      percent(tested.coverage)));
  if (result.kind == "full_factorial" || result.kind == "table")
    text +=
        paragraph(fmt::format("The points of a {} design are no sample of the factors' distributions: shares of "
                              "points are no probabilities.",
                              result.kind));
  return text + paragraph(
                    "p: chance that the restriction does no more than luck would; because the box was sought for "
                    "its density, p flatters it. Another step: --box N.");
}

nlohmann::ordered_json discovery_json(const DesignedResult& result, const Discovery& found) {
  nlohmann::ordered_json boxes = nlohmann::ordered_json::array();
  for (std::size_t b = 0; b < found.boxes.size(); ++b) {
    const Box& box = found.boxes[b];
    nlohmann::ordered_json rules = nlohmann::ordered_json::array();
    for (std::size_t k = 0; k < box.bound.size(); ++k) {
      const Bound& bound = box.bound[k];
      if (!bound.restricted()) continue;
      nlohmann::ordered_json rule = {{"factor", result.factors[k].name},
                                     {"unit", result.factors[k].unit},
                                     {"rule", rule_text(result.factors[k], bound)}};
      if (!result.factors[k].labels.empty()) rule["levels"] = labels_in(result.factors[k], bound);
      if (bound.low_restricted) rule["low"] = bound.low;
      if (bound.high_restricted) rule["high"] = bound.high;
      if (b == found.chosen) rule["p"] = found.p[k];
      rules.push_back(std::move(rule));
    }
    boxes.push_back({{"box", b},
                     {"coverage", box.coverage},
                     {"density", box.density},
                     {"held_out", {{"coverage", found.held_out[b].coverage}, {"density", found.held_out[b].density}}},
                     {"mass", box.mass},
                     {"points", box.inside},
                     {"rules", std::move(rules)}});
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
          {"chosen", found.boxes.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(chosen)},
          {"boxes", std::move(boxes)}};
}

std::string discovery_csv(const DesignedResult& result, const Discovery& found) {
  std::string text =
      "box,chosen,coverage,density,held_out_coverage,held_out_density,mass,points,factor,unit,low,high,levels,p\n";
  for (std::size_t b = 0; b < found.boxes.size(); ++b) {
    const Box& box = found.boxes[b];
    const std::string before = fmt::format(
        "{},{},{},{},{},{},{},{}", b, b == found.chosen ? 1 : 0, csv_cell(box.coverage), csv_cell(box.density),
        csv_cell(found.held_out[b].coverage), csv_cell(found.held_out[b].density), csv_cell(box.mass), box.inside);
    if (box.restrictions() == 0) text += before + ",,,,,,\n";
    for (std::size_t k = 0; k < box.bound.size(); ++k) {
      const Bound& bound = box.bound[k];
      if (!bound.restricted()) continue;
      const VariedFactor& factor = result.factors[k];
      text += fmt::format("{},{},{},{},{},{},{}\n", before, csv_cell(factor.name), csv_cell(factor.unit),
                          bound.low_restricted ? csv_cell(bound.low) : "",
                          bound.high_restricted ? csv_cell(bound.high) : "",
                          csv_cell(fmt::format("{}", fmt::join(labels_in(factor, bound), "; "))),
                          b == found.chosen ? csv_cell(found.p[k]) : "");
    }
  }
  return text;
}

}  // namespace racesim
