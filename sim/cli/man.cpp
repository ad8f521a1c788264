// racesim man: the manual page.
#include <CLI/CLI.hpp>

#include "command.hpp"
#include "pages.hpp"
#include "terminal.hpp"

namespace racesim {

void add_man(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("man", "Print the manual page of racesim and all its commands");
  const auto markdown = std::make_shared<bool>(false);
  command->add_flag("--markdown", *markdown, "as the page of the documentation");
  command->footer("racesim man > ~/.local/share/man/man1/racesim.1\n"
                  "racesim man | man -l -");
  command->callback([markdown, &app, &session] {
    session.action = [markdown, &app] {
      print(*markdown ? reference_page(page_of(app)) : man_page(page_of(app)));
      return static_cast<int>(exit_done);
    };
  });
}

}  // namespace racesim
