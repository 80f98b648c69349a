# ROOT IMAGES: what is there, one line; what is not, in words.
images=$1
missing=
for program in qemu-system-x86_64 qemu-img flock perl sha256sum timeout; do
  command -v $program > /dev/null || missing="$missing $program"
done
[ -z "$missing" ] || fail 10 "missing:$missing; install them (Debian: apt-get install qemu-system-x86 qemu-utils perl util-linux)"
[ -r /proc/self/cmdline ] || fail 10 "there is no /proc; a Linux host is needed"
mkdir -p "$root" 2> /dev/null || true
[ -w "$root" ] || fail 10 "$root is no directory that $(id -un) may write to"
[ -d "$images" ] || fail 10 "there is no directory $images; make it and put images there"
found=$(images_in "$images")
[ -n "$found" ] || fail 10 "there is no image in $images"
accelerator="software emulation, slow"
! kvm_works || accelerator=KVM
echo "QEMU $(qemu-system-x86_64 --version | sed -n 's/.*version \([0-9.]*\).*/\1/p'), $accelerator, $(df -Pk "$root" | awk 'NR == 2 { print int($4 / 1024) }') MiB free in $root, $(awk '$1 == "MemAvailable:" { print int($2 / 1024) }' /proc/meminfo) MiB of memory, images: $found"
