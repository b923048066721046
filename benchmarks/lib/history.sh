# Databases with a past, each filled once: the dimensions by the product from change tables that SQL filled.

titles=100000
past=2025-01-02

# need_members: the database `members` has users, titles and plans, and no sessions.
need_members() {
  has members && return
  say "filling dimensions of $members users and $titles titles …"
  psql -X -q -v ON_ERROR_STOP=1 "$embedded" -c "CREATE DATABASE members" >&2
  use members
  "$root/pipeline" db migrate >&2
  sql members -v titles="$titles"
  write_nothing "$past"
  product --date "$past"
  sql members_done
}

# write_nothing DATE: a delivery of the platform without records. Its run succeeds, so that tasks of its date can be run
# by themselves; no row that SQL fills in has this date.
write_nothing() {
  local folder="$landing/platform/$1"
  mkdir -p "$folder"
  echo user_id,plan_id,subscription_start_date,updated_at >"$folder/users.csv"
  touch "$folder/sessions.jsonl" "$folder/_SUCCESS"
}

# need_sessions DATABASE SESSIONS: a copy of `members` where they watched; the fact is still empty.
need_sessions() {
  has "$1" && return
  need_members
  say "filling a history of $2 sessions …"
  copy_database members "$1"
  use "$1"
  sql sessions -v sessions="$2" -v titles="$titles"
}

# need_fact DATABASE SESSIONS: with the fact as well.
need_fact() {
  need_sessions "$1" "$2"
  use "$1"
  [[ "$(query -c "SELECT count(*) FROM warehouse.fact_watch_session")" -ge "$2" ]] && return
  sql fact_reset
  product --date "$past" --task fact_watch_session
  query -c "VACUUM ANALYZE warehouse.fact_watch_session"
}
