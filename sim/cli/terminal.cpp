#include "terminal.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

bool is_terminal(int stream) {
  const char* kind = std::getenv("TERM");
  return isatty(stream) != 0 && kind != nullptr && std::string_view(kind) != "dumb";
}

bool may_colour(int stream) {
  const char* refused = std::getenv("NO_COLOR");  // https://no-color.org
  return is_terminal(stream) && (refused == nullptr || *refused == '\0');
}

void print(std::string_view text) {
  errno = 0;
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written || errno == EPIPE) return;
  throw RunError("cannot write to standard output: " + std::generic_category().message(errno));
}

}  // namespace racesim
