// Writes the JSON Schema of the miniature scenario to standard output.
#include <iostream>

#include "../mini_scenario.hpp"
#include "racesim/io/schema_writer.hpp"

int main() { std::cout << racesim::write_schema<racesim::mini::Scenario>("miniature scenario", racesim::mini::format); }
