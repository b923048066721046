#!/usr/bin/env bash
# Measures the product beside hand-written SQL or psql, on the same server in the same run, and prints a Markdown table.
set -euo pipefail

usage() {
  cat <<'TXT'
Usage: benchmarks/run.sh [--only LINE,...] [--megabytes N] [--members N] [--sessions N] [--rounds N]
                         [--keep] [--work DIR]
  --only LINE,...  some of staging,dimension,fact,increment,reports,memory,overhead (default: all)
  --megabytes N    size of the staged file (default: 1024); memory also stages a quarter of it
  --members N      users of the dimension and of the histories (default: 1000000)
  --sessions N     sessions of the fact and of the long history (default: 10000000); the short one has a tenth
  --rounds N       how often each is measured, in turn; medians are printed (default: 3)
  --keep           leave the work folder, and say where it is
  --work DIR       continue in a kept folder: existing data is not generated again
Needs psql, and disk in TMPDIR for the data: about 15 GB for the defaults.
TXT
}

only=staging,dimension,fact,increment,reports,memory,overhead
megabytes=1024
members=1000000
sessions=10000000
rounds=3
keep=false
work=
while [[ $# -gt 0 ]]; do
  case "$1" in
    --only | --megabytes | --members | --sessions | --rounds | --work)
      [[ $# -ge 2 ]] || { usage >&2; exit 2; }
      printf -v "${1#--}" %s "$2"
      shift 2
      ;;
    --keep) keep=true; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
for number in "$megabytes" "$members" "$sessions" "$rounds"; do
  [[ "$number" =~ ^[1-9][0-9]*$ ]] || { echo "error: '$number' is not a size" >&2; usage >&2; exit 2; }
done
for line in ${only//,/ }; do
  case "$line" in
    staging | dimension | fact | increment | reports | memory | overhead) ;;
    *) echo "error: there is no line '$line'" >&2; usage >&2; exit 2 ;;
  esac
done

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
for part in server table imdb platform history staging dimension fact increment reports memory overhead; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

start_server
for line in ${only//,/ }; do
  "measure_$line"
done
print_table
