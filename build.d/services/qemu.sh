#!/usr/bin/env bash
# QEMU: Debian's, and a small Linux to run in it: Debian's kernel with an initial RAM disk of a shell and a few modules.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=0

get() {
  have_command qemu-system-x86_64 qemu-system-x86 && have_command qemu-img qemu-utils && have_command cpio cpio || return 1
  local home sum
  home=$(parts_cache)/qemu
  sum=$(cat build.d/services/qemu.sh build.d/services/qemu/init | sha256sum)
  [[ -f $home/vmlinuz && -f $home/initrd && $(cat "$home/.built-from" 2> /dev/null) == "$sum" ]] && return
  if ! command -v apt-get > /dev/null || ! have_command busybox busybox-static; then
    warn "the kernel for test machines is Debian's: 'apt-get download' is needed"
    return 1
  fi
  step "Making a small Linux for test machines, once"
  local work package
  work=$(mktemp -d)
  package=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p')
  (cd "$work" && apt-get download -q "$package" > /dev/null 2>&1 && dpkg-deb -x ./*.deb kernel) || { rm -rf "$work"; return 1; }
  initial_ram_disk "$work/kernel" "$work/initrd.d"
  cp "$work"/kernel/boot/vmlinuz-* "$home/vmlinuz"
  (cd "$work/initrd.d" && find . | cpio --quiet -o -H newc | gzip) > "$home/initrd"
  rm -rf "$work"
  printf '%s' "$sum" > "$home/.built-from"
}

initial_ram_disk() {
  local kernel=$1 disk=$2 name file
  mkdir -p "$disk"/{bin,dev,proc,sys,mnt,modules}
  cp "$(command -v busybox)" "$disk/bin/busybox"
  for name in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_blk scsi_common scsi_mod virtio_scsi cdrom sr_mod isofs; do
    file=$(find "$kernel/lib/modules" -name "$name.ko" | head -n 1)
    [[ -z $file ]] || { cp "$file" "$disk/modules/"; echo "$name.ko" >> "$disk/modules/order"; }
  done
  install -m 755 build.d/services/qemu/init "$disk/init"
}

part "$@"
