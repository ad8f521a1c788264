// The command line as a man page and as a page of the documentation.
#include <fmt/format.h>

#include "pages.hpp"
#include "racesim/core/build_info.hpp"
#include "racesim/report/markdown.hpp"

namespace racesim {

namespace {

/// Text as roff prints it: no line begins with a request, no hyphen becomes a dash.
std::string roff(const std::string& text) {
  std::string escaped;
  bool begins_line = true;
  for (char c : text) {
    if (begins_line && (c == '.' || c == '\'')) escaped += "\\&";
    if (c == '\\')
      escaped += "\\e";
    else if (c == '-')
      escaped += "\\-";
    else
      escaped += c;
    begins_line = c == '\n';
  }
  return escaped;
}

std::string roff_options(const std::vector<OptionPage>& options) {
  std::string text;
  for (const OptionPage& option : options)
    text += fmt::format(".TP\n.B {}\n{}\n", roff(option.heading()), roff(option.doc));
  return text;
}

std::string roff_examples(const CommandPage& page) {
  return page.examples.empty() ? "" : fmt::format(".PP\nExamples:\n.PP\n.nf\n{}\n.fi\n", roff(page.examples));
}

constexpr std::pair<const char*, const char*> exit_codes[] = {
    {"0", "done"},
    {"1", "the run or its surroundings failed: disk, memory, permission"},
    {"2", "the scenario or the command line is wrong; nothing was written"},
    {"4", "incomplete: --max-walltime was reached; the runs done by then were written"},
    {"130",
     "interrupted by Ctrl-C, SIGTERM, SIGHUP, SIGUSR1 or SIGXCPU: the runs done by then were written; by Ctrl-C or "
     "SIGTERM again: nothing was"},
};

constexpr std::pair<const char*, const char*> environment[] = {
    {"NO_COLOR", "set to anything: no colours, on terminals too"},
    {"RACESIM_SIMD", "instruction set of the kernels: baseline, avx2 or avx512; results do not depend on it"},
};

}  // namespace

std::string man_page(const CommandPage& page) {
  std::string text = fmt::format(".TH RACESIM 1 \"\" \"racesim {}\"\n.SH NAME\nracesim \\- {}\n", build_info().version,
                                 roff(page.doc));
  text += fmt::format(".SH SYNOPSIS\n.B {}\n.br\n.B racesim SCENARIO ...\n", roff(page.usage()));
  text += ".SH OPTIONS\n" + roff_options(page.options) + ".SH COMMANDS\n";
  for (const CommandPage& command : page.all_commands()) {
    text += fmt::format(".SS {}\n{}.\n", roff(command.usage()), roff(command.doc));
    text += roff_options(command.arguments) + roff_options(command.options) + roff_examples(command);
  }
  text += ".SH EXIT STATUS\n";
  for (const auto& [code, meaning] : exit_codes) text += fmt::format(".TP\n.B {}\n{}\n", code, roff(meaning));
  text += ".SH ENVIRONMENT\n";
  for (const auto& [name, meaning] : environment) text += fmt::format(".TP\n.B {}\n{}\n", name, roff(meaning));
  return text + ".SH EXAMPLES\n.nf\n" + roff(page.examples) + "\n.fi\n";
}

std::string reference_page(const CommandPage& page) {
  std::string text =
      "# Command line\n\n" + generated_by("man --markdown") + fmt::format("\n```\n{}```\n", help_text(page));
  for (const CommandPage& command : page.all_commands())
    text += fmt::format("\n## {}\n\n```\n{}```\n", command.name, help_text(command));
  text += "\n## Exit codes\n\n" + markdown_header({"code", "meaning"});
  for (const auto& [code, meaning] : exit_codes) text += markdown_row({code, meaning});
  text += "\n## Environment\n\n" + markdown_header({"variable", "meaning"});
  for (const auto& [name, meaning] : environment) text += markdown_row({fmt::format("`{}`", name), meaning});
  return text;
}

}  // namespace racesim
