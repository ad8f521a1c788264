#!/usr/bin/env bash
# sweep_on_mpi.sh PROGRAM SOURCE_DIR: four MPI ranks share the shards of a sweep; the merged file has the bits of a local run.
# Exit code 77: MPI is not installed or not built in.
set -euo pipefail
program=$1 study=$2/tests/cluster/study.yaml
command -v mpirun >/dev/null || { echo "skipped: MPI is not installed (Debian: openmpi-bin)"; exit 77; }
"$program" info | grep -q "MPI" || { echo "skipped: built without MPI (Debian: libopenmpi-dev)"; exit 77; }
place=$(mktemp -d --suffix=-sweep-on-mpi)
trap 'rm -rf "$place"' EXIT
cd "$place"

export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
"$program" sweep run "$study" -o local.sweep --shard-runs 16 -q
mpirun --oversubscribe -n 4 "$program" sweep run "$study" -o mpi.sweep --shard-runs 16 --mpi -j 1
cmp local.sweep/shared.h5 mpi.sweep/shared.h5 || { echo "failed: the bits differ from those of the local run"; exit 1; }
stop=(--set design.size=12 --set 'stop={outcome: final_leader_eci, scenario: export_ban, half_width: 1.5}')
"$program" sweep run "$study" "${stop[@]}" -o local_stop.sweep --shard-runs 16 2>local.txt
mpirun --oversubscribe -n 3 "$program" sweep run "$study" "${stop[@]}" -o mpi_stop.sweep --shard-runs 16 --mpi -j 1
grep -q "doubling the design" local.txt || { echo "failed: nothing was doubled"; cat local.txt; exit 1; }
cmp local_stop.sweep/shared.h5 mpi_stop.sweep/shared.h5 || { echo "failed: the bits differ after doubling"; exit 1; }
mpirun --oversubscribe -n 3 "$program" sweep run "$study" "${stop[@]}" -o pilot.sweep --shard-time 1 --mpi -j 1
[[ -e pilot.sweep/shared.h5 ]] || { echo "failed: ranks that plan with a pilot do not agree"; exit 1; }
if mpirun --oversubscribe -n 2 "$program" sweep run no_such.yaml --mpi 2>error.txt; then
  echo "failed: no error for a study that is not there"; exit 1
fi
grep -q no_such.yaml error.txt
echo "four ranks: the bits of the local run, with a stop rule too"
