#!/usr/bin/env bash
# Makes the golden data of version 1.0.0: lets its real program work, kills it in the middle, and packs what it left behind.
#   make-golden.sh CHECKOUT sqlite|postgres|postgres-embedded OUTPUT.tar.gz
# CHECKOUT is a checkout of the version, whose ./run --version and ./run --cluster --version have been called, so that both programs are built.
# Needs curl, jq, python3 (its standard library draws the pictures), sqlite3 and, for PostgreSQL, the package postgresql.
set -euo pipefail

(($# == 3)) || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
checkout="$(cd "$1" && pwd -P)" provider="$2" output="$3"

# Sources are stored as absolute paths, so whoever opens the data must lay them down here again.
readonly place=/tmp/mediapipeline-golden-1.0.0
work="$(mktemp -d)"
readonly pictures_under_way=24
readonly few_at_once=MEDIAPIPELINE_Jobs__Window=4
server_pid='' postgres_pid='' base=''

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

clean_up() {
  [[ -z $server_pid ]] || kill -KILL "$server_pid" 2>/dev/null || true
  [[ -z $postgres_pid ]] || as_postgres "$programs/pg_ctl" stop -w -m immediate -D "$work/postgres/data" >/dev/null
  rm -rf "$work" "$place"
}
trap clean_up EXIT

# ---- PostgreSQL of our own, as the tests start theirs ----

as_postgres() {
  if ((EUID == 0)); then
    (cd "$work/postgres" && setpriv --reuid postgres --regid postgres --clear-groups "$@")
  else
    "$@"
  fi
}

free_port() { python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

start_postgres() {
  programs="$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -1)"
  postgres_port="$(free_port)"
  mkdir "$work/postgres"
  echo correct-horse-battery >"$work/postgres/password"
  if ((EUID == 0)); then
    chmod 755 "$work"
    chown -R postgres "$work/postgres"
  fi
  as_postgres "$programs/initdb" -D "$work/postgres/data" -U postgres -A trust --auth-host=scram-sha-256 --pwfile "$work/postgres/password" \
    -E UTF8 --locale=C.UTF-8 -N >/dev/null
  as_postgres "$programs/pg_ctl" start -w -D "$work/postgres/data" -l "$work/postgres/log" -o "-h 127.0.0.1 -p $postgres_port -k $work/postgres -F" >/dev/null
  postgres_pid="$(head -1 "$work/postgres/data/postmaster.pid")"
  as_postgres "$programs/createdb" -h "$work/postgres" -p "$postgres_port" -U postgres golden
}

# ---- the program, and what a client asks it ----

# Settings of this one start are arguments: NAME=VALUE …
start_server() {
  local arguments=(--serve --urls http://127.0.0.1:0 --data "$data") settings=("$@")
  if [[ $provider == postgres* ]]; then
    settings+=("MEDIAPIPELINE_Storage__Provider=Postgres" "MEDIAPIPELINE_CacheFolders__DefaultPath=$place/cache"
      "MEDIAPIPELINE_Storage__ConnectionString=Host=127.0.0.1;Port=$postgres_port;Username=postgres;Password=correct-horse-battery;Database=golden")
  fi
  if [[ $provider == postgres ]]; then
    settings+=("MEDIAPIPELINE_Cluster__AdvertisedAddress=127.0.0.1" "MEDIAPIPELINE_Cluster__SiloPort=$(free_port)" "MEDIAPIPELINE_Cluster__GatewayPort=$(free_port)")
    arguments=(--cluster "${arguments[@]}")
  fi
  : >"$work/server.log"
  env "${settings[@]}" "$checkout/run" "${arguments[@]}" >"$work/server.log" 2>&1 </dev/null &
  server_pid=$!
  wait_until server_answers
}

server_answers() {
  kill -0 "$server_pid" || fail "The server ended: $(<"$work/server.log")"
  base="$(sed -nE 's/.*answers at (http:[^ ]+) .*/\1/p' "$work/server.log")"
  [[ -n $base ]] && curl -fs "$base/health/ready" >/dev/null
}

end_server() {
  kill "-$1" "$server_pid"
  wait "$server_pid" 2>/dev/null || true
  server_pid=''
}

get() { curl -fsS "$base/api/v1/$1"; }
send() { curl -fsS -X "$1" "$base/api/v1/$2" ${3:+-H 'Content-Type: application/json' -d "$3"}; }

wait_until() {
  local tries
  for ((tries = 0; tries < 600; tries++)); do
    "$@" && return
    sleep 0.05
  done
  fail "It never came to: $*; the server said: $(<"$work/server.log")"
}

# job_is ID FILTER, where the filter of jq is true of the job
job_is() { get "jobs/$1" | jq -e "$2" >/dev/null; }
images_are() { get "collections/$1/images?pageSize=500" | jq -e "$2" >/dev/null; }
has_ended() { job_is "$1" '.completedAt != null'; }

# Adds a collection and sets collection and job to its ids.
add() {
  local answer
  answer="$(send POST collections "$(jq -n --arg path "$1" --arg name "$2" '{path: $path, name: $name}')")"
  collection="$(jq -r .id <<<"$answer")" job="$(jq -r .jobId <<<"$answer")"
}

scan() {
  job="$(send POST "collections/$1/scan" | jq -r .jobId)"
  wait_until has_ended "$job"
}

image() { get "collections/$1/images?pageSize=500" | jq -r --arg name "$2" '.items[] | select(.name == $name).id'; }

# ---- pictures ----

# draw FILE WIDTH HEIGHT SEED: a PNG of vertical stripes, small for its size. Its time is fixed, whole seconds.
draw() {
  mkdir -p "${1%/*}"
  python3 - "$@" <<'END'
import random, struct, sys, zlib
path, width, height, seed = sys.argv[1], *map(int, sys.argv[2:])
chance = random.Random(seed)
stripes = [bytes(chance.randrange(256) for _ in range(3)) for _ in range(16)]
row = b"".join(stripes[x * 16 // width] for x in range(width))
chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
packer = zlib.compressobj(9)
pixels = packer.compress(b"\0" + row)
# Each further row differs by nothing from the one above it (filter type 2).
pixels += b"".join(packer.compress(b"\2" + bytes(3 * width)) for _ in range(height - 1)) + packer.flush()
with open(path, "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))
END
  age "$1"
}

draw_many() {
  local folder="$1" first="$2" last="$3" width="$4" height="$5" seed="$6" number
  for ((number = first; number <= last; number++)); do
    draw "$folder/picture $number.png" "$width" "$height" $((seed + number))
  done
}

break_picture() {
  echo 'no picture' >"$1"
  age "$1"
}

age() { touch -d '2024-05-01T12:00:00Z' "$1"; }

draw_comic() {
  draw_many "$work/comic" 1 4 400 600 300
  break_picture "$work/comic/picture 5.png"
  (cd "$work/comic" && python3 -m zipfile -c "$place/comic.cbz" picture*.png)
  age "$place/comic.cbz"
}

# ---- what befalls them ----

# A decoder that is too slow twice: the limit lets it begin, and no more.
quarantine() {
  draw "$place/shelf/too slow.png" 8000 6000 1
  start_server MEDIAPIPELINE_Imaging__TimeLimit=00:00:00.1
  add "$place/shelf" Shelf
  shelf="$collection"
  wait_until has_ended "$job"
  images_are "$shelf" '.items | map([.state, .lastError.code]) == [["quarantined", "timeLimit"]]' || fail "Not quarantined: $(get "collections/$shelf/images")"
  end_server TERM
}

# Ten live, one of them tried again after its file was mended; one failed, one skipped, one missing.
fill_shelf() {
  draw_many "$place/shelf" 1 9 700 500 100
  draw "$place/shelf/gone.png" 700 500 120
  break_picture "$place/shelf/broken.png"
  break_picture "$place/shelf/mended.png"
  break_picture "$place/shelf/given up.png"
  scan "$shelf"
  draw "$place/shelf/mended.png" 700 500 121
  local mended
  mended="$(image "$shelf" mended.png)"
  send POST "items/$mended/retry" >/dev/null
  wait_until images_are "$shelf" '.items[] | select(.name == "mended.png").state == "live"'
  send POST "items/$(image "$shelf" 'given up.png')/skip" '{"reason":"not worth it"}' >/dev/null
  rm "$place/shelf/gone.png"
  scan "$shelf"
}

add_comic() {
  draw_comic
  add "$place/comic.cbz" Comic
  wait_until has_ended "$job"
}

# Two live; two more came, and its disk was unmounted before the scan that would have found them.
unplug_source() {
  draw_many "$place/unplugged" 1 2 700 500 400
  add "$place/unplugged" Unplugged
  wait_until has_ended "$job"
  draw_many "$place/unplugged" 3 4 700 500 400
  mv "$place/unplugged" "$place/unplugged away"
  job="$(send POST "collections/$collection/scan" | jq -r .jobId)"
  wait_until job_is "$job" '.state == "waiting" and .waitingFor.code == "sourceUnavailable"'
}

# A second folder that is far likelier to be chosen and takes the renditions of three of the six pictures: as much as of the two before, and three quarters more.
fill_cache_folder() {
  local folder limit
  limit="$(($(get "collections/$collection" | jq .renditionBytes) * 7 / 4))"
  mkdir "$place/small cache"
  folder="$(send POST cache-folders "$(jq -n --arg path "$place/small cache" --argjson limit "$limit" '{path: $path, maxBytes: $limit, weight: 1000}')" | jq -r .id)"
  draw_many "$place/overflow" 1 6 700 500 500
  add "$place/overflow" Overflow
  get "collections/$collection" | jq -e --arg folder "$folder" '.cacheFolderId == $folder' >/dev/null || fail 'The small cache folder was not chosen; call again.'
  wait_until job_is "$job" '.state == "waiting" and .waitingFor.code == "cacheFolderFull"'
  wait_until images_are "$collection" '.items | map(.state) | (any(. == "live") and any(. == "waiting") and (any(. == "running") | not))'
  send PATCH "cache-folders/$folder" '{"weight":1}' >/dev/null
  folder="$(get cache-folders | jq -r --arg folder "$folder" '.items[] | select(.id != $folder).id')"
  send PATCH "cache-folders/$folder" '{"weight":1000}' >/dev/null
}

pause_job() {
  draw_many "$place/paused" 1 12 3000 2000 600
  add "$place/paused" Paused
  wait_until job_is "$job" '.progress.byStage.live >= 1'
  send POST "jobs/$job/pause" >/dev/null
  wait_until images_are "$collection" '.items | map(.state) | (any(. == "running") | not)'
  images_are "$collection" '.items | any(.state == "pending")' || fail 'Nothing was left to pause.'
  wait_until job_is "$job" '.state == "paused"'
}

make_keys() {
  local scope
  for scope in admin write read; do
    send POST keys "{\"name\":\"golden $scope\",\"scope\":\"$scope\"}"
  done | jq -s 'map({(.scope): .secret}) | add' >"$place/keys.json"
}

kill_under_way() {
  draw_many "$place/under way" 1 "$pictures_under_way" 3000 2000 700
  add "$place/under way" 'Under way'
  wait_until job_is "$job" '.progress.byStage.live >= 4'
  end_server KILL
}

# ---- what is left ----

# The data directory of SQLite goes elsewhere than where it was written, for it may be moved.
pack() {
  if [[ $provider == sqlite ]]; then
    mv "$data" "$place/data"
  else
    # Without the two commands of newer clients that older ones refuse.
    as_postgres "$programs/pg_dump" -h "$work/postgres" -p "$postgres_port" -U postgres --no-owner golden | sed -E '/^\\(un)?restrict /d' >"$place/database.sql"
  fi
  tar -C "$place" --sort=name --owner=0 --group=0 --numeric-owner -cf - . | gzip -9n >"$output"
}

readonly counted="SELECT (SELECT name FROM collections c WHERE c.id = i.collection_id), state, error_code, count(*) FROM images i GROUP BY collection_id, state, error_code ORDER BY 1, 2, 3"

# Of a copy: whoever closes a database of SQLite last tidies it up.
inventory() {
  if [[ $provider == sqlite ]]; then
    cp -r "$data" "$work/looked at"
    sqlite3 "$work/looked at/mediapipeline.db" "$counted" "SELECT 'reminders', count(*) FROM reminders" "SELECT 'jobs', state, count(*) FROM jobs GROUP BY state"
  else
    as_postgres "$programs/psql" -h "$work/postgres" -p "$postgres_port" -U postgres -At golden -c "$counted" \
      -c "SELECT 'reminders', (SELECT count(*) FROM reminders), (SELECT count(*) FROM orleans_reminders)" -c "SELECT 'jobs', state, count(*) FROM jobs GROUP BY state"
  fi
}

[[ ! -e $place ]] || fail "$place is there already: remove it."
mkdir "$place"
data="$work/data"
case "$provider" in
  sqlite) ;;
  postgres | postgres-embedded) start_postgres ;;
  *) fail "Unknown: $provider" ;;
esac
quarantine
start_server "$few_at_once"
fill_shelf
add_comic
unplug_source
fill_cache_folder
pause_job
end_server TERM
start_server "$few_at_once"
make_keys
kill_under_way
inventory | tee "$work/inventory"
for state in live running pending; do
  grep -q "^Under way|$state|" "$work/inventory" || fail "None was $state when the server was killed; call again."
done
pack
