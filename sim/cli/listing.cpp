#include "listing.hpp"

#include <deque>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "options.hpp"
#include "terminal.hpp"

namespace racesim {

void add_listing(CLI::App& app, Session& session, const std::string& name, const std::string& doc,
                 const Listing& listing) {
  struct Form {
    bool json = false, markdown = false;
    std::deque<bool> further;  // one for each, at addresses that stay
  };
  const auto form = std::make_shared<Form>();
  form->further.resize(listing.further.size(), false);
  const auto chosen = [=] {
    for (std::size_t k = 0; k < form->further.size(); ++k) {
      if (form->further[k]) return listing.further[k].text();
    }
    return form->json       ? listing.json().dump(2) + "\n"
           : form->markdown ? listing.markdown()
                            : listing.text(may_colour(1));
  };
  CLI::App& command = add_command(app, session, name, doc, fmt::format("racesim {0}\nracesim {0} --json", name), [=] {
    print(chosen());
    return static_cast<int>(exit_done);
  });
  add_flag(command, "--json", form->json, "as JSON");
  add_flag(command, "--markdown", form->markdown, "as the page of the documentation");
  exclude(command, "--markdown", {"--json"});
  for (std::size_t k = 0; k < form->further.size(); ++k) {
    add_flag(command, listing.further[k].flag, form->further[k], listing.further[k].doc);
    exclude(command, listing.further[k].flag, {"--json", "--markdown"});
    for (std::size_t other = 0; other < k; ++other)
      exclude(command, listing.further[k].flag, {listing.further[other].flag.c_str()});
  }
}

std::string generated_by(const std::string& command) {
  return fmt::format("<!-- Written by `racesim {}`; do not edit. `./dev docs` writes it anew. -->\n", command);
}

std::string markdown_row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) {
    row += ' ';
    for (char c : cell) row += c == '|' ? std::string("\\|") : std::string(1, c);
    row += " |";
  }
  return row + "\n";
}

std::string markdown_header(const std::vector<std::string>& cells) {
  return markdown_row(cells) + markdown_row(std::vector<std::string>(cells.size(), "---"));
}

std::string number_text(double value) { return fmt::format("{}", value); }

std::string range_text(double lower, double upper) {
  if (lower == -infinity && upper == infinity) return "";
  if (lower == -infinity) return "at most " + number_text(upper);
  if (upper == infinity) return "at least " + number_text(lower);
  return number_text(lower) + " to " + number_text(upper);
}

}  // namespace racesim
