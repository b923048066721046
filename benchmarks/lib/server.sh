# The embedded server of a home of its own, its databases, and the product and psql on them.

root="$(cd "$here/.." && pwd)"
work="${work:-$(mktemp -d)}"
landing="$work/landing"
export PIPELINE_HOME="$work/home"
export PGOPTIONS="-c client_min_messages=warning"
unset PIPELINE_DATABASE_URL PIPELINE_DATABASE_USER PIPELINE_DATABASE_PASSWORD JAVA_OPTS

fail() {
  echo "error: $*" >&2
  exit 1
}

say() {
  echo "$*" >&2
}

stop_server() {
  unset PIPELINE_DATABASE_URL
  "$root/pipeline" db stop >/dev/null 2>&1 || true
  if $keep; then say "kept $work"; else rm -rf "$work"; fi
}

start_server() {
  command -v psql >/dev/null || fail "this needs psql"
  trap stop_server EXIT
  "$root/pipeline" db start >&2
  embedded="$("$root/pipeline" db url --owner)"
  [[ "$embedded" =~ ^postgresql://([^:]+):([^@]+)@([^/]+)/ ]] || fail "cannot read the embedded server's address"
  export PIPELINE_DATABASE_USER="${BASH_REMATCH[1]}" PIPELINE_DATABASE_PASSWORD="${BASH_REMATCH[2]}"
  server="${BASH_REMATCH[3]}"
  use warehouse
  query -c "SELECT" >/dev/null
}

# use DATABASE: which product and query use from now on.
use() {
  export PIPELINE_DATABASE_URL="postgresql://$server/$1"
  database="${embedded%/*}/$1"
}

# has DATABASE
has() {
  [[ -n "$(psql -X -q -A -t "$embedded" -c "SELECT 1 FROM pg_database WHERE datname = '$1'")" ]]
}

# copy_database FROM TO
copy_database() {
  psql -X -q -v ON_ERROR_STOP=1 "$embedded" -c "CREATE DATABASE $2 TEMPLATE $1" >&2
}

query() {
  psql -X -q -A -t -v ON_ERROR_STOP=1 -v members="$members" "$database" "$@"
}

# sql NAME [psql's arguments]: a file of the folder sql.
sql() {
  local name="$1"
  shift
  query -f "$here/sql/$name.sql" "$@"
}

# Dirty pages of what was measured before, or of filling tables, are not the next one's to write.
settle() {
  query -c "CHECKPOINT"
}

# product ARGUMENTS: silent unless it fails.
product() {
  "$root/pipeline" run --landing "$landing" "$@" >"$work/run.log" 2>&1 || { cat "$work/run.log" >&2; exit 1; }
}

# task_time TASK: milliseconds of its last attempt.
task_time() {
  query -v task="$1" <<'SQL'
SELECT round(extract(epoch FROM a.finished_at - a.started_at) * 1000)::bigint
FROM ops.task_attempt AS a JOIN ops.task_run AS r USING (task_run_id)
WHERE r.task = :'task' AND a.state = 'success' ORDER BY a.started_at DESC LIMIT 1
SQL
}

# run_time DATE: milliseconds from the first task's start to the last one's end.
run_time() {
  query -v date="$1" <<'SQL'
SELECT round(extract(epoch FROM max(a.finished_at) - min(a.started_at)) * 1000)::bigint
FROM ops.dag_run JOIN ops.task_run AS r USING (run_id) JOIN ops.task_attempt AS a USING (task_run_id)
WHERE logical_date = :'date'
SQL
}
