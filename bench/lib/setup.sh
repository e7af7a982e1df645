# What every measurement needs: words, tools, a folder, and the end of all that was started.
# shellcheck shell=bash
project=$(dirname "$bench")
export LC_ALL=C

say() { echo "$*" >&2; }
fail() {
  say "bench: $*"
  # Also out of a subshell: the whole run ends.
  kill -TERM $$
  exit 1
}
now_ms() { echo $((${EPOCHREALTIME/./} / 1000)); }

start_patience_ms=60000
# Every step is short; a busy machine makes many of them.
limit_ms=900000
cores=$(nproc)

missing=()
for tool in wrk curl unzip; do command -v "$tool" >/dev/null || missing+=("$tool"); done
if [[ -n ${JAVA_HOME:-} ]]; then jdk=$JAVA_HOME/bin; else jdk=$(dirname "$(readlink -f "$(command -v javac)")" 2>/dev/null); fi
[[ -x $jdk/javac && -x $jdk/jcmd ]] || missing+=(openjdk-17-jdk-headless)
if ((${#missing[@]})); then
  say "bench: missing; on Debian or Ubuntu: apt-get install ${missing[*]}"
  exit 2
fi

source "$bench/lib/server.sh"
source "$bench/lib/load.sh"
source "$bench/lib/phases.sh"

work=$(mktemp -d "${TMPDIR:-/tmp}/gatehouse-bench-XXXXXX")
pid=
clean_up() {
  trap '' TERM INT
  local child
  # wrk in the background and the raw hash; the server last, since it needs a moment.
  for child in $(jobs -p); do [[ $child == "$pid" ]] || kill "$child" 2>/dev/null; done
  stop_server
  wait
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' TERM INT

export BENCH_WRK=$bench/wrk BENCH_CHAINS=$work/chains
export BENCH_EMAIL=bench@example.org BENCH_PASSWORD='correct horse battery staple 42'

