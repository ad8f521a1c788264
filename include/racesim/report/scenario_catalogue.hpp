#pragma once
// What scenarios and presets there are, what each asks and what it builds on.
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace racesim {

/// What a file says of itself; what it takes over from others is not in here.
struct CatalogueEntry {
  std::string path, name, title, question, expectation;
  std::vector<std::string> sources, extends;
  bool preset = false;
};

struct Catalogue {
  std::vector<CatalogueEntry> scenarios, presets;
};

/// Files and the content of directories with their presets; files that were named must be scenarios or presets. Throws
/// InputError.
Catalogue read_catalogue(const std::vector<std::string>& places);

std::string catalogue_text(const Catalogue& catalogue, bool colour);
nlohmann::ordered_json catalogue_json(const Catalogue& catalogue);
/// The page of the documentation.
std::string catalogue_markdown(const Catalogue& catalogue);

}  // namespace racesim
