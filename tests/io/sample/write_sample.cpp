// Writes the sample file that open_everywhere.py opens: write_sample FILE
#include "sample.hpp"

int main(int, char** arguments) {
  racesim::DatasetWriter writer(arguments[1], racesim::sample_schema(), {.existing = racesim::Existing::replace});
  racesim::write_sample(writer);
  writer.finish();
}
