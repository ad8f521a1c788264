#include "racesim/core/contract.hpp"

#include <cstdio>
#include <cstdlib>

namespace racesim {

void contract_broken(const char* file, int line) {
  std::fprintf(stderr, "%s:%d: a contract of racesim is broken; please report this line\n", file, line);
  std::abort();
}

}  // namespace racesim
