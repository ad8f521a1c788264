#pragma once
// The declared tables as text, JSON or Markdown.
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "command.hpp"
#include "racesim/core/field.hpp"

namespace racesim {

/// A form of a table that only some have.
struct FurtherForm {
  std::string flag;  ///< "--evidence"
  std::string doc;
  std::function<std::string()> text;
};

/// The forms of a table; those not asked for are not made.
struct Listing {
  std::function<std::string(bool colour)> text;
  std::function<nlohmann::ordered_json()> json;
  std::function<std::string()> markdown;
  std::vector<FurtherForm> further = {};
};

/// Declares a subcommand without arguments that prints a table, with --json and --markdown.
void add_listing(CLI::App& app, Session& session, const std::string& name, const std::string& doc,
                 const Listing& listing);

/// First line of every generated page.
std::string generated_by(const std::string& command);
/// A Markdown row; bars within cells are escaped.
std::string markdown_row(const std::vector<std::string>& cells);
/// The same as the header of a table.
std::string markdown_header(const std::vector<std::string>& cells);

/// "0.25 to 0.8", open ends as "at most 1"; "" when neither is given.
std::string range_text(double lower, double upper);
/// A number as short as it reads back exactly.
std::string number_text(double value);

}  // namespace racesim
