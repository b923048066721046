# What running tasks costs: 200 runs of 50 tasks that do nothing beside as many pairs of bare commits, and how long a run
# takes to begin once an operator of a daemon has asked for it.

measure_overhead() {
  fresh_database overhead
  say "200 runs of 50 tasks …"
  (cd "$root" && mvn -B -ntp -q -DskipTests -Dchecks.skip=true -pl pipeline-core -am test-compile) >"$work/build.log" 2>&1 ||
    { cat "$work/build.log" >&2; exit 1; }
  java -Xmx256m -cp "$root/pipeline-core/target/test-classes:$root/pipeline-scheduler/target/*:$root/pipeline-scheduler/target/lib/*" \
    ro.wowcinema.pipeline.core.execution.OverheadBenchmark "$PIPELINE_DATABASE_URL" "$PIPELINE_DATABASE_USER" \
    "$PIPELINE_DATABASE_PASSWORD" >"$work/overhead"
  row "200 runs of 50 tasks that do nothing, beside inserting and updating a row for each" "10 k tasks, 4 at a time" s \
    "$(whole plain_ms)" "$(whole layers_ms)" 10
  say "tasks per second: $(figure tasks_per_second) (aim: 300 or more); a task: median $(figure task_median_ms) ms" \
    "(aim: 5 or less), 95 % within $(figure task_p95_ms) ms; 40 tasks in a chain: $(figure chain_of_40_ms) ms"
  measure_trigger
}

# From an operator's action in the ledger to the first attempt of the run that it asked for.
measure_trigger() {
  local triggers=10 date daemon
  "$root/pipeline" simulate --out "$landing" --from 2026-06-01 --days "$triggers" --users 50 --titles 100 >/dev/null 2>&1
  PIPELINE_LANDING="$landing" PIPELINE_JMX_PORT=0 PIPELINE_WEB_PORT=0 "$root/pipeline" daemon >"$work/daemon.out" 2>"$work/daemon.err" &
  daemon=$!
  until grep -q ^ready "$work/daemon.out"; do
    kill -0 "$daemon" 2>/dev/null || { cat "$work/daemon.err" >&2; exit 1; }
    sleep 0.2
  done
  for ((i = 1; i <= triggers; i++)); do
    printf -v date 2026-06-%02d "$i"
    PIPELINE_JMX_PORT=0 "$root/pipeline" trigger --date "$date" >/dev/null
    until [[ "$(query -c "SELECT state FROM ops.dag_run WHERE dag = 'warehouse' AND logical_date = '$date'")" == success ]]; do
      sleep 0.2
    done
  done
  kill "$daemon"
  wait "$daemon" || true
  say "from a trigger to its run's first task: median $(query <<'SQL'
SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)) || ' ms, at most ' || round(max(ms))
FROM (SELECT extract(epoch FROM min(a.started_at) - o.acted_at) * 1000 AS ms
  FROM ops.operator_action AS o JOIN ops.dag_run AS d ON d.dag = o.dag AND d.logical_date = o.arguments::date
  JOIN ops.task_run USING (run_id) JOIN ops.task_attempt AS a USING (task_run_id)
  WHERE o.action = 'trigger' GROUP BY o.action_id) AS trigger
SQL
) ms (aim: 200 or less)"
}

# A database of its own, migrated.
fresh_database() {
  psql -X -q -v ON_ERROR_STOP=1 "$embedded" -c "CREATE DATABASE $1" >&2
  use "$1"
  "$root/pipeline" db migrate >&2
}

figure() {
  awk -v name="$1" '$1 == name { printf "%.1f", $2 }' "$work/overhead"
}

whole() {
  awk -v name="$1" '$1 == name { printf "%d", $2 }' "$work/overhead"
}
