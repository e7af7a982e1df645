# Runs of wrk, and arithmetic on their figures.
# shellcheck shell=bash

# load <script> <path> <connections> <threads> <seconds>: prints
# requests seconds failures p50 p99 max cpu, times in ms, cpu in microseconds of the server a request.
load() {
  local before after figures
  (($(now_ms) - began < limit_ms)) || fail "not done within $((limit_ms / 1000)) s: the machine is too busy"
  before=$(cpu_us)
  figures=$(wrk -s "$bench/wrk/$1.lua" -c "$3" -t "$4" -d "$5s" --timeout 10s "$base$2" |
    sed -n 's/^FIGURES //p')
  after=$(cpu_us)
  [[ -n $figures ]] || fail "wrk told nothing about $2"
  awk -v cpu=$((after - before)) '{ printf "%s %.0f\n", $0, ($1 ? cpu / $1 : 0) }' <<<"$figures"
}

# Appends a run to the notes of a measurement: note <name> <figures>; failures are summed on the way.
note() {
  local name=$1
  shift
  echo "$*" >>"$work/notes.$name"
  say "  $name: $(awk '{ printf "%.1f/s, p99 %.2f ms, failed %d", $1 / $2, $5, $3 }' <<<"$*")"
}

# The medians over all rounds of a measurement.
rate() { awk '{ print $1 / $2 }' "$work/notes.$1" | median; }
p50() { awk '{ print $4 }' "$work/notes.$1" | median; }
p99() { awk '{ print $5 }' "$work/notes.$1" | median; }
cpu() { awk '{ print $7 }' "$work/notes.$1" | median; }
# Not medians.
worst() { awk '{ if ($6 > m) m = $6 } END { print m + 0 }' "$work/notes.$1"; }
failures() { cat "$work"/notes.${1:-*} | awk '{ s += $3 } END { print s + 0 }'; }
requests() { awk '{ s += $1 } END { print s + 0 }' "$work/notes.$1" 2>/dev/null || echo 0; }

median() {
  sort -g | awk '{ v[NR] = $1 } END { if (NR % 2) print v[(NR + 1) / 2]; else print (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

percent() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.0f", (b ? 100 * a / b : 0) }'; }
minus() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a - b }'; }
fixed() { printf "%.${1}f" "$2"; }
# at_least <a> <b>, at_most <a> <b>: yes or no
at_least() { awk -v a="$1" -v b="$2" 'BEGIN { print (a >= b ? "yes" : "**no**") }'; }
at_most() { at_least "$2" "$1"; }

# warm_up <script> <path> <connections> <threads>: runs until two in a row did not save 5 % of CPU a
# request on the best before, and the optimising compiler has had what it waits for: then the JVM has
# compiled what the requests run.
warm_up() {
  local cpu requests all=0 best=0 calm=0 i
  for ((i = 0; i < warm_ups && (calm < 2 || all < compiled_after); i++)); do
    if [[ $1 == refresh ]]; then new_chains "$3"; fi
    read -r requests cpu < <(load "$@" "$seconds" | awk '{ print $1, $7 }')
    all=$((all + requests))
    if ((best > 0 && cpu * 100 > best * 95)); then calm=$((calm + 1)); else calm=0; fi
    if ((best == 0 || cpu < best)); then best=$cpu; fi
  done
  say "  warm after $i run(s) of $seconds s and $all requests of $2: $cpu µs CPU a request"
}

# raw_bcrypt <threads> <seconds>: hashes a second of the library alone, in its own JVM.
raw_bcrypt() {
  local answer
  echo "$1 $2" >&"${RAW[1]}"
  read -r -t 60 answer <&"${RAW[0]}" || fail "the raw bcrypt measurement stopped"
  echo "$answer"
}

# sign_in: the answer of a login.
sign_in() {
  curl -sS --fail-with-body -m 30 -H 'Content-Type: application/json' \
    -d "{\"email\":\"$BENCH_EMAIL\",\"password\":\"$BENCH_PASSWORD\"}" "$base/auth/login" ||
    fail "signing in failed"
}

# member <name>: a text member of the JSON on standard input, as a line.
member() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" | awk '{ print }'; }

# new_chains <count>: a session for each, its refresh token in the file that refresh.lua reads.
new_chains() {
  local i
  for ((i = 0; i < $1; i++)); do sign_in | member refreshToken; done >"$BENCH_CHAINS"
}
