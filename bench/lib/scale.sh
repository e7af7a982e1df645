# Few people against many: two servers of the same build, with the same secrets, asked in turns.
# shellcheck shell=bash

# sql <home>: runs the statements of standard input in the database of a server that is stopped.
sql() {
  "$jdk/java" -Xmx1g -cp "$work/h2/*" org.h2.tools.RunScript -user gatehouse -script /dev/stdin \
    -url "jdbc:h2:file:$1/gatehouse" || fail "the database of $1 cannot be filled"
}

# fill <home> <users>: that many people in the owner's workspace, ten sessions each, and an audit event
# each. They have the owner's password.
fill() {
  local from now=$((EPOCHSECONDS * 1000)) step=10000
  for ((from = 1; from <= $2; from += step)); do
    cat <<END
insert into gatehouse_user (id, email, name, credential, status, created_at, credential_changed_at, name_search)
  select random_uuid(), 'user' || lpad(x, 7, '0') || '@example.org', 'User ' || lpad(x, 7, '0'),
    (select credential from gatehouse_user where email = '$BENCH_EMAIL'), 'ACTIVE', $now, $now, 'user ' || lpad(x, 7, '0')
  from system_range($from, least($2, $((from + step - 1))));
END
  done | sql "$1"
  sql "$1" <<END
insert into organization_member (organization_id, user_id, role_id, created_at)
  select o.id, u.id, '00000000-0000-4000-8000-000000000002', $now
  from organization o, gatehouse_user u where u.email <> '$BENCH_EMAIL';
insert into workspace_member (workspace_id, user_id, role_id, created_at)
  select w.id, u.id, '00000000-0000-4000-8000-000000000002', $now
  from workspace w, gatehouse_user u where u.email <> '$BENCH_EMAIL';
insert into audit_event (id, occurred_at, action, outcome, user_id, address, agent, request_id)
  select random_uuid(), $now, 'SIGN_IN', 'SUCCESS', id, '127.0.0.1', 'bench', 'bench' from gatehouse_user;
END
  for ((from = 0; from < 10; from++)); do
    cat <<END
insert into user_session (id, user_id, refresh_counter, rotated_at, created_at, expires_at, last_seen_at,
    address, agent, amr)
  select random_uuid(), id, 0, $now, $now - $from, $now + 2592000000, $now, '127.0.0.1', 'bench', 'pwd'
  from gatehouse_user;
END
  done | sql "$1"
}

# middle_user <home>: the id of one in the middle of the list.
middle_user() {
  "$jdk/java" -cp "$work/h2/*" org.h2.tools.Shell -user gatehouse -url "jdbc:h2:file:$1/gatehouse" -sql \
    "select id from gatehouse_user order by email offset (select count(*) / 2 from gatehouse_user) rows fetch first 1 row only" |
    grep -oE '[0-9a-f-]{36}'
}

# on <small|large>: which server the next runs are with.
on() {
  size=$1
  pid=${pids[$1]}
  base=${bases[$1]}
}

