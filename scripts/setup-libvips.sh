#!/bin/sh
# Sets up libvips, the library that reads pictures: the system's package, and where npm is there the faster prebuilt one.
# Usage: scripts/setup-libvips.sh [directory of the prebuilt one, default .setup/libvips]
# May be run again at any time. Fails only when no libvips at all can be had.
set -u

directory=${1:-.setup/libvips}
version=1.3.4

has_system_library() { ldconfig -p 2>/dev/null | grep -q 'libvips\.so\.42'; }
find_prebuilt() { find "$directory" -name 'libvips-cpp.*' -type f 2>/dev/null | grep -q .; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo -n "$@"; else return 1; fi
}

if ! has_system_library; then
    if command -v apt-get >/dev/null 2>&1; then
        echo "Installing libvips42 with apt-get: it reads the pictures (JPEG, PNG, WebP, GIF, TIFF, HEIC, AVIF, JPEG XL)."
        { as_root apt-get install -y -qq --no-install-recommends libvips42 \
            || { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends libvips42; }; } >/dev/null 2>&1 \
            || echo "libvips42 could not be installed from here. Run: sudo apt-get install libvips42" >&2
    else
        echo "There is no libvips and no apt-get. Install libvips 8.14 or later with your system's package manager." >&2
    fi
fi

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) platform=linux-x64 ;;
    Linux-aarch64) platform=linux-arm64 ;;
    Darwin-arm64) platform=darwin-arm64 ;;
    Darwin-x86_64) platform=darwin-x64 ;;
    *) platform= ;;
esac
if [ "${platform%%-*}" = linux ] && ls /lib/ld-musl-* >/dev/null 2>&1; then platform="linuxmusl-${platform#linux-}"; fi

if [ -n "$platform" ] && ! find_prebuilt && command -v npm >/dev/null 2>&1; then
    echo "Fetching the prebuilt libvips (@img/sharp-libvips-$platform $version) into $directory: it is about half as fast again as the distribution's."
    mkdir -p "$directory"
    npm install --prefix "$directory" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error "@img/sharp-libvips-$platform@$version" >/dev/null 2>&1 \
        || echo "npm could not fetch it; the system's libvips does the work." >&2
fi

has_system_library || find_prebuilt || { echo "No libvips was found. Install the package libvips42." >&2; exit 1; }
