# ROOT NAME ACCELERATOR MEMORY ARGUMENT…: the process, once for ever.
name=$1 accelerator=$2 memory=$3
shift 3
machine=$root/$name
lock "$name"
[ -e "$machine/machine.json" ] || fail 1 "it was removed meanwhile"
[ ! -e "$machine/started" ] || exit 0
free=$(awk '$1 == "MemAvailable:" { print int($2 / 1024) }' /proc/meminfo)
[ "$free" -ge "$memory" ] || fail 11 "$free MiB of memory are free, the machine takes $memory MiB"
if [ "$accelerator" = auto ]; then
  accelerator=tcg
  ! kvm_works || accelerator=kvm
fi
[ "$accelerator" != kvm ] || set -- "$@" -cpu host
mkdir "$machine/started"
cd "$machine" || fail 1 "it was removed meanwhile"
qemu-system-x86_64 -accel "$accelerator" "$@" -pidfile "$machine/pid" -daemonize 9>&- < /dev/null > qemu.log 2>&1 || {
  case $(cat qemu.log) in
    *"annot allocate memory"* | *"No space left"*) fail 11 "$(tail -n 3 qemu.log)" ;;
    *) fail 10 "qemu does not start: $(tail -n 3 qemu.log)" ;;
  esac
}
echo "$accelerator"
