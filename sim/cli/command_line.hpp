#pragma once
// From the words of a command line to the exit code.
#include <string>
#include <vector>

namespace racesim {

/// Does what the words ask for, the first being the program's name. Throws nothing.
int run_command_line(std::vector<std::string> words);

}  // namespace racesim
