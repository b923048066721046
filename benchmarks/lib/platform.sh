# The platform's files of any size, in a delivery that is complete.

# write_users MEGABYTES DATE
write_users() {
  local header='"user_id,first_name,last_name,email,birth_date,iban,region_code,plan_id,subscription_start_date,consent_personalisation,updated_at"'
  local line='n ",Ana,\"Pop, " n "\",ana" n "@example.net,1980-01-01,," 1 + n % 42 "," 1 + n % 3'
  line+=' ",2025-06-01,true,2026-01-01T10:00:00+02:00"'
  write_platform "$1" "$2" users.csv "$header" "$line"
}

# write_sessions MEGABYTES DATE
write_sessions() {
  local line='"{\"log_id\":\"log-" n "\",\"user_id\":" n % 99991 + 1 ",\"title_id\":\"tt" 1000000 + n % 9973'
  line+=' "\",\"session_start\":\"2026-01-01T18:00:00Z\",\"session_end\":\"2026-01-01T19:30:00Z\",\"rating\":" n % 11'
  line+=' ",\"region_code\":" 1 + n % 42 ",\"emitted_at\":\"2026-01-01T19:30:05Z\"}"'
  write_platform "$1" "$2" sessions.jsonl '""' "$line"
}

# write_platform MEGABYTES DATE FILE HEADER LINE: the last two as expressions of awk; n counts lines.
write_platform() {
  local folder="$landing/platform/$2"
  [[ -f "$folder/$3" ]] && return
  say "writing $1 MB of $3 …"
  mkdir -p "$folder"
  awk -v bytes="$(($1 * 1024 * 1024))" 'BEGIN {
    header = '"$4"'
    if (header != "") print header
    for (n = 1; written < bytes; n++) {
      line = '"$5"'
      print line
      written += length(line) + 1
    }
  }' >"$folder/$3"
  touch "$folder/_SUCCESS"
}