# Asks one after the other the same; what is asked is a name, a script, a path and connections.
in_turns() {
  local name=$1 script=$2 path=$3 connections=$4 threads=$5 i
  say "$name"
  for ((i = 0; i <= rounds; i++)); do
    for size in small large; do
      on "$size"
      BENCH_TOKEN=${tokens[$size]}
      if [[ $script == refresh ]]; then new_chains "$connections"; fi
      if ((i == 0)); then
        # Warm: each of the paths has code of its own.
        load "$script" "${path//MIDDLE/${middles[$size]}}" "$connections" "$threads" $((2 * seconds)) >/dev/null
      else
        note "$name-$size" "$(load "$script" "${path//MIDDLE/${middles[$size]}}" "$connections" "$threads" "$seconds")"
      fi
    done
  done
  measured+=("$name")
}

prepare_scale() {
  declare -gA pids bases tokens middles homes
  measured=()
  unzip -q -j "$war" 'WEB-INF/lib/h2-*.jar' -d "$work/h2"
  homes[small]=$work/home-small
  homes[large]=$work/home-large
  start_server "${homes[small]}"
  jvm=$(jvm_options)
  setup_token=$(cat "${homes[small]}/setup-token")
  register_owner
  stop_server
  cp -r "${homes[small]}" "${homes[large]}"
  local size
  for size in small large; do
    say "filling: ${users[$size]} users, ${users[$size]}0 sessions"
    fill "${homes[$size]}" "${users[$size]}"
    middles[$size]=$(middle_user "${homes[$size]}")
  done
  for size in small large; do
    start_server "${homes[$size]}"
    starts_ms+=("$first_answer")
    pids[$size]=$pid
    bases[$size]=$base
    memory VmRSS >"$work/rss-before-$size"
    tokens[$size]=$(sign_in | member accessToken)
  done
  export BENCH_TOKEN
}

measure_scale() {
  in_turns "sign-in" login /auth/login 8 1
  in_turns "refresh" refresh /auth/refreshToken 8 8
  in_turns "first page of people" get '/users?limit=50' 4 1
  in_turns "page in the middle" get '/users?limit=50&after=MIDDLE' 4 1
  in_turns "search by address" get '/users?limit=50&search=user00004' 4 1
  in_turns "search by name" get '/users?limit=50&search=User%2000004' 4 1
  in_turns "own sessions" get '/sessions?limit=50' 4 1
  in_turns "newest audit events" get '/audit-events?limit=50' 4 1
  local size
  for size in small large; do
    on "$size"
    live_heap >"$work/live-$size"
    memory VmRSS >"$work/rss-$size"
    stop_server
  done
}

# How fast a local mail server gets what waits when the server starts: the mails of invitations that were made
# while there was no mail server, all of them due.
measure_outbox() {
  local port role workspace i emails
  port=$(free_port)
  say "outbox: $mails mails"
  server_settings=(SMTP_HOST=127.0.0.1 SMTP_PORT="$port" SMTP_SECURE=false SMTP_STARTTLS=optional
    SENDER_EMAIL=bench@example.org)
  home=$work/home-mail
  start_server "$home"
  setup_token=$(cat "$home/setup-token")
  register_owner
  BENCH_TOKEN=$(sign_in | member accessToken)
  workspace=$(curl -sS -H "Authorization: Bearer $BENCH_TOKEN" "$base/workspaces" | member id | head -1)
  role=00000000-0000-4000-8000-000000000002
  for ((i = 0; i < mails; i += 100)); do
    emails=$(seq -f "\"mail%.0f@example.org\"" -s, $((i + 1)) $((i + 100)))
    curl -sS --fail-with-body -m 60 -o /dev/null -H "Authorization: Bearer $BENCH_TOKEN" \
      -H 'Content-Type: application/json' "$base/invitations" \
      -d "{\"workspace\":{\"id\":\"$workspace\"},\"role\":{\"id\":\"$role\"},\"emails\":[$emails]}" ||
      fail "inviting failed"
  done
  stop_server
  sql "$home" <<<"update mail_outbox set next_attempt_at = 0;"
  coproc SINK { exec "$jdk/java" -cp "$work/classes" SmtpSink "$port" "$mails"; }
  start_server "$home"
  server_settings=()
  read -r -t 300 mail_count mail_ms <&"${SINK[0]}" || fail "the mails did not arrive"
  stop_server
}

report_scale() {
  local name small large c
  cat <<END
# Gatehouse with few and many people, measured $(date -u +%Y-%m-%dT%H:%M:%SZ)

- ${users[small]} users with ${users[small]}0 sessions against ${users[large]} with ${users[large]}0; $rounds round(s) of $seconds s in turns, medians
- commit $(git -C "$project" rev-parse --short HEAD 2>/dev/null || echo unknown), $(basename "$dist")
- $cores core(s), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1); other work took $busy_before % before, $busy_after % after

$(busy_machine)

| what | few | many | CPU of many, in % of few; at most 120 |
|---|---|---|---|
END
  for name in "${measured[@]}"; do
    small=$(cpu "$name-small")
    large=$(cpu "$name-large")
    c=$(percent "$large" "$small")
    row "$name" "$(fixed 0 "$(rate "$name-small")")/s, $(fixed 0 "$small") µs CPU" \
      "$(fixed 0 "$(rate "$name-large")")/s, $(fixed 0 "$large") µs CPU" "$c $([[ $(at_most "$c" 120) == yes ]] || echo '**no**')"
  done
  row "first 200" "${starts_ms[0]} ms" "${starts_ms[1]} ms" ""
  row "RSS after the start" "$(cat "$work/rss-before-small") MB" "$(cat "$work/rss-before-large") MB" ""
  row "RSS at the end" "$(cat "$work/rss-small") MB" "$(cat "$work/rss-large") MB" ""
  row "live heap at the end" "$(cat "$work/live-small") MB" "$(cat "$work/live-large") MB" ""
  row "database file" "$(home=${homes[small]} database_mb) MB" "$(home=${homes[large]} database_mb) MB" ""
  row "requests that failed" "$(failures '*-small')" "$(failures '*-large')" ""
  c=$(awk -v n="$mail_count" -v ms="$mail_ms" 'BEGIN { printf "%.0f", n * 1000 / ms }')
  row "mails from the outbox to a local server" "$c/s" "of $mail_count" "at least 100/s: $(at_least "$c" 100)"
}
