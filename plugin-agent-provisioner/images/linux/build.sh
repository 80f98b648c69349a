#!/usr/bin/env bash
# Builds the Linux reference image: DIR/linux-VERSION.qcow2, beside it kernel, initial RAM disk and linux-VERSION.json.
# Needs root, debootstrap, qemu-img, mke2fs, cpio; nothing is mounted but /proc inside the new system.
#   build.sh [--out DIR] [--version V] [--with PROGRAM]…
# --with puts a static program (consul, telegraf) into the image's /usr/local/bin.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

contract=1
version=1.0.0
out=.
suite=bookworm
mirror=${DEBIAN_MIRROR:-}
size=3G
with=()

main() {
  read_options "$@"
  need debootstrap qemu-img mke2fs cpio sha256sum
  [[ $(id -u) -eq 0 ]] || stop "only root can unpack a system with its owners and rights"
  out=$(mkdir -p "$out" && cd "$out" && pwd)
  # The time of everything in the image: that of its newest package list would differ from build to build.
  export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1767225600}
  work=$(mktemp -d "$out/.building.XXXXXX")
  trap clean EXIT
  root=$work/root
  bootstrap
  furnish
  slim
  pack
  say "done: $out/linux-$version.qcow2 ($(du -m "$out/linux-$version.qcow2" | cut -f 1) MiB) in $SECONDS s"
}

say() { printf '%s\n' "$*"; }
stop() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }

need() {
  local program
  for program in "$@"; do
    command -v "$program" > /dev/null || stop "'$program' is missing (Debian: apt-get install debootstrap qemu-utils e2fsprogs cpio)"
  done
}

