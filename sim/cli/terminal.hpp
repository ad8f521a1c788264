#pragma once
// Standard output and standard error: where colours may be used, and writing.
#include <string_view>

#include "racesim/core/text.hpp"

namespace racesim {

/// True when the stream (1 or 2) is a terminal that can redraw a line.
bool is_terminal(int stream);
/// True when the stream is such a terminal and NO_COLOR is not set.
bool may_colour(int stream);

/// Writes to standard output. A reader that has gone away (a pipe to `head`) is no error; RunError otherwise.
void print(std::string_view text);

}  // namespace racesim
