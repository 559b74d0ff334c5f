#!/usr/bin/env bash
# Makes sure that libvips, which decodes and resizes the pictures, is on this machine. Quick and silent when it is.
#   the system's libvips.so.42   needed; installed by apt on Debian and Ubuntu
#   the prebuilt one of npm      newer and about half as fast again; fetched into .setup/ when npm is there, never needed
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
readonly prebuilt_version=1.3.4
readonly npm_home="$root/.setup/libvips"
# Left behind so that what could not be had is not asked for again at every start.
readonly alone="$root/.setup/libvips-prebuilt-alone"
readonly refused="$root/.setup/libvips-npm.refused"

system_libvips() {
  local file
  for file in /usr/lib/*/libvips.so.42 /usr/lib/libvips.so.42 /usr/lib64/libvips.so.42 /usr/local/lib/libvips.so.42 \
    /usr/local/lib/*/libvips.so.42 /usr/local/lib64/libvips.so.42 /opt/homebrew/lib/libvips.42.dylib /usr/local/lib/libvips.42.dylib; do
    [[ -e $file ]] && return
  done
  return 1
}

prebuilt_name() {
  local os arch
  case "$OSTYPE" in
    *musl*) os=linuxmusl ;;
    linux*) os=linux ;;
    darwin*) os=darwin ;;
    *) return 1 ;;
  esac
  case "$HOSTTYPE" in
    x86_64) arch=x64 ;;
    aarch64 | arm64) arch=arm64 ;;
    *) return 1 ;;
  esac
  printf 'sharp-libvips-%s-%s' "$os" "$arch"
}

have_prebuilt() { [[ -n $name && -d $npm_home/node_modules/@img/$name ]]; }

prebuilt_wanted() { ! have_prebuilt && [[ -n $name && ! -e $refused ]] && command -v npm >/dev/null; }

# A person has been told that the system's library could not be installed.
prebuilt_will_do() { [[ -e $alone ]] && have_prebuilt; }

fetch_prebuilt() {
  local half="$npm_home.half" log="$root/.setup/libvips-npm.log"
  printf '%s\n' "Fetching @img/$name $prebuilt_version by npm into .setup/: a newer libvips, about half as fast again as the distribution's." >&2
  rm -rf "$half"
  if npm install --prefix "$half" --no-save --no-audit --no-fund --ignore-scripts --no-package-lock \
    --fetch-retries 1 --fetch-retry-mintimeout 1000 --fetch-retry-maxtimeout 5000 --fetch-timeout 60000 "@img/$name@$prebuilt_version" >"$log" 2>&1 </dev/null; then
    rm -rf "$npm_home"
    mv "$half" "$npm_home"
  else
    printf '%s\n' "npm could not fetch it (.setup/libvips-npm.log says why); going on with the system's libvips. To try again: rm .setup/libvips-npm.refused" >&2
    : >"$refused"
  fi
}

install_system() {
  # shellcheck source=apt.sh
  source "$root/scripts/apt.sh"
  local packages=() plugin
  # Debian 13 and Ubuntu 24.04 renamed the package. Lists that are still empty know neither: then the release decides.
  if apt_knows libvips42t64; then
    packages=(libvips42t64)
  elif apt_knows libvips42; then
    packages=(libvips42)
  else
    packages=("$(package_of_release)")
  fi
  # There the decoders of HEIC and AVIF are packages of their own.
  for plugin in libheif-plugin-libde265 libheif-plugin-aomdec; do
    apt_knows "$plugin" && packages+=("$plugin")
  done
  apt_install 'libvips decodes and resizes the pictures' "${packages[@]}"
}

package_of_release() (
  # shellcheck disable=SC1091
  source /etc/os-release
  case "${ID:-}-${VERSION_ID:-}" in
    debian-1[0-2] | ubuntu-1* | ubuntu-2[0-3].*) echo libvips42 ;;
    *) echo libvips42t64 ;;
  esac
)

name="$(prebuilt_name)" || name=''
if { system_libvips || prebuilt_will_do; } && ! prebuilt_wanted; then
  exit 0
fi

# One set-up at a time; what another one has brought meanwhile is there.
mkdir -p "$root/.setup"
exec 8>"$root/.setup/libvips.lock"
flock 8
if prebuilt_wanted; then
  fetch_prebuilt
fi
if system_libvips || install_system; then
  exit 0
fi
if have_prebuilt; then
  printf '%s\n' 'Going on with the prebuilt libvips alone; it reads no HEIC and no JPEG XL.' >&2
  : >"$alone"
  exit 0
fi
printf '%s\n' 'libvips is missing and could not be installed: without it no picture can be read. See "libvips is missing" in docs/troubleshooting.md.' >&2
exit 4
