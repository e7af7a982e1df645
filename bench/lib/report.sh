# The table of all figures.
# shellcheck shell=bash

row() { printf '| %s | %s | %s | %s |\n' "$@"; }

busy_machine() {
  if ((busy_before > 10 || busy_after > 10)); then
    printf '\n**Other work took %s %% of the CPU before the run and %s %% after it: these figures mean nothing.**' \
      "$busy_before" "$busy_after"
  fi
}

report() {
  local c p w raw_1 raw_all
  raw_1=$(median <"$work/raw-1")
  raw_all=$(median <"$work/raw-all")
  cat <<END
# Gatehouse, measured $(date -u +%Y-%m-%dT%H:%M:%SZ)

- $mode run, $rounds round(s) of $seconds s in turns, medians; $((($(now_ms) - began) / 1000)) s in all
- commit $(git -C "$project" rev-parse --short HEAD 2>/dev/null || echo unknown), $(basename "$dist")
- $cores core(s), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1); other work took $busy_before % before, $busy_after % after
- $("$jdk/java" -version 2>&1 | sed -n 2p); options $jvm

$(busy_machine)

| what | figure | in relation | goal met |
|---|---|---|---|
END
  row "raw bcrypt, cost 10, 1 thread" "$(fixed 1 "$raw_1")/s" "the limit" ""
  row "raw bcrypt, cost 10, $cores threads" "$(fixed 1 "$raw_all")/s" "the limit" ""
  p=$(percent "$(rate login-1)" "$raw_1")
  row "sign-ins, 1 connection" "$(fixed 1 "$(rate login-1)")/s" "$p % of raw, 1 thread" ""
  p=$(percent "$(rate login-8)" "$raw_all")
  row "sign-ins, 8 connections" "$(fixed 1 "$(rate login-8)")/s, p99 $(fixed 0 "$(p99 login-8)") ms" \
    "$p % of raw, $cores threads; at least 85 %" "$(at_least "$p" 85)"
  row "sign-ins that failed" "$(failures 'login-*')" "of $(($(requests login-1) + $(requests login-8) + $(requests login-busy))); none" \
    "$(at_most "$(failures 'login-*')" 0)"
  row "/whoami while 8 connections sign in, 2 connections" \
    "p50 $(fixed 1 "$(p50 whoami-busy)") ms, p99 $(fixed 1 "$(p99 whoami-busy)") ms, max $(fixed 1 "$(worst whoami-busy)") ms" \
    "p99 below 25 ms; sign-ins meanwhile $(fixed 1 "$(rate login-busy)")/s" "$(at_most "$(p99 whoami-busy)" 25)"
  for c in 1 8 32; do
    row "/ping, $c connection(s)" "$(fixed 0 "$(rate ping-$c)")/s, p99 $(fixed 1 "$(p99 ping-$c)") ms" \
      "$(fixed 0 "$(cpu ping-$c)") µs CPU a request" ""
    p=$(percent "$(rate whoami-$c)" "$(rate ping-$c)")
    row "/whoami with a token, $c connection(s)" \
      "$(fixed 0 "$(rate whoami-$c)")/s, p99 $(fixed 1 "$(p99 whoami-$c)") ms" \
      "**$p %** of /ping; $(fixed 0 "$(cpu whoami-$c)") µs CPU, $(percent "$(cpu whoami-$c)" "$(cpu ping-$c)") % of /ping's; at least 80 %" \
      "$(at_least "$p" 80)"
  done
  row "database transactions a /whoami" "$(awk -v n="$extra_transactions" -v r="$(requests growth-whoami)" 'BEGIN { printf "%g", n / r }')" \
    "$begun_under_load during $(requests growth-whoami) requests, background $poll_rate/s; 0" "$(at_most "$extra_transactions" 0)"
  row "refreshes, 1 connection" "$(fixed 0 "$(rate refresh-1)")/s, p99 $(fixed 1 "$(p99 refresh-1)") ms" "$(fixed 0 "$(cpu refresh-1)") µs CPU a refresh" ""
  row "refreshes, 8 connections" "$(fixed 0 "$(rate refresh-8)")/s, p99 $(fixed 1 "$(p99 refresh-8)") ms" \
    "$(fixed 0 "$(cpu refresh-8)") µs CPU a refresh; at least 2000/s" "$(at_least "$(rate refresh-8)" 2000)"
  row "refreshes that failed" "$(failures 'refresh-*')" "of $(($(requests refresh-1) + $(requests refresh-8))); none" \
    "$(at_most "$(failures 'refresh-*')" 0)"
  row "database file" "$database_before MB, $database_after MB after the refreshes" "$database_stopped MB after the stop" ""
  c=$(median <"$work/cold")
  w=$(median <"$work/warm")
  row "first 200, new home" "$(fixed 0 "$c") ms" "from bin/gatehouse on; of $(paste -sd' ' "$work/cold"); at most 5000 ms" "$(at_most "$c" 5000)"
  row "first 200, second start" "$(fixed 0 "$w") ms" "of $(paste -sd' ' "$work/warm"); at most 5000 ms" "$(at_most "$w" 5000)"
  c=$(median <"$work/rss")
  row "RSS after the start" "$(fixed 0 "$c") MB" "at most 300 MB" "$(at_most "$c" 300)"
  row "RSS over $(requests growth-whoami) x /whoami" "$rss_before_whoami to $rss_after_whoami MB" "$(minus "$rss_after_whoami" "$rss_before_whoami") MB" ""
  row "RSS over $(($(requests refresh-1) + $(requests refresh-8))) refreshes" "$rss_before_refresh to $rss_after_refresh MB" "$(minus "$rss_after_refresh" "$rss_before_refresh") MB" ""
  row "live heap over the same /whoami" "$live_before to $live_after_whoami MB" "$(minus "$live_after_whoami" "$live_before") MB; no growth (2 MB of noise)" \
    "$(at_most "$(minus "$live_after_whoami" "$live_before")" 2)"
  row "live heap over the refreshes" "$live_after_whoami to $live_end MB" "$(minus "$live_end" "$live_after_whoami") MB" ""
  row "RSS, highest of all" "$peak MB" "" ""
  row "a file of another application, without Gatehouse" "$(fixed 0 "$(rate plain)")/s" "$(fixed 0 "$(cpu plain)") µs CPU a request" ""
  c=$(minus "$(cpu behind-one)" "$(cpu plain)")
  row "the same behind Gatehouse, one session" "$(fixed 0 "$(rate behind-one)")/s" "$c µs CPU more; at most 20" "$(at_most "$c" 20)"
  c=$(minus "$(cpu behind-many)" "$(cpu plain)")
  row "the same, $sessions sessions" "$(fixed 0 "$(rate behind-many)")/s" "$c µs CPU more; at most 20" "$(at_most "$c" 20)"
  row "database transactions for it" "$application_extra" "besides the background's; none" "$(at_most "$application_extra" 0)"
  c=$(stat -c %s "$war" | awk '{ printf "%.1f", $1 / 1e6 }')
  row "the WAR" "$c MB" "at most 25 MB" "$(at_most "$c" 25)"
  row "requests that failed, all phases" "$(failures)" "none" "$(at_most "$(failures)" 0)"
}
