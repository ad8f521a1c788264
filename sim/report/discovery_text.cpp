#include "racesim/report/discovery_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "racesim/core/text.hpp"
#include "racesim/report/design_text.hpp"

namespace racesim {

namespace {

constexpr std::size_t most_boxes = 24;
constexpr double doubtful = 0.05;

std::string percent(double share) { return decimal(100 * share, share > 0.995 || share < 0.0995 ? 1 : 0) + " %"; }

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
                    {p_text(found.p[k]) + (weak ? ", may be chance" : ""), Ink::dim}});
  }
  return rows.empty() ? " no restriction\n" : in_columns(rows, {}, colour);
}

}  // namespace

std::string discovery_text(const DesignedResult& result, const Discovery& found, bool colour) {
  std::string text = "\n" + inked(found.title, Ink::bold, colour) + " " + found.criterion + "\n";
  for (const std::string& note : notes_of_points(result, found)) text += paragraph(note);
  const double share = static_cast<double>(found.of_interest) / static_cast<double>(found.points);
  text += fmt::format("{} of {} points are of interest ({})\n", found.of_interest, found.points, percent(share));
  const auto notes = [&] {
    std::string all;
    for (const std::string& note : notes_of_boxes(result, found)) all += paragraph(note);
    return all;
  };
  if (found.boxes.empty()) return text + notes();
  text += "\n" + trajectory_text(found, colour);
  const Box& box = found.boxes[found.chosen];
  text += fmt::format("\nBox {}:\n", found.chosen) + rules_text(result, found, colour);
  if (found.chosen == 0) return text + notes();
  const HeldOut& tested = found.held_out[found.chosen];
  text += paragraph(fmt::format(
      "Where these hold, {} of the points are of interest (density) instead of {}; {} of all that are of interest lie "
      "there (coverage), and {} of all points. Boxes of this size do so on points on which they were not sought: "
      "density "
      "{}, coverage {}.",
      percent(box.density), percent(share), percent(box.coverage), percent(box.mass), percent(tested.density),
      percent(tested.coverage)));
  return text + notes();
}

}  // namespace racesim
