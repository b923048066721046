# dim_user with one user in a hundred changed, beside SQL by hand on an equal table, and beside a snapshot that compares
# the whole source with the whole dimension.

measure_dimension() {
  local round date by_hand=() by_snapshot=() by_product=()
  need_members
  has dimension || copy_database members dimension
  use dimension
  sql dimension_baseline
  for ((round = 1; round <= rounds; round++)); do
    date=$(date -u -d "2026-02-01 + $round days" +%F)
    sql dimension_change -v round="$round" -v date="$date"
    settle
    JAVA_OPTS=-Xmx256m product --date "$past" --task dim_user
    by_product+=("$(task_time dim_user)")
    settle
    by_hand+=("$(sql dimension_by_hand)")
    settle
    by_snapshot+=("$(sql dimension_by_snapshot)")
    say "dimension, round $round of $rounds: by hand ${by_hand[-1]} ms, snapshot ${by_snapshot[-1]} ms," \
      "product ${by_product[-1]} ms"
  done
  [[ "$(sql dimension_differences)" == 0 ]] || fail "dim_user is not what SQL by hand gave"
  local size
  size="$(count "$members") users, $(count $((members / 100))) changed"
  row "\`dim_user\` beside UPDATE and INSERT by hand" "$size" s \
    "$(median "${by_hand[@]}")" "$(median "${by_product[@]}")" 1.5
  row "\`dim_user\` beside a snapshot that compares everything" "$size" s \
    "$(median "${by_snapshot[@]}")" "$(median "${by_product[@]}")" 0.33
}
