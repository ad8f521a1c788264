#!/usr/bin/env bash
# Open MPI: mpirun kills ranks that are past MPI_Finalize when another returns non-zero
#
# Version: Open MPI 4.1.4 (Debian 12)
# Behaviour: After MPI_Finalize ranks are ordinary processes. If one returns a code other than 0 while others
#   still work, mpirun ends those at once, "per user-direction", without the rest of their output.
# A good guess: Past MPI_Finalize each rank ends on its own; mpirun waits for all and reports the first bad
#   code.
# Seen: Rank 1 returns 3, rank 0 would write a file two seconds later: mpirun ends with 3 and there is no file.
#   With 0 in place of 3 there is.
# Why it matters: "Some runs failed" is a usual exit code of a sweep. Whatever a rank does after MPI_Finalize
#   (renaming its file, merging, cleaning up) may not happen: agree on the code before, or keep MPI_Finalize
#   last.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

for package in openmpi-bin=4.1.4-3+b1 libopenmpi-dev=4.1.4-3+b1; do
  [[ $(dpkg-query -W -f '${Package}=${Version}' ${package%%=*} 2>log) == "$package" ]] ||
    { echo "$package must be installed"; exit 1; }
done
changed() { echo "changed: $*"; exit 1; }

cat >main.c <<'END'
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int count, char** words) {
  int rank = 0;
  MPI_Init(&count, &words);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Finalize();
  if (rank == 1) return atoi(words[1]);
  sleep(2);
  fclose(fopen("written", "w"));
  return 0;
}
END
mpicc main.c -o main
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
code=0
mpirun --oversubscribe -np 2 ./main 3 >log 2>&1 || code=$?
[[ $code -eq 3 ]] || changed "exit code $code"
[[ ! -e written ]] || changed "rank 0 could finish"
mpirun --oversubscribe -np 2 ./main 0 >log 2>&1 || changed "exit code $? when all return 0"
[[ -e written ]] || changed "rank 0 could not finish when all return 0"
echo "as stated: mpirun ended with 3 and rank 0 did not finish; with 0 it did"
