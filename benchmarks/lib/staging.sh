# Staging a file: every field checked, beside psql's \copy into an equal table (without line_number), unchecked.

measure_staging() {
  local date=2026-01-01 round started copies=() stagings=()
  local file="$landing/imdb/$date/title.basics.tsv"
  use warehouse
  write_titles "$megabytes" "$date"
  local lines=$(($(wc -l <"$file") - 1))
  sql staging_baseline
  for ((round = 1; round <= rounds; round++)); do
    query -c "TRUNCATE bench.title_basics, staging.title_basics"
    settle
    started=$(date +%s%N)
    query -c "\\copy bench.title_basics FROM '$file' WITH (FORMAT text, HEADER)"
    copies+=($((($(date +%s%N) - started) / 1000000)))

    query -c "TRUNCATE bench.title_basics"
    settle
    JAVA_OPTS=-Xmx256m product --date "$date" --task stage_titles --force
    stagings+=("$(task_time stage_titles)")
    [[ "$(query -c "SELECT count(*) FROM staging.title_basics")" == "$lines" ]] || fail "not all of $lines rows were staged"
    say "staging, round $round of $rounds: copy ${copies[-1]} ms, product ${stagings[-1]} ms"
  done
  query -c "TRUNCATE staging.title_basics"
  row "\`stage_titles\` beside psql's \`\\copy\`, which checks nothing" "$megabytes MB, $(count "$lines") rows" s \
    "$(median "${copies[@]}")" "$(median "${stagings[@]}")" 1.11
}
