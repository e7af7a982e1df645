# The server under test: unpack, start, stop, and what the kernel says of its process.
# shellcheck shell=bash

# Sets $dist, $war.
unpack_server() {
  local zips=("$project"/target/gatehouse-*-standalone.zip)
  [[ -f ${zips[0]} ]] || fail "no target/gatehouse-*-standalone.zip: run 'mvn -q package -DskipTests' first"
  ((${#zips[@]} == 1)) || fail "several standalone zips in target/: $(printf '%s ' "${zips[@]##*/}")"
  unzip -q "${zips[0]}" -d "$work/dist"
  dist=$(echo "$work"/dist/*)
  war=$dist/gatehouse.war
}

# A port of 127.0.0.1 on which nothing answers.
free_port() {
  local candidate
  while :; do
    candidate=$((20000 + RANDOM % 10000))
    (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null || break
  done
  echo "$candidate"
}

# Settings of the next servers, NAME=value.
server_settings=()

# start_server <home>: sets $pid, $base and $first_answer, the milliseconds until the first 200.
start_server() {
  local port begin
  port=$(free_port)
  begin=$(now_ms)
  # Settings of the caller's own Gatehouse must not get in. Limits count failures, and nothing is to
  # fail; they are high all the same, because attempts under way count too.
  env -i PATH="$PATH" HOME="$work" ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} JAVA_OPTS="${JAVA_OPTS:-}" \
    GATEHOUSE_HOME="$1" HOST=127.0.0.1 PORT="$port" PASSWORD_SALT_HASH_ROUNDS=10 \
    LOGIN_RATE_LIMIT=1000000/1m LOGIN_ADDRESS_RATE_LIMIT=1000000/1m LOGIN_DELAY_AFTER=1000000 \
    REFRESH_RATE_LIMIT=1000000/1m \
    "${server_settings[@]}" \
    "$dist/bin/gatehouse" >"$work/server.log" 2>&1 &
  pid=$!
  base=http://127.0.0.1:$port/gatehouse/api/v1
  until ping_answers "$port"; do
    kill -0 "$pid" 2>/dev/null || fail "the server did not start: $(cat "$work/server.log")"
    (($(now_ms) - begin < start_patience_ms)) || fail "no answer within $start_patience_ms ms"
    sleep 0.01
  done
  first_answer=$(($(now_ms) - begin))
}

# One request without a process of its own: a curl every 10 ms would compete with the start. The
# server takes its port early and answers late, so this mostly waits in read.
ping_answers() {
  local status
  {
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET /gatehouse/api/v1/ping HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
    IFS= read -r -t 60 status <&3
    exec 3>&-
  } 2>/dev/null
  [[ $status == 'HTTP/1.1 200'* ]]
}

stop_server() {
  [[ -n ${pid:-} ]] || return 0
  kill "$pid" 2>/dev/null
  local waited=0
  while kill -0 "$pid" 2>/dev/null; do
    if ((++waited > 150)); then
      kill -KILL "$pid" 2>/dev/null
      break
    fi
    sleep 0.1
  done
  wait "$pid" 2>/dev/null
  pid=
}

# The JVM options between java and -jar, as bin/gatehouse gave them.
jvm_options() {
  tr '\0' '\n' <"/proc/$pid/cmdline" | sed -n '2,/^-jar$/p' | sed '$d' | tr '\n' ' '
}

# memory <VmRSS|VmHWM>: in MB of 2^20 bytes.
memory() { awk -v name="$1:" '$1 == name { printf "%.0f", $2 / 1024 }' "/proc/$pid/status"; }

# User and system time of the server so far, in microseconds.
cpu_us() {
  sed 's/.*) //' "/proc/$pid/stat" | awk -v tick="$(getconf CLK_TCK)" '{ printf "%.0f", ($12 + $13) * 1e6 / tick }'
}

# MB of the Java heap in use after a full collection.
live_heap() {
  "$jdk/jcmd" "$pid" GC.run >/dev/null
  "$jdk/jcmd" "$pid" GC.heap_info |
    awk '/generation|garbage-first heap|ZHeap/ { for (i = 1; i < NF; i++) if ($i == "used") sum += $(i + 1) }
         END { printf "%.1f", sum / 1024 }'
}

# The count of transactions and the server's clock in ms.
transactions_begun() {
  "$jdk/java" -cp "$work/classes" TransactionsBegun "$pid" "$work/agent.jar" "$work/begun" ||
    fail "the count of transactions cannot be read"
}

database_mb() { du -cb "$home"/gatehouse*.db 2>/dev/null | awk 'END { printf "%.1f", $1 / 1048576 }'; }

# Percent of all cores that were busy over two seconds.
cpu_busy() {
  local before after
  before=$(head -1 /proc/stat)
  sleep 2
  after=$(head -1 /proc/stat)
  printf '%s\n%s\n' "$before" "$after" | awk '
    { total = 0; for (i = 2; i <= 9; i++) total += $i; idle = $5 + $6 }
    NR == 1 { t = total; d = idle }
    END { printf "%.0f", 100 - 100 * (idle - d) / (total - t) }'
}
