// racesim man: the manual page.
#include <memory>

#include "options.hpp"
#include "pages.hpp"
#include "terminal.hpp"

namespace racesim {

void add_man(CLI::App& app, Session& session) {
  const auto markdown = std::make_shared<bool>(false);
  CLI::App& command = add_command(app, session, "man", "Print the manual page of racesim and all its commands",
                                  "racesim man > ~/.local/share/man/man1/racesim.1\n"
                                  "racesim man | man -l -",
                                  [markdown, &app] {
                                    print(*markdown ? reference_page(page_of(app)) : man_page(page_of(app)));
                                    return static_cast<int>(exit_done);
                                  });
  add_flag(command, "--markdown", *markdown, "as the page of the documentation");
}

}  // namespace racesim
