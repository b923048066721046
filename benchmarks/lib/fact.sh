# The first load of the fact, beside the bare INSERT … SELECT of the same rows into an equal table.

measure_fact() {
  local round by_hand=() by_product=()
  need_sessions long "$sessions"
  use long
  sql fact_baseline
  for ((round = 1; round <= rounds; round++)); do
    sql fact_reset
    settle
    JAVA_OPTS=-Xmx256m product --date "$past" --task fact_watch_session
    by_product+=("$(task_time fact_watch_session)")
    query -c "TRUNCATE bench.fact_watch_session"
    settle
    by_hand+=("$(sql fact_by_hand)")
    say "fact, round $round of $rounds: by hand ${by_hand[-1]} ms, product ${by_product[-1]} ms"
  done
  [[ "$(sql fact_sums -v facts=warehouse.fact_watch_session)" == "$(sql fact_sums -v facts=bench.fact_watch_session)" ]] ||
    fail "the fact is not what SQL by hand gave"
  [[ "$(query -c "SELECT count(*) FROM warehouse.fact_watch_session")" == "$sessions" ]] ||
    fail "the fact does not have all $sessions sessions"
  query -c "DROP SCHEMA bench CASCADE" -c "VACUUM ANALYZE warehouse.fact_watch_session"
  row "\`fact_watch_session\`, first load, beside a bare INSERT … SELECT" \
    "$(count "$sessions") sessions, $(count "$members") users, $(count "$titles") titles" s \
    "$(median "${by_hand[@]}")" "$(median "${by_product[@]}")" 1.3
}
