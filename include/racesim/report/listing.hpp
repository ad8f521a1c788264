#pragma once
// The declared tables (parameters, policies, observables) as text, JSON or Markdown.
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

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

Listing parameter_listing();
Listing policy_listing();
Listing observable_listing();
/// The stages of a month and the state they work on.
Listing month_listing();

}  // namespace racesim
