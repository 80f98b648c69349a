#!/usr/bin/env bash
# Boots a reference image as a machine: smoke.sh DIR/linux-VERSION. A small web server on loopback stands for the controller.
# Succeeds when first boot went through all its steps up to the start of the agent, within a quarter of an hour.
set -euo pipefail

image=${1:?names an image without the ending, as out/linux-1.0.0}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2> /dev/null || true; rm -rf "$work"' EXIT

field() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" "$image.json"; }

printf '%s  %s\n' "$(field sha256)" "$image.qcow2" | sha256sum --check --quiet

# The controller: a login page for the clock, and something in place of the Swarm client.
mkdir -p "$work/web/swarm" "$work/medium/agent"
echo login > "$work/web/login"
echo 'no jar' > "$work/web/swarm/swarm-client.jar"
(cd "$work/web" && exec python3 -u -m http.server 0 --bind 127.0.0.1 > "$work/web.log" 2>&1) &
for _ in {1..100}; do
  port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' "$work/web.log" 2> /dev/null | head -n 1)
  [[ -z $port ]] || break
  sleep 0.1
done

echo '{"contract":1}' > "$work/medium/run_provisioning.json"
echo "{\"contract\":1,\"name\":\"smoke\",\"hostName\":\"cv-smoke\",\"controller\":\"http://10.0.2.2:$port/\"}" > "$work/medium/agent/agent.json"
printf -- '-name\nsmoke\n' > "$work/medium/agent/arguments.txt"
echo secret > "$work/medium/agent/password.txt"
genisoimage -quiet -R -J -V firstboot -o "$work/firstboot.iso" "$work/medium"
qemu-img create -q -f qcow2 -F qcow2 -b "$(realpath "$image.qcow2")" "$work/root.qcow2"
qemu-img create -q -f qcow2 "$work/workspace.qcow2" 1G

folder=$(dirname "$image")
began=$SECONDS
timeout 900 qemu-system-x86_64 -accel tcg -machine pc -nodefaults -display none -no-reboot -m 768 \
  -kernel "$folder/$(field kernel)" -initrd "$folder/$(field initrd)" -append "$(field append)" \
  -drive "if=none,id=root,file=$work/root.qcow2" -device virtio-blk-pci,drive=root,serial=root \
  -drive "if=none,id=workspace,file=$work/workspace.qcow2" -device virtio-blk-pci,drive=workspace,serial=workspace \
  -drive "if=none,id=medium,file=$work/firstboot.iso,format=raw,media=cdrom,readonly=on" \
  -device virtio-scsi-pci -device scsi-cd,drive=medium -netdev user,id=net -device virtio-net-pci,netdev=net \
  -chardev "file,id=console,path=$work/console" -serial chardev:console || true

grep 'first boot:' "$work/console" || cat "$work/console"
for step in 'image linux' 'medium: DVD' 'host name cv-smoke' 'volume workspace' 'address 10.0.2.15' 'starting the agent' 'the agent ended'; do
  grep -q "first boot: $step" "$work/console" || { echo "smoke.sh: the machine did not say '$step'" >&2; exit 1; }
done
! grep -q secret "$work/console" || { echo 'smoke.sh: the password is on the console' >&2; exit 1; }
echo "booted, ran through first boot and powered off in $((SECONDS - began)) s"
