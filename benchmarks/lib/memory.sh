# The heap: most of it in use after a collection, staging a file and one of four times its size. Staging makes so little
# garbage that a young generation of the usual size would hardly ever be collected, so a small one is asked for.

measure_memory() {
  local quarter=$(((megabytes + 3) / 4)) task date small large
  use warehouse
  write_titles "$quarter" 2026-01-02
  write_titles "$megabytes" 2026-01-01
  for task in stage_users stage_sessions; do
    "write_${task#stage_}" "$quarter" 2026-01-02
    "write_${task#stage_}" "$megabytes" 2026-01-01
  done
  for date in 2026-01-01 2026-01-02; do
    product --date "$date" --task await_platform_delivery
  done
  for task in stage_titles stage_users stage_sessions; do
    # The failure of a command within an argument would go unnoticed.
    small=$(heap_peak "$task" 2026-01-02)
    large=$(heap_peak "$task" 2026-01-01)
    row "heap in use after a collection, \`$task\` beside itself with a quarter" "$quarter and $megabytes MB" MB \
      "$small" "$large" 1.3
  done
}

# heap_peak TASK DATE: in kB. The collector writes, say, "Pause Young (Allocation Failure) 80M->12M(247M) 5.0ms".
heap_peak() {
  local log="$work/gc-$1-$2.log"
  JAVA_OPTS="-Xmx256m -Xmn2m -Xlog:gc:file=$log" product --date "$2" --task "$1" --force
  awk 'match($0, /->[0-9]+M/) { used = substr($0, RSTART + 2, RLENGTH - 3) + 0; if (used > peak) peak = used }
    END { if (!peak) { print "error: there was no collection; stage more" >"/dev/stderr"; exit 1 }; print peak * 1000 }' "$log"
}
