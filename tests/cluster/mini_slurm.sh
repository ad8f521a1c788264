#!/usr/bin/env bash
# mini_slurm.sh NODES PROCESSORS COMMAND...: runs a command inside a private, real Slurm of some nodes on this machine, without
# systemd, munge or root: one slurmctld, a slurmd per node, all gone afterwards. Exit code 77: Slurm is not installed, or
# cannot start because it wants control groups and this machine has none; it says which.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
for program in slurmctld slurmd sbatch; do
  command -v $program >/dev/null || { echo "skipped: Slurm is not installed (Debian: slurm-wlm)"; exit 77; }
done
nodes=$1 processors=$2
shift 2

place=$(mktemp -d --suffix=-mini-slurm)
mkdir "$place"/{control,log,node}
host=$(hostname -s)
port=$((20000 + ($$ * 3) % 30000))
first=$((port + 1)) last=$((port + nodes))
names=n[1-$nodes] ports=$first-$last
[[ $nodes -gt 1 ]] || { names=n1 ports=$first; }
cat >"$place/slurm.conf" <<END
ClusterName=mini
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/none
CredType=cred/none
StateSaveLocation=$place/control
SlurmdSpoolDir=$place/node/%n
SlurmctldPidFile=$place/slurmctld.pid
SlurmdPidFile=$place/slurmd-%n.pid
SlurmctldLogFile=$place/log/slurmctld.log
SlurmdLogFile=$place/log/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/builtin
SchedulerParameters=sched_interval=1,batch_sched_delay=0
KillWait=2
NodeName=$names NodeHostname=$host NodeAddr=127.0.0.1 Port=$ports CPUs=$processors RealMemory=1000 State=UNKNOWN
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF=$place/slurm.conf

end() {
  local code=$?
  scancel --user="$(id -un)" 2>/dev/null || true
  scontrol shutdown 2>/dev/null || true
  for _ in $(seq 50); do
    compgen -G "$place/*.pid" >/dev/null || break
    sleep 0.1
  done
  for file in "$place"/*.pid; do [[ ! -e $file ]] || kill -9 "$(cat "$file")" 2>/dev/null || true; done
  rm -rf "$place"
  exit $code
}
trap end EXIT

# Without control groups this machine cannot run Slurm, which is no fault of ours; any other reason may be one.
not_started() {
  local why
  why=$(sed -n 's/.*\(error\|fatal\): //p' "$place"/log/slurmd-*.log 2>/dev/null | grep -i -m 1 cgroup || true)
  [[ -z $why ]] || { echo "skipped: Slurm cannot start without control groups: $why"; exit 77; }
  echo "failed: Slurm did not start: $1"
  tail -n 20 "$place"/log/*.log
  exit 1
}

slurmctld -c -i || not_started "slurmctld ended with $?"
for node in $(seq "$nodes"); do
  mkdir -p "$place/node/n$node"
  slurmd -N "n$node" || not_started "slurmd of node $node ended with $?"
done
for _ in $(seq 200); do
  idle=$(sinfo --noheader --states=idle --format=%D 2>/dev/null || true)
  [[ $idle != "$nodes" ]] || break
  sleep 0.1
done
[[ ${idle:-} == "$nodes" ]] || not_started "after 20 seconds ${idle:-0} of $nodes nodes are ready"
"$@"
