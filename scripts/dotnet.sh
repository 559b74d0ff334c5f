# shellcheck shell=bash
# Sourced by ./run and ./test: finds the .NET SDK, and builds so that Ctrl-C ends a build whole and two builds never mix.
# Expects $root, the top of the repository.
: "${root:?}"

readonly setup="$root/.setup"

# Names of messages are matched below, and nobody who starts a program asked for telemetry or a banner.
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*" >&2; }

# Puts `dotnet` on the PATH and DOTNET_ROOT in the environment: the built program looks for the runtime there.
find_dotnet() {
  local found
  if ! found="$(command -v dotnet)"; then
    for found in "${DOTNET_ROOT:-$HOME/.dotnet}/dotnet" /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet ''; do
      [[ -x $found ]] && break
    done
    [[ -n $found ]] || no_dotnet 'The .NET SDK is missing: there is no `dotnet` on this machine.'
    export PATH="${found%/*}:$PATH"
  fi
  if [[ -z ${DOTNET_ROOT:-} ]]; then
    found="$(readlink -f "$found")"
    [[ -d ${found%/*}/host/fxr ]] && export DOTNET_ROOT="${found%/*}"
  fi
  return 0
}

require_sdk() {
  local sdks runtimes
  sdks="$(dotnet --list-sdks 2>/dev/null)" || sdks=''
  runtimes="$(dotnet --list-runtimes 2>/dev/null)" || runtimes=''
  [[ $'\n'$sdks =~ $'\n'[1-9][0-9]\. ]] || no_dotnet "The .NET 10 SDK is missing: here is ${sdks:-no SDK at all}."
  [[ $runtimes == *'Microsoft.AspNetCore.App 10.'* ]] || no_dotnet 'The ASP.NET Core 10 runtime, a part of the .NET 10 SDK, is missing.'
}

no_dotnet() {
  say "$1"
  say 'How to get it:'
  say '  Ubuntu 24.04 and later:   sudo apt-get install dotnet-sdk-10.0'
  say '  Debian and others:        https://learn.microsoft.com/dotnet/core/install/linux'
  say '  without root:             https://dot.net/v1/dotnet-install.sh, then: bash dotnet-install.sh --channel 10.0'
  exit 3
}

# Runs one `dotnet` command in a process group of its own, its output in a log file, and ends the group when we are ended.
# The log is shown by whoever calls; nothing that is started here keeps the lock (fd 9) open.
dotnet_logged() {
  local log="$1" code=0
  shift
  # Without ICU, which the SDK wants and a bare system has not.
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 setsid dotnet "$@" >"$log" 2>&1 </dev/null 9>&- &
  local group=$!
  # shellcheck disable=SC2064
  trap "end_build $group 130" INT
  # shellcheck disable=SC2064
  trap "end_build $group 143" TERM HUP
  wait "$group" || code=$?
  trap - INT TERM HUP
  return "$code"
}

end_build() {
  trap '' INT TERM HUP
  kill -TERM -- "-$1" 2>/dev/null || true
  for _ in {1..50}; do
    kill -0 -- "-$1" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null || true
  say 'Stopped while building; the next start builds again.'
  exit "$2"
}

# One build at a time in this work tree. The lock is the operating system's and ends with the process.
lock_builds() {
  mkdir -p "$setup"
  exec 9>"$setup/build.lock"
  flock -n 9 && return
  say 'Another ./run or ./test is building here; waiting for it.'
  flock 9
}

unlock_builds() { exec 9>&-; }

# ---- the program that ./run starts ----

# What the build is made of, as one hash: sources and build properties. Content, not times:
# a fresh checkout of the same sources is not built again.
source_stamp() {
  (
    cd "$root" && shopt -s nullglob
    printf '%s\0' 'recipe 1' "$HOSTTYPE"
    find src samples/films.json Directory.*.props Directory.*.targets global.jso[n] [Nn]u[Gg]et.[Cc]onfig \
      -type d \( -name "bin*" -o -name "obj*" \) -prune -o -type f -print0 \
      | LC_ALL=C sort -z | xargs -0 sha256sum
  ) | sha256sum | cut -c1-16
}

# Sets $app to the directory of the built program, building it where it is not there yet. Each build has a directory of its own,
# which appears under its name only when it is whole, so that a build never writes into a program that runs.
build_app() {
  local stamp built
  stamp="$(source_stamp)"
  app="$setup/apps/$stamp"
  [[ -x $app/mediapipeline ]] && return

  require_sdk
  lock_builds
  until [[ -x $app/mediapipeline ]]; do
    publish_app "$app" "$setup/build"
    # Sources that changed under the build make its stamp a lie.
    built="$stamp" stamp="$(source_stamp)"
    if [[ $stamp != "$built" ]]; then
      say 'The sources changed while they were built; building again.'
      rm -rf "$app"
      app="$setup/apps/$stamp"
    fi
  done
  ln -sfn "apps/$stamp" "$setup/app"
  remove_old_apps
  unlock_builds
}

publish_app() {
  local target="$1" artifacts="$2" half="${1%/*}/.half" log="$setup/build.log" started=$SECONDS
  say 'Building MediaPipeline (Release); only when its sources have changed, about a minute the first time …'
  mkdir -p "${target%/*}"
  if ! publish_to "$half" "$artifacts" "$log" true; then
    if ! grep -qiE 'crossgen|NETSDK109[45]' "$log"; then
      build_failed "$log"
    fi
    say 'The ahead-of-time compiler (Microsoft.NETCore.App.Crossgen2) cannot be had here: building without it, starts take longer.'
    publish_to "$half" "$artifacts" "$log" false || build_failed "$log"
  fi
  rm -rf "$target"
  mv "$half" "$target"
  say "Built in $((SECONDS - started)) s."
}

# Its intermediate files lie apart from those of ./test and of editors. Warnings and advisories that are newer than the sources are
# for the people who work on them: they must not keep the program from starting.
publish_to() {
  local half="$1" artifacts="$2" log="$3" ahead_of_time="$4"
  rm -rf "$half"
  dotnet_logged "$log" publish "$root/src/Silo/MediaPipeline.Silo.csproj" -c Release -r "$(runtime_id)" --self-contained false \
    --artifacts-path "$artifacts" -o "$half" "-p:PublishReadyToRun=$ahead_of_time" \
    -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -p:NuGetAudit=false --disable-build-servers -tl:off -v minimal
}

runtime_id() {
  local os=linux arch=x64
  [[ $HOSTTYPE == aarch64 || $HOSTTYPE == arm64 ]] && arch=arm64
  [[ $OSTYPE == darwin* ]] && os=osx
  [[ $OSTYPE == *musl* ]] && os=linux-musl
  printf '%s-%s' "$os" "$arch"
}

build_failed() {
  say ''
  # What msbuild says twice is shown once; what it does not call an error (a crash of its own) is shown whole.
  if ! grep -E ': (error|warning) |^error ' "$1" | sort -u >&2; then
    cat "$1" >&2
  fi
  say ''
  if grep -qE 'NU1301|NU110[0-3]' "$1"; then
    say 'Packages could not be fetched: is the network there, and the package source of `dotnet nuget list source`?'
  fi
  say "The build failed; all that it said is in ${1#"$root/"}."
  exit 1
}

# A server that still runs from an older build starts its workers from there: what is in use stays.
remove_old_apps() {
  local old exe
  # Of versions that were built twice.
  rm -rf "$setup/apps-orleans" "$setup/build-orleans" "$setup/app-orleans"
  for old in "${app%/*}"/*/; do
    old="${old%/}"
    [[ $old == "$app" ]] && continue
    for exe in /proc/[0-9]*/exe; do
      [[ $(readlink "$exe" 2>/dev/null) == "$old/"* ]] && continue 2
    done
    rm -rf "$old"
  done
}
