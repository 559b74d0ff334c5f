# shellcheck shell=bash
# Sourced by the set-up scripts: installs Debian and Ubuntu packages where that is allowed.

# apt_install WHY PACKAGE…: 0 when all are installed, 1 after a message that says what a person can do.
apt_install() {
  local why="$1" as_root=()
  shift
  if ! command -v apt-get >/dev/null; then
    printf '%s\n' "Not installed: $* ($why). This is not a Debian or Ubuntu machine; please install the same with its own package manager." >&2
    return 1
  fi
  if ((EUID != 0)); then
    # A terminal is there to type a password at; without one only a sudo that does not ask will do.
    if sudo -n true 2>/dev/null || { [[ -t 0 && -t 2 ]] && command -v sudo >/dev/null; }; then
      as_root=(sudo)
    else
      printf '%s\n' "Not installed: $* ($why). That needs root; please run: sudo apt-get install $*" >&2
      return 1
    fi
  fi
  printf '%s\n' "Installing $* by apt: $why." >&2
  local log code=0 get=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  log="$(mktemp)"
  # The package lists are fetched only when it does not go without.
  "${get[@]}" install -y --no-install-recommends "$@" >"$log" 2>&1 </dev/null \
    || { "${get[@]}" update >>"$log" 2>&1 </dev/null && "${get[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; } \
    || code=1
  if ((code)); then
    cat "$log" >&2
    printf '%s\n' "apt-get could not install $* ($why); what it said is above." >&2
  fi
  rm -f "$log"
  return "$code"
}

# Whether the package lists of this machine have a package of that name.
apt_knows() {
  local policy
  policy="$(apt-cache policy "$1" 2>/dev/null)" || return 1
  [[ $policy == *Candidate:* && $policy != *'Candidate: (none)'* ]]
}
