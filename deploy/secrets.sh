#!/usr/bin/env bash
# Makes the secrets of docker-compose.yml that are not there yet: deploy/secrets.sh [DIRECTORY], by default ./secrets.
# The files are readable for all because a container reads them as another user; the directory is yours alone.
set -euo pipefail

directory="${1:-secrets}"
(umask 077 && mkdir -p "$directory")

make() { [[ -s $directory/$1 ]] || { printf '%s' "$2" >"$directory/$1" && chmod 644 "$directory/$1" && printf 'Made %s\n' "$directory/$1"; }; }

random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

make api-key "$(random)"
make postgres-password "$(random)"
make connection-string "Host=postgres;Database=mediapipeline;Username=mediapipeline;Password=$(cat "$directory/postgres-password")"
