#include "command_line.hpp"

int main(int argc, char** argv) { return racesim::run_command_line({argv, argv + argc}); }
