#!/usr/bin/env bash
# Lets two daemons live through kills, restarts, connections that fall silent, and reruns, and compares their warehouse with that of a calm load.
set -euo pipefail

usage() {
  cat <<'TXT'
Usage: soak/run.sh [--minutes N] [--seed S] [--days-per-round N]
  --minutes N         how long things go wrong (default: 2); settling and the calm load come after it
  --seed S            which things go wrong, and which data (default: 1)
  --days-per-round N  dates that wait to be run at any time (default: 8)
Exit code: 0 the warehouse is that of the uninterrupted load, 1 it is not, or a process gave up.
TXT
}

minutes=2
seed=1
days_per_round=8
while [[ $# -gt 0 ]]; do
  case "$1" in
    --minutes | --seed | --days-per-round)
      [[ $# -ge 2 && "$2" =~ ^[1-9][0-9]*$ ]] || { usage >&2; exit 2; }
      name="${1#--}"
      printf -v "${name//-/_}" %s "$2"
      shift 2
      ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec mvn -B -ntp -pl pipeline-scheduler -am -Dchecks.skip=true -Dsurefire.failIfNoSpecifiedTests=false -Dtest=Soak \
  -Dsoak.minutes="$minutes" -Dsoak.seed="$seed" -Dsoak.days-per-round="$days_per_round" test
