#!/usr/bin/env bash
# Gathers the real pictures that the imaging benchmark runs on, from Debian packages, and npm's sharp to compare with.
#   corpus.sh DIRECTORY     makes DIRECTORY/pictures and DIRECTORY/node; about 600 MB to download, 1.5 GB on disk. May be run again.
# JPEG, PNG and WebP of 0.7 megapixels and more, each content once; the sky charts of stellarium-data are left out.
set -euo pipefail

home="$(mkdir -p "${1:?corpus.sh DIRECTORY}" && cd "$1" && pwd -P)"
packages=(plasma-workspace-wallpapers mate-backgrounds lxqt-themes gnome-backgrounds stellarium-data opencv-doc sway-backgrounds)

if [[ ! -d $home/pictures ]]; then
  mkdir -p "$home/packages" "$home/half"
  for package in "${packages[@]}"; do
    if [[ ! -d $home/packages/$package ]]; then
      (cd "$home/packages" && rm -f "$package"_*.deb && apt-get download -o APT::Sandbox::User=root "$package" && dpkg -x "$package"_*.deb "$package.half" && rm "$package"_*.deb && mv "$package.half" "$package")
    fi
  done
  python3 - "$home/packages" "$home/half" <<'PYTHON'
import hashlib, os, shutil, struct, sys

def size(path):
    head = open(path, 'rb').read(1 << 20)
    if head[:8] == b'\x89PNG\r\n\x1a\n':
        return struct.unpack('>II', head[16:24])
    if head[:3] == b'\xff\xd8\xff':
        at = 2
        while at + 9 < len(head) and head[at] == 0xff:
            if head[at + 1] in (0xc0, 0xc1, 0xc2):
                return struct.unpack('>HH', head[at + 5:at + 9])
            at += 2 + struct.unpack('>H', head[at + 2:at + 4])[0]
    if head[:4] == b'RIFF' and head[12:16] == b'VP8X':
        return 1 + int.from_bytes(head[24:27], 'little'), 1 + int.from_bytes(head[27:30], 'little')
    if head[:4] == b'RIFF' and head[12:16] == b'VP8 ':
        width, height = struct.unpack('<HH', head[26:30])
        return width & 0x3fff, height & 0x3fff
    return 0, 0

source, target = sys.argv[1:]
seen, pixels = set(), 0
for folder, _, names in sorted(os.walk(source)):
    for name in sorted(names):
        path = os.path.join(folder, name)
        extension = os.path.splitext(name)[1].lower().replace('.jpeg', '.jpg')
        if os.path.islink(path) or extension not in ('.jpg', '.png', '.webp') or ('stellarium' in path and extension == '.png'):
            continue
        width, height = size(path)
        content = open(path, 'rb').read()
        digest = hashlib.sha256(content).hexdigest()
        if width * height < 700_000 or digest in seen:
            continue
        seen.add(digest)
        pixels += width * height
        shutil.copyfile(path, os.path.join(target, digest[:12] + extension))
print(f'{len(seen)} pictures, {pixels / 1e6:.0f} megapixels')
PYTHON
  mv "$home/half" "$home/pictures"
fi

if [[ ! -d $home/node/node_modules/sharp ]] && command -v npm >/dev/null; then
  npm install --prefix "$home/node" --no-save --no-audit --no-fund --no-package-lock --loglevel=error sharp@0.35.5
fi
