#!/usr/bin/env bash
# Stages an IMDb-format file with the product, in a heap of 256 MB, beside psql's \copy of the same file into an equal
# table on the same server, in turn. Prints a Markdown table.
set -euo pipefail

usage() {
  cat <<'TXT'
Usage: benchmarks/staging.sh [--megabytes N] [--rounds N] [--keep]
  --megabytes N  size of the file (default: 1024)
  --rounds N     how often each is measured (default: 3)
  --keep         leave the work folder, and say where it is
Needs psql.
TXT
}

megabytes=1024
rounds=3
keep=false
while [[ $# -gt 0 ]]; do
  case "$1" in
    --megabytes) megabytes="$2"; shift 2 ;;
    --rounds) rounds="$2"; shift 2 ;;
    --keep) keep=true; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
command -v psql >/dev/null || { echo "error: this needs psql" >&2; exit 2; }

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
work="$(mktemp -d)"
export PIPELINE_HOME="$work/home"
unset PIPELINE_DATABASE_URL
date=2026-01-01
file="$work/landing/imdb/$date/title.basics.tsv"

clean_up() {
  "$root/pipeline" db stop >/dev/null 2>&1 || true
  if $keep; then echo "kept $work" >&2; else rm -rf "$work"; fi
}
trap clean_up EXIT

echo "writing $megabytes MB …" >&2
mkdir -p "$(dirname "$file")"
awk -v bytes="$((megabytes * 1024 * 1024))" 'BEGIN {
  OFS = "\t"
  split("short movie tvEpisode tvSeries tvMovie video", types, " ")
  split("Drama Comedy,Drama Documentary Action,Crime,Thriller Animation,Family \\N", genres, " ")
  header = "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres"
  print header
  written = length(header) + 1
  for (n = 1; written < bytes; n++) {
    title = "The " (n % 7 == 0 ? "\"Quiet\" " : "") "Window of House No. " (n * 7919) % 1000003
    line = sprintf("tt%07d", n) OFS types[n % 6 + 1] OFS title OFS title OFS (n % 400 == 0) OFS 1920 + n % 106 OFS \
      "\\N" OFS (n % 3 == 0 ? "\\N" : 20 + n % 160) OFS genres[n % 6 + 1]
    print line
    written += length(line) + 1
  }
}' >"$file"
rows=$(($(wc -l <"$file") - 1))
bytes=$(stat -c %s "$file")

"$root/pipeline" db start >&2
database="$("$root/pipeline" db url)"
query() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$database" "$@"; }
query -c "CREATE SCHEMA bench"
query -c "CREATE UNLOGGED TABLE bench.title_basics (LIKE staging.title_basics)"
query -c "ALTER TABLE bench.title_basics DROP COLUMN line_number"

copies=()
stagings=()
for ((round = 1; round <= rounds; round++)); do
  query -c "TRUNCATE bench.title_basics" -c "CHECKPOINT"
  started=$(date +%s%N)
  query -c "\\copy bench.title_basics FROM '$file' WITH (FORMAT text, HEADER)"
  copies+=($(($(date +%s%N) - started)))

  query -c "CHECKPOINT"
  JAVA_OPTS="-Xmx256m" "$root/pipeline" run --landing "$work/landing" --date "$date" --task stage_titles --force 2>"$work/run.log" ||
    { cat "$work/run.log" >&2; exit 1; }
  stagings+=("$(query -c "SELECT round(extract(epoch FROM finished_at - started_at) * 1e9)::bigint
    FROM ops.task_attempt ORDER BY started_at DESC LIMIT 1")")
  staged=$(query -c "SELECT count(*) FROM staging.title_basics")
  [[ "$staged" == "$rows" ]] || { echo "error: staged $staged of $rows rows" >&2; exit 1; }
  echo "round $round of $rounds: copy $((copies[-1] / 1000000)) ms, staging $((stagings[-1] / 1000000)) ms" >&2
done

median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
copy=$(median "${copies[@]}")
staging=$(median "${stagings[@]}")

awk -v rows="$rows" -v bytes="$bytes" -v copy="$copy" -v staging="$staging" -v rounds="$rounds" 'BEGIN {
  printf "File: %.0f MB, %d rows; median of %d rounds, in turn; heap of the product 256 MB.\n\n", bytes / 1048576, rows, rounds
  print "| | seconds | rows/s | MB/s | rate, psql = 1 |"
  print "|---|---:|---:|---:|---:|"
  printf "| psql `\\copy`, no checks | %.1f | %d | %.0f | 1.00 |\n", copy / 1e9, rows / (copy / 1e9), bytes / 1048576 / (copy / 1e9)
  printf "| `pipeline run --task stage_titles` | %.1f | %d | %.0f | %.2f |\n", staging / 1e9, rows / (staging / 1e9), bytes / 1048576 / (staging / 1e9), copy / staging
}'
