#include "racesim/report/indices_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "racesim/core/text.hpp"
#include "racesim/report/design_text.hpp"

namespace racesim {

namespace {

constexpr std::size_t most_rows = 30;
constexpr std::size_t most_columns = 12;

std::string number(double value, bool share) { return share ? decimal(value, 3) : short_number(value); }

std::string interval(const Interval& i, bool share) {
  if (std::isnan(i.low) || std::isnan(i.high)) return "";
  return number(i.low, share) + " to " + number(i.high, share);
}

bool has_interval(const IndexColumn& column) {
  return std::ranges::any_of(column.of, [](const Estimate& e) { return !std::isnan(e.interval.low); });
}

std::string table_text(const IndexTable& table, double level, bool colour) {
  std::vector<std::vector<Cell>> rows = {{{" " + table.subject, Ink::dim}}};
  std::vector<bool> right = {false};
  for (const IndexColumn& column : table.columns) {
    rows[0].push_back({column.name, Ink::dim});
    right.push_back(true);
    if (!has_interval(column)) continue;
    rows[0].push_back({fmt::format("{:g} %", 100 * level), Ink::dim});
    right.push_back(false);
  }
  for (std::size_t k = 0; k < std::min(most_rows, table.subjects.size()); ++k) {
    const Ink ink = below_threshold(table, k) ? Ink::dim : Ink::plain;
    std::vector<Cell> row = {{" " + table.subjects[k], ink}};
    for (const IndexColumn& column : table.columns) {
      row.push_back({number(column.of[k].value, column.share), ink == Ink::dim ? Ink::dim : Ink::bold});
      if (has_interval(column)) row.push_back({interval(column.of[k].interval, column.share), Ink::dim});
    }
    rows.push_back(std::move(row));
  }
  return in_columns(rows, right, colour);
}

std::string counted(const IndexTable& table) {
  std::string text = fmt::format("From {} {}", table.used, table.unit_of_use);
  if (table.dropped > 0) text += fmt::format("; {} dropped", table.dropped);
  return text + ".";
}

}  // namespace

std::string indices_text(const DesignedResult& result, const OutcomeIndices& one, double level, bool colour) {
  std::string text = "\n" + inked(one.title, Ink::bold, colour) + "\n" + paragraph(verdict(one));
  if (one.numberless > 0) text += paragraph(numberless_text(result, one.numberless));
  for (const IndexTable& table : one.tables) {
    if (table.constant) continue;
    text += "\n" + table_text(table, level, colour);
    if (table.subjects.size() > most_rows)
      text += fmt::format(" and {} more with smaller numbers (--csv and --json have all)\n",
                          table.subjects.size() - most_rows);
    std::string words = counted(table) + " " + table.meaning;
    for (const std::string& remark : table.notes) words += " " + remark;
    text += paragraph(words);
  }
  return text;
}

std::string indices_over_time_text(const DesignedResult& result, const std::vector<OutcomeIndices>& months,
                                   bool colour) {
  std::vector<const OutcomeIndices*> shown;
  for (const OutcomeIndices& month : months) {
    if (month.at.ends_with("-12") || &month == &months.back()) shown.push_back(&month);
  }
  const std::size_t step = (shown.size() + most_columns - 1) / most_columns;
  std::vector<const OutcomeIndices*> columns;
  for (std::size_t k = 0; k < shown.size(); ++k) {
    if ((shown.size() - 1 - k) % step == 0) columns.push_back(shown[k]);
  }
  std::string text = "\n" + inked(months[0].title, Ink::bold, colour) + "\n";
  text += paragraph(fmt::format("In {}: {}", months.back().at, verdict(months.back())));
  std::size_t numberless = 0;
  for (const OutcomeIndices& month : months) numberless = std::max(numberless, month.numberless);
  if (numberless > 0) text += paragraph("In the worst month, " + numberless_text(result, numberless));
  for (std::size_t m = 0; m < months[0].tables.size(); ++m) {
    const IndexTable& last = months.back().tables[m];  // its order, and its words
    std::vector<std::vector<Cell>> rows = {{{fmt::format(" {}: {}", last.subject, last.columns[0].name), Ink::dim}}};
    std::map<std::string, std::size_t> row_of;
    for (const std::string& subject : last.subjects) {
      if (rows.size() > most_rows) break;
      row_of[subject] = rows.size();
      rows.push_back({{" " + subject}});
    }
    for (const OutcomeIndices* month : columns) {
      const IndexTable& table = month->tables[m];
      rows[0].push_back({month->at, Ink::dim});
      for (std::size_t k = 0; k < table.subjects.size(); ++k) {
        const auto found = row_of.find(table.subjects[k]);
        if (found == row_of.end()) continue;
        const bool share = table.columns[0].share;
        const double value = table.columns[0].of[k].value;
        rows[found->second].push_back(
            {share ? decimal(value, 2) : short_number(value), below_threshold(table, k) ? Ink::dim : Ink::plain});
      }
    }
    std::vector<bool> right(rows[0].size(), true);
    right[0] = false;
    text += "\n" + in_columns(rows, right, colour);
    if (last.subjects.size() > most_rows) text += fmt::format(" and {} more\n", last.subjects.size() - most_rows);
    std::string words = fmt::format("{} {}", counted(last), last.meaning);
    for (const std::string& remark : last.notes) words += " " + remark;
    text += paragraph(fmt::format("{} (In {}.)", words, months.back().at));
  }
  return text;
}

}  // namespace racesim
