// racesim params, policies, observables, month: the declared tables.
#include <deque>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "options.hpp"
#include "racesim/report/listing.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

/// Declares a subcommand without arguments that prints a table, with --json, --markdown and its further forms.
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

}  // namespace

void add_params(CLI::App& app, Session& session) {
  add_listing(app, session, "params", "List the parameters of the model: default, unit, prior, confidence, source",
              parameter_listing());
}

void add_policies(CLI::App& app, Session& session) {
  add_listing(app, session, "policies", "List the instruments of policy with their options", policy_listing());
}

void add_month(CLI::App& app, Session& session) {
  add_listing(app, session, "month", "List the stages of a month and the state they work on", month_listing());
}

void add_observables(CLI::App& app, Session& session) {
  add_listing(app, session, "observables", "List what results hold, month by month and per run", observable_listing());
}

}  // namespace racesim
