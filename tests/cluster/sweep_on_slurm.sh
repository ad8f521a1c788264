#!/usr/bin/env bash
# sweep_on_slurm.sh PROGRAM SOURCE_DIR, inside mini_slurm.sh: a sweep as an array of jobs, two of which are cancelled; what is
# missing is submitted again; the merged file has the bits of a local run.
set -euo pipefail
program=$1 study=$2/tests/cluster/study.yaml
place=$(mktemp -d --suffix=-sweep-on-slurm)
trap 'rm -rf "$place"' EXIT
cd "$place"

fail() { echo "failed: $1"; for log in array.sweep/logs/*; do echo "== $log"; cat "$log"; done; exit 1; }
# Waits until no job of ours is left in the queue.
drained() {
  for _ in $(seq 600); do
    [[ -n $(squeue --noheader --user="$(id -un)") ]] || return 0
    sleep 0.2
  done
  squeue; fail "jobs do not end"
}

"$program" sweep run "$study" -o local.sweep --shard-runs 48 -q
"$program" sweep plan "$study" -o array.sweep --shard-runs 48 >plan.txt
"$program" sweep submit array.sweep --tasks 6 --partition test --mem 100 --no-merge >first.txt 2>notes.txt
job=$(sed -n 's/.*submitted job \([0-9]*\) with 6 tasks.*/\1/p' notes.txt)
[[ -n $job ]] || fail "no job was submitted: $(cat notes.txt)"
scancel "${job}_4" "${job}_5"
drained
state=$("$program" sweep status array.sweep --json) && fail "a sweep with two tasks cancelled is complete" || [[ $? -eq 4 ]]
python3 -c 'import json, sys; sys.exit(not json.load(sys.stdin)["missing"])' <<<"$state" || fail "nothing is missing: $state"
! "$program" merge array.sweep 2>refused.txt || fail "an incomplete sweep was merged"

"$program" sweep submit array.sweep --tasks 6 --partition test --mem 100 >second.txt 2>notes.txt
grep -q -- '--array=4-5$' second.txt || fail "not the missing tasks were submitted: $(cat second.txt)"
drained
"$program" sweep status array.sweep >status.txt || fail "the sweep is not complete: $(cat status.txt)"
cmp local.sweep/shared.h5 array.sweep/shared.h5 || fail "the bits differ from those of the local run"
echo "two tasks cancelled, submitted again, merged: the bits of the local run"
