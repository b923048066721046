# Titles in IMDb's format; nothing in them is real.

# write_titles MEGABYTES DATE
write_titles() {
  local file="$landing/imdb/$2/title.basics.tsv"
  [[ -f "$file" ]] && return
  say "writing $1 MB of titles …"
  mkdir -p "$(dirname "$file")"
  awk -v bytes="$(($1 * 1024 * 1024))" 'BEGIN {
    OFS = "\t"
    split("short movie tvEpisode tvSeries tvMovie video", types, " ")
    split("Drama Comedy,Drama Documentary Action,Crime,Thriller Animation,Family \\N", genres, " ")
    header = "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres"
    print header
    written = length(header) + 1
    for (n = 1; written < bytes; n++) {
      title = "The " (n % 7 == 0 ? "\"Quiet\" " : "") "Window of House No. " (n * 7919) % 1000003
      line = sprintf("tt%07d", n) OFS types[n % 6 + 1] OFS title OFS title OFS (n % 400 == 0) OFS 1920 + n % 106 OFS \
        "\\N" OFS (n % 3 == 0 ? "\\N" : 20 + n % 160) OFS genres[n % 6 + 1]
      print line
      written += length(line) + 1
    }
  }' >"$file"
}
