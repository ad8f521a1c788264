#pragma once
// Whom rules bind.
#include <string>
#include <string_view>
#include <vector>

namespace racesim {

/// Who buys: a bloc and, for rules that name buyers, a name; "": any buyer of the bloc that no rule names.
struct Buyer {
  std::string_view bloc;
  std::string_view name = "";
};

bool contains(const std::vector<std::string>& list, std::string_view name);

/// True when a list of blocs and buyers names the buyer or its bloc.
bool names(const std::vector<std::string>& list, const Buyer& buyer);

}  // namespace racesim
