# Each report beside the same report as a plain view over the star, and what publishing a day costs beside all of them.

measure_reports() {
  local round date report all=0 refresh=()
  local -A plain ready
  need_fact long "$sessions"
  use long
  for ((round = 0; round <= rounds; round++)); do
    date=$(next_day)
    write_day "$date"
    settle
    # The plain views show every group, however small.
    JAVA_OPTS=-Xmx256m product --date "$date" --set reports.smallest-group=1
    refresh+=("$(task_time publish_reports)")
    say "reports, day $round of $rounds: publish_reports ${refresh[-1]} ms"
  done
  sql reports_baseline
  query -c "VACUUM ANALYZE"
  for report in $(query -c "SELECT viewname FROM pg_views WHERE schemaname = 'bench_reports' AND viewname LIKE 'report%' ORDER BY 1"); do
    [[ "$(report_sum "bench_reports.$report")" == "$(report_sum "mart.$report")" ]] ||
      fail "$report is not what the plain view says"
    plain[$report]=$(report_time "bench_reports.$report" 1)
    ready[$report]=$(report_time "mart.$report")
    all=$((all + plain[$report]))
    row "\`$report\` beside a plain view over the star" "$(count "$sessions") sessions" ms \
      "${plain[$report]}" "${ready[$report]}" 0.05
    say "$report: $(query -c "SELECT count(*) FROM mart.$report") rows"
  done
  report_latency
  row "\`publish_reports\`, a day of 30 k sessions, beside working all of those reports out" \
    "$(count "$sessions") sessions, $(count "$members") users" s $((all / 1000)) "$(median "${refresh[@]:1}")" 0.05
}

# No plain view to compare with, only the promise of 200 ms. Lists with a row for each user are read by pages.
report_latency() {
  local slowest kpi page report
  kpi=$(report_time mart.kpi)
  slowest=$(printf '%s\n' "${ready[@]}" "$kpi" | sort -n | tail -1)
  row "the slowest report or KPI, beside 200 ms" "$(count "$sessions") sessions" ms 200000 "$slowest" 1
  for report in report_inactive_users user_recommendation user_viewing_profile; do
    page=$(report_time "mart.$report LIMIT 1000")
    row "the first 1,000 rows of \`$report\`, beside 200 ms" "$(count "$sessions") sessions" ms 200000 "$page" 1
  done
}

# report_time VIEW [READINGS]: median of three, or so many, readings of all its rows, in microseconds.
report_time() {
  local reading times=()
  for ((reading = 0; reading < ${2:-3}; reading++)); do
    times+=("$(query -c '\timing on' -c "COPY (SELECT * FROM $1) TO '/dev/null'" |
      awk '/^Time:/ { printf "%d", $2 * 1000 }')")
  done
  median "${times[@]}"
}

# report_sum VIEW: a checksum of its rows in order.
report_sum() {
  query -c "SELECT count(*) || ' ' || md5(coalesce(string_agg(r::text, E'\n' ORDER BY n), '')) FROM (SELECT row_number() OVER () AS n, r FROM $1 AS r) AS rows"
}
