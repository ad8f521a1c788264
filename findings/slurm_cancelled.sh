#!/usr/bin/env bash
# Slurm: a cancelled task is success for sbatch --wait, failure for afterok, and an unknown job is success
#
# Version: Slurm 22.05.8 without slurmdbd (Debian 12), started here with one node
# Behaviour: sbatch --wait ends with 0 when a task of the array, or the whole job, is cancelled before it
#   starts. A job that depends on the same array by afterok never starts. afterok on a job that the controller
#   does not know counts as satisfied.
# A good guess: --wait ends with 0 exactly when afterok would be met, and a dependency on an unknown job is
#   refused.
# Seen: --wait: 0 and 0; afterok on that array: DependencyNeverSatisfied; afterok:99999: completed at once.
# Why it matters: A script that runs sbatch --wait and then merges takes a sweep with cancelled tasks for
#   complete, and a mistyped job number starts the merge at once: test for the results instead.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

for package in slurmctld=22.05.8-4+deb12u3 slurmd=22.05.8-4+deb12u3 slurm-client=22.05.8-4+deb12u3; do
  [[ $(dpkg-query -W -f '${Package}=${Version}' ${package%%=*} 2>log) == "$package" ]] ||
    { echo "$package must be installed"; exit 1; }
done
changed() { echo "changed: $*"; exit 1; }

export SLURM_CONF=$place/slurm.conf PATH=$PATH:/usr/sbin
port=$((21000 + $$ % 20000)) me=$(id -un) host=$(hostname -s)
printf '%s\n' ClusterName=one "SlurmctldHost=$host(127.0.0.1)" SlurmctldPort=$port SlurmUser=$me SlurmdUser=$me \
  AuthType=auth/none CredType=cred/none StateSaveLocation=$place SlurmdSpoolDir=$place MpiDefault=none \
  SlurmctldPidFile=$place/ctld.pid SlurmdPidFile=$place/d.pid SlurmctldLogFile=$place/log SlurmdLogFile=$place/log \
  ProctrackType=proctrack/linuxproc TaskPlugin=task/none SelectType=select/cons_tres SelectTypeParameters=CR_Core \
  SchedulerType=sched/builtin SchedulerParameters=batch_sched_delay=0,sched_interval=1 PartitionName="p Nodes=n" \
  NodeName="n NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=2" >slurm.conf
trap 'scancel -u "$me" || true; scontrol shutdown || true; sleep 3; rm -rf "$place"' EXIT
slurmctld -c -i && slurmd -N n || changed "Slurm does not start: $(tail -n 3 log)"
until [[ $(sinfo -h -t idle -o %D) == 1 ]]; do sleep 0.2; ((++waited < 150)) || changed "the node is never idle"; done

submit() { sbatch --parsable -p p -o /dev/null "$@"; }
cancelled() {  # TASK OPTION...: what sbatch --wait says when the task, or "" for all, is cancelled while it waits
  submit --wait "${@:2}" >id & local waiting=$!
  until [[ -s id ]]; do sleep 0.1; done
  id=$(<id)
  scancel "$id$1"; : >id
  wait $waiting
}
cancelled "" --begin=now+600 --wrap true || changed "--wait for a cancelled job: $?"
cancelled _1 --array=0-1%1 --wrap "sleep 4" || changed "--wait for a cancelled task: $?"
never=$(submit -d afterok:"$id" --wrap true)
submit --wait -d afterok:99999 --wrap "touch $place/started" >id || changed "an unknown job is refused"
[[ -e started ]] || changed "afterok on an unknown job is not satisfied"
reason=$(squeue -h -j "$never" -o %r)
[[ $reason == DependencyNeverSatisfied ]] || changed "afterok on the array: $reason"
echo "as stated: --wait 0 for a cancelled job and for a cancelled task, for afterok $reason; afterok:99999 ran"
