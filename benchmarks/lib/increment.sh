# One day's delivery through the whole DAG, on a history and on one of ten times as many sessions. The first day, which
# brings the catalogue, is not counted.

measure_increment() {
  local round date on_short=() on_long=()
  need_fact short $((sessions / 10))
  need_fact long "$sessions"
  for ((round = 0; round <= rounds; round++)); do
    use long
    date=$(next_day)
    write_day "$date"
    use short
    settle
    on_short+=("$(day_time "$date")")
    use long
    settle
    on_long+=("$(day_time "$date")")
    say "increment, round $round of $rounds: short history ${on_short[-1]} ms, long history ${on_long[-1]} ms"
  done
  row "a day through the whole DAG, beside itself on a tenth of the history" \
    "30 k sessions and 5 k changed users on $(count $((sessions / 10))) and $(count "$sessions") sessions" s \
    "$(median "${on_short[@]:1}")" "$(median "${on_long[@]:1}")" 1.3
}

# next_day: the day after the latest that is loaded, or after the history.
next_day() {
  query -c "SELECT greatest(as_of_date, date '2026-06-30') + 1 FROM mart.as_of"
}

day_time() {
  JAVA_OPTS=-Xmx256m product --date "$1"
  run_time "$1"
}

# write_day DATE: what the platform delivers on a day; IMDb's files are weekly.
write_day() {
  local folder="$landing/platform/$1" file
  mkdir -p "$folder"
  for file in plans.csv users.csv catalog.csv sessions.jsonl; do
    sql "day_${file%.*}" -v date="$1" -v titles="$titles" >"$folder/$file"
  done
  touch "$folder/_SUCCESS"
}