read_options() {
  while [[ $# -gt 0 ]]; do
    [[ $# -ge 2 ]] || stop "$1 needs a value"
    case $1 in
      --out | --version) printf -v "${1#--}" '%s' "$2" ;;
      --with) with+=("$2") ;;
      *) stop "there is no option '$1'" ;;
    esac
    shift 2
  done
  [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || stop "--version takes three numbers, as 1.0.0, not '$version'"
}

clean() {
  umount "$root/proc" 2> /dev/null || true
  rm -rf "$work"
}

bootstrap() {
  say "[$SECONDS s] Debian $suite and its packages"
  local packages
  packages=$(sed 's/#.*//' "$here/packages" | xargs | tr ' ' ,)
  mkdir -p "$out/packages"
  debootstrap --variant=minbase --cache-dir="$out/packages" --include="$packages" "$suite" "$root" ${mirror:+"$mirror"} \
    > "$out/build.log" 2>&1 || { tail -n 20 "$out/build.log" >&2; stop "debootstrap failed: $out/build.log"; }
}

furnish() {
  say "[$SECONDS s] The contract's files"
  cp -r "$here/files/." "$root/"
  local program
  for program in "${with[@]}"; do install -m 755 "$program" "$root/usr/local/bin/"; done
  chmod 755 "$root"/usr/local/lib/calvinverse/*
  mkdir -p "$root/etc/calvinverse"
  printf '{"contract":%s,"name":"linux","version":"%s"}\n' "$contract" "$version" > "$root/etc/calvinverse/image.json"
  cat >> "$root/etc/environment" << END
RESOURCE_NAME=linux
RESOURCE_SHORT_NAME=agent
RESOURCE_VERSION_MAJOR=${version%%.*}
RESOURCE_VERSION_MINOR=$(cut -d . -f 2 <<< "$version")
RESOURCE_VERSION_PATCH=${version##*.}
RESOURCE_VERSION_SEMANTIC=$version
CONSUL_SERVER_OR_CLIENT=client
END
  printf '/dev/vda / ext4 rw,noatime,errors=remount-ro 0 0\n' > "$root/etc/fstab"
  printf 'image\n' > "$root/etc/hostname"
  ln -sf /run/resolv.conf "$root/etc/resolv.conf"
  inside useradd --system --create-home --home-dir /var/lib/agent --shell /bin/bash agent
  # The machine boots into first boot and nothing else; that starts what the medium asks for. Generators and device
  # discovery cost seconds and find nothing: a machine's hardware is known.
  inside systemctl -q disable ssh.service syslog-ng.service unbound.service || true
  inside systemctl -q mask ssh.socket getty@.service serial-getty@.service
  ln -sf calvinverse.target "$root/etc/systemd/system/default.target"
  local generator
  mkdir -p "$root/etc/systemd/system-generators"
  for generator in "$root"/lib/systemd/system-generators/*; do
    ln -sf /dev/null "$root/etc/systemd/system-generators/$(basename "$generator")"
  done
  inside passwd -q -l root
}

inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C "$@"; }

# What differs between two builds, and what no agent needs.
slim() {
  say "[$SECONDS s] Without what no machine needs"
  rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/var/log/* "$root"/usr/share/{doc,man,info,locale,lintian}/* \
    "$root"/var/cache/{debconf,ldconfig,fontconfig}/* "$root"/etc/ssh/ssh_host_* "$root"/var/lib/systemd/random-seed "$root"/run/* "$root"/tmp/*
  rm -f "$root"/var/lib/dbus/machine-id "$root"/etc/{passwd,group,shadow,gshadow,subuid,subgid}- "$root"/var/lib/dpkg/*-old
  : > "$root/etc/machine-id"
  mkdir -p "$root/var/cache/apt/archives/partial" "$root/var/lib/apt/lists/partial" "$root/var/log/journal"
  local kernel
  kernel=$(basename "$(echo "$root"/boot/vmlinuz-*)")
  cp "$root/boot/$kernel" "$out/linux-$version.vmlinuz"
  initial_ram_disk "$root/lib/modules/${kernel#vmlinuz-}"
  find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# A shell, the modules of the root disk, and 20 lines: no tool that guesses what the building machine has.
initial_ram_disk() {
  local modules=$1 disk=$work/initrd name file
  mkdir -p "$disk"/{bin,dev,proc,sys,root,modules}
  cp "$root/bin/busybox" "$disk/bin/busybox"
  ln -s busybox "$disk/bin/sh"
  # In this order they load: each after what it needs.
  for name in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_blk; do
    file=$(find "$modules" -name "$name.ko*" | head -n 1)
    [[ -z $file ]] || { cp "$file" "$disk/modules/"; basename "$file" >> "$disk/modules/order"; }
  done
  install -m 755 "$here/initrd/init" "$disk/init"
  find "$disk" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  (cd "$disk" && find . -print0 | LC_ALL=C sort -z | cpio --quiet --reproducible -0 -o -H newc -R 0:0 | gzip -n) > "$out/linux-$version.initrd"
}

pack() {
  say "[$SECONDS s] The disk"
  local id=cab00000-0000-4000-8000-000000000001
  E2FSPROGS_FAKE_TIME=$SOURCE_DATE_EPOCH mke2fs -q -t ext4 -L root -U $id -E "hash_seed=$id,lazy_itable_init=1,root_owner=0:0" -m 0 -O ^metadata_csum_seed \
    -d "$root" "$work/root.raw" "$size"
  qemu-img convert -q -f raw -O qcow2 "$work/root.raw" "$work/root.qcow2"
  local sum
  sum=$(sha256sum "$work/root.qcow2" | cut -d ' ' -f 1)
  chmod 444 "$work/root.qcow2" "$out/linux-$version".{vmlinuz,initrd}
  mv -f "$work/root.qcow2" "$out/linux-$version.qcow2"
  # Last: an image without it does not exist. no_timer_check: on a busy host emulated timers come so late that Linux gives up.
  cat > "$work/json" << END
{
  "contract": $contract,
  "name": "linux",
  "version": "$version",
  "os": "linux",
  "sha256": "$sum",
  "kernel": "linux-$version.vmlinuz",
  "initrd": "linux-$version.initrd",
  "append": "root=/dev/vda console=ttyS0 quiet systemd.show_status=0 no_timer_check panic=-1"
}
END
  mv "$work/json" "$out/linux-$version.json"
}

main "$@"
