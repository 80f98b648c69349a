# ROOT NAME BYTES: what QEMU and the machine wrote.
machine=$root/$1
cat "$machine/qemu.log" "$machine/console.log" 2> /dev/null | tail -c "$2" || true
