# Figures, and the table of them.

rows=()

median() {
  printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"
}

# row WHAT SIZE UNIT BASELINE PRODUCT AIM: figures in thousandths of the unit; the aim is the most that product ÷
# baseline may be.
row() {
  rows+=("$(awk -v what="$1" -v size="$2" -v unit="$3" -v baseline="$4" -v product="$5" -v aim="$6" 'BEGIN {
    printf "| %s | %s | %.2f %s | %.2f %s | %.2f | ≤ %s | %s |", what, size, baseline / 1000, unit, product / 1000, unit,
      product / baseline, aim, product <= aim * baseline ? "met" : "missed"
  }')")
  say "${rows[-1]}"
}

print_table() {
  echo "Medians of $rounds rounds, in turn; heap of the product 256 MB."
  echo
  echo "| product beside baseline | size | baseline | product | product ÷ baseline | aim | |"
  echo "|---|---|---:|---:|---:|---:|---|"
  printf '%s\n' "${rows[@]}"
}

# How many, for people: 1000000 is 1 M.
count() {
  awk -v n="$1" 'BEGIN {
    if (n >= 1000000) { printf "%g M", n / 1000000 } else if (n >= 1000) { printf "%g k", n / 1000 } else { print n }
  }'
}
