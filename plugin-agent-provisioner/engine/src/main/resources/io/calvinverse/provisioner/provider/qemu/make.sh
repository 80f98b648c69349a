# ROOT NAME OWNER METADATA IMAGE DISKS <MEDIUM: the machine's directory, whole or not at all.
name=$1 owner=$2 metadata=$3 image=$4 disks=$5
machine=$root/$name
mkdir -p "$root/.new"
lock "$name"
if [ ! -e "$machine/machine.json" ]; then
  free=$(df -Pk "$root" | awk 'NR == 2 { print int($4 / 1024) }')
  [ "$free" -ge 64 ] || fail 11 "$free MiB are free in $root, 64 MiB are the least"
  draft=$root/.new/$name
  rm -rf "$draft"
  mkdir "$draft"
  # First of all whose it is, for whoever finds what a crash left.
  printf %s "$owner" > "$draft/owner"
  printf %s "$metadata" > "$draft/machine.json.part"
  mv "$draft/machine.json.part" "$draft/machine.json"
  cat > "$draft/firstboot.iso"
  qemu-img create -q -f qcow2 -F qcow2 -b "$image" "$draft/root.qcow2" >&2
  for disk in $disks; do
    qemu-img create -q -f qcow2 "$draft/${disk%%:*}.qcow2" "${disk##*:}G" >&2
  done
  : > "$draft/console.log"
  mv "$draft" "$machine"
else
  cat > /dev/null
fi
[ "$(cat "$machine/owner")" = "$owner" ] || fail 12 "another owner has one of that name"
