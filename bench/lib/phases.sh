# The phases of a run, in order. What is compared runs in turns (A B A B), so that a busier or a
# hotter moment of the machine falls on both.
# shellcheck shell=bash

prepare() {
  say "unpacking, compiling"
  unpack_server
  unzip -q -j "$war" 'WEB-INF/lib/spring-security-crypto-*.jar' -d "$work/bcrypt"
  bcrypt=$(echo "$work"/bcrypt/*.jar)
  "$jdk/javac" -d "$work/classes" -cp "$bcrypt" "$bench"/java/*.java || fail "javac failed"
  echo "Agent-Class: TransactionsBegun" >"$work/manifest"
  "$jdk/jar" --create --file "$work/agent.jar" --manifest "$work/manifest" \
    -C "$work/classes" TransactionsBegun.class || fail "jar failed"
}

# Cold: a new home, so secrets, database and schema are made. Warm: the next start of the same.
# The last server stays for the load.
measure_starts() {
  local i
  for ((i = 1; i <= starts; i++)); do
    home=$work/home-$i
    start_server "$home"
    say "cold start $i: $first_answer ms"
    echo "$first_answer" >>"$work/cold"
    # The set-up token lives until the first owner is there.
    setup_token=$(cat "$home/setup-token" 2>/dev/null)
    memory VmRSS >>"$work/rss"
    echo >>"$work/rss"
    stop_server
    start_server "$home"
    say "warm start $i: $first_answer ms"
    echo "$first_answer" >>"$work/warm"
    if ((i < starts)); then stop_server; fi
  done
  jvm=$(jvm_options)
  register_owner
}

register_owner() {
  curl -sS --fail-with-body -m 30 -o /dev/null -H 'Content-Type: application/json' -d "{
      \"user\":{\"name\":\"Bench\",\"email\":\"$BENCH_EMAIL\",\"credential\":\"$BENCH_PASSWORD\",
      \"tempToken\":\"$setup_token\"},\"organization\":{\"name\":\"Bench\"}}" \
    "$base/account/register" || fail "the first owner could not register"
}

measure_sign_ins() {
  local i
  # The server's own JVM options: what the collector and the heap cost the hash, they cost both.
  # shellcheck disable=SC2086
  coproc RAW { exec "$jdk/java" $jvm -cp "$work/classes:$bcrypt" BcryptRate; }
  say "sign-ins (warm-up first)"
  raw_bcrypt "$cores" 2 >/dev/null
  load login /auth/login "$cores" 1 2 >/dev/null
  for ((i = 0; i < rounds; i++)); do
    raw_bcrypt 1 "$seconds" >>"$work/raw-1"
    note login-1 "$(load login /auth/login 1 1 "$seconds")"
    raw_bcrypt "$cores" "$seconds" >>"$work/raw-all"
    note login-8 "$(load login /auth/login 8 1 "$seconds")"
  done
  exec {RAW[1]}>&-
  # Not among the rates above: these readers cost the sign-ins CPU time.
  say "/whoami while 8 connections sign in"
  BENCH_TOKEN=$(sign_in | member accessToken)
  export BENCH_TOKEN
  load login /auth/login 8 1 $((2 * seconds + 2)) >"$work/busy" &
  local busy=$!
  sleep 1
  note whoami-busy "$(BENCH_DELAY=10 load get /whoami 2 1 $((2 * seconds)))"
  wait "$busy"
  note login-busy "$(cat "$work/busy")"
}

measure_tokens() {
  local connections i
  say "/ping and /whoami (warm-up first)"
  BENCH_TOKEN=$(sign_in | member accessToken)
  # /whoami first: it runs all that /ping runs, and more.
  warm_up get /whoami 8 1
  BENCH_TOKEN='' warm_up get /ping 8 1
  for connections in 1 8 32; do
    for ((i = 0; i < rounds; i++)); do
      note "ping-$connections" "$(BENCH_TOKEN='' load get /ping "$connections" 1 "$seconds")"
      note "whoami-$connections" "$(load get /whoami "$connections" 1 "$seconds")"
    done
  done
}

# beyond_background <transactions> <ms>: those that the background poll does not explain. A poll more
# or less at the edges, and one for the rounding of the rate.
beyond_background() {
  awk -v n="$1" -v rate="$poll_rate" -v ms="$2" \
    'BEGIN { extra = n - rate * ms / 1000; margin = 2 + ms / 20000; printf "%.0f", (extra > margin ? extra : 0) }'
}

measure_transactions_and_growth() {
  local begun_idle clock_idle begun_before clock_before begun clock i
  say "transactions: idle, then $whoamis x /whoami"
  # The first reading loads the agent.
  transactions_begun >/dev/null
  live_before=$(live_heap)
  read -r begun_idle clock_idle < <(transactions_begun)
  sleep "$idle"
  read -r begun_before clock_before < <(transactions_begun)
  rss_before_whoami=$(memory VmRSS)
  for ((i = 0; i < 10 && $(requests growth-whoami) < whoamis; i++)); do
    note growth-whoami "$(load get /whoami 8 1 "$seconds")"
  done
  rss_after_whoami=$(memory VmRSS)
  read -r begun clock < <(transactions_begun)
  poll_rate=$(awk -v n=$((begun_before - begun_idle)) -v ms=$((clock_before - clock_idle)) 'BEGIN { printf "%.2f", n * 1000 / ms }')
  begun_under_load=$((begun - begun_before))
  extra_transactions=$(beyond_background "$begun_under_load" $((clock - clock_before)))
  live_after_whoami=$(live_heap)
}

measure_refreshes() {
  local connections i
  database_before=$(database_mb)
  rss_before_refresh=$(memory VmRSS)
  say "refreshes (warm-up first)"
  warm_up refresh /auth/refreshToken 8 8
  for ((i = 0; i < rounds || i < 10 && $(requests refresh-8) < refreshes; i++)); do
    for connections in 1 8; do
      new_chains "$connections"
      note "refresh-$connections" \
        "$(load refresh /auth/refreshToken "$connections" "$connections" "$seconds")"
    done
  done
}

# A second server: one tiny application twice, once behind Gatehouse's login and once without. What is
# asked for is a file, which makes no HTTP session of the application's.
measure_application() {
  local i api begun clock begun_now clock_now
  mkdir "$work/page"
  echo "a page" >"$work/page/page.txt"
  "$jdk/jar" --create --file "$dist/apps/plain.war" -C "$work/page" page.txt || fail "jar failed"
  cp "$dist/apps/plain.war" "$dist/apps/behind.war"
  server_settings=(GATEHOUSE_PROTECTED_CONTEXTS=/behind)
  start_server "$home"
  server_settings=()
  api=$base
  say "an application's page: $sessions sign-ins first"
  for ((i = 0; i < sessions; i++)); do sign_in | member accessToken; done >"$work/cookies-all"
  head -1 "$work/cookies-all" >"$work/cookies-one"
  base=${api%/gatehouse/api/v1}
  export BENCH_COOKIES=$work/cookies-one
  warm_up application /behind/page.txt 8 1
  warm_up application /plain/page.txt 8 1
  # The first reading loads the agent.
  transactions_begun >/dev/null
  read -r begun clock < <(transactions_begun)
  for ((i = 0; i < rounds; i++)); do
    BENCH_COOKIES=$work/cookies-one
    note plain "$(load application /plain/page.txt 8 1 "$seconds")"
    note behind-one "$(load application /behind/page.txt 8 1 "$seconds")"
    BENCH_COOKIES=$work/cookies-all
    note behind-many "$(load application /behind/page.txt 8 1 "$seconds")"
  done
  read -r begun_now clock_now < <(transactions_begun)
  application_extra=$(beyond_background $((begun_now - begun)) $((clock_now - clock)))
  stop_server
  rm "$dist"/apps/*.war
}

measure_end() {
  rss_after_refresh=$(memory VmRSS)
  database_after=$(database_mb)
  live_end=$(live_heap)
  peak=$(memory VmHWM)
  stop_server
  database_stopped=$(database_mb)
}
