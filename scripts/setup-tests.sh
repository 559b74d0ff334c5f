#!/usr/bin/env bash
# Installs what the tests need beyond the .NET SDK, as tests/apt-packages.txt and tests/npm-packages.txt list it:
# a package and why, one a line. Quick and silent when all is there.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
readonly npm_home="$root/.setup/npm-tests"
# shellcheck source=apt.sh
source "$root/scripts/apt.sh"
missing=0

# listed FILE: its packages with their reasons, without comments and empty lines.
listed() { if [[ -f $1 ]]; then sed -E '/^[[:space:]]*(#|$)/d; s/^([^[:space:]]+)[[:space:]#]+/\1 /' "$1"; fi; }

while read -r package why; do
  status="$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" || status=''
  [[ $status == installed ]] && continue
  apt_install "for the tests: $why" "$package" || missing=1
done < <(listed "$root/tests/apt-packages.txt")

# npm takes away what it is not told to install, so all are named together.
packages=()
wanted=0
while read -r package why; do
  packages+=("$package")
  manifest="$npm_home/node_modules/${package%@*}/package.json"
  [[ -f $manifest ]] && grep -qF "\"version\": \"${package##*@}\"" "$manifest" && continue
  printf '%s\n' "Fetching $package by npm into .setup/npm-tests/, for the tests: $why." >&2
  wanted=1
done < <(listed "$root/tests/npm-packages.txt")

if ((wanted)); then
  mkdir -p "$npm_home"
  if ! command -v npm >/dev/null; then
    printf '%s\n' 'There is no npm here; on Debian and Ubuntu: sudo apt-get install npm' >&2
    missing=1
  else
    npm install --prefix "$npm_home" --no-save --no-audit --no-fund --no-package-lock --loglevel=error "${packages[@]}" >&2 </dev/null || missing=1
  fi
fi

if ((missing)); then
  # On a person's machine the tests that miss something say so themselves; a run that decides about a change must be whole.
  [[ ${CI:-} == true ]] && exit 4
  printf '%s\n' 'Going on: the tests that need them are skipped or fail.' >&2
fi
