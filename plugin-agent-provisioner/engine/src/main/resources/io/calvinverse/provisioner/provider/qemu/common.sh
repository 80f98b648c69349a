# Begins every script: $1 is the root. POSIX sh, GNU grep, flock; /proc tells what runs.
# Answers go to standard output, what went wrong to standard error, with 10: refused, 11: no room, 12: another owner's.
set -eu
umask 077
LC_ALL=C
export LC_ALL
root=$1
shift

fail() {
  code=$1
  shift
  echo "$*" >&2
  exit "$code"
}

# One at a time for a machine, whoever does it; the number of lock files is fixed, so that none is left.
lock() {
  mkdir -p "$root/.lock"
  number=$(printf %s "$1" | cksum)
  number=$((${number%% *} % 64))
  exec 9> "$root/.lock/$number"
  flock -w 60 9 || fail 1 "another call works on this machine for a minute already"
}

# The numbers of a machine's processes. It is known by its argument -pidfile; patterns come by standard input, or grep
# would find itself.
processes() {
  # shellcheck disable=SC2062 # these are files, the pattern is on standard input
  printf '%s\n' "$root/$1/pid" | grep -lzxF -f - /proc/[0-9]*/cmdline 2> /dev/null | sed 's,^/proc/,,; s,/.*,,' || true
}

# The images of directory $1, on one line.
images_in() {
  for description in "$1"/*.json; do
    [ ! -e "$description" ] || basename "$description" .json
  done | tr '\n' ' '
}

# That the device is there and may be used does not mean that it works: a processor like the host's is tried.
kvm_works() {
  [ -w /dev/kvm ] && printf '{"execute":"qmp_capabilities"}{"execute":"quit"}' \
    | timeout 20 qemu-system-x86_64 -accel kvm -cpu host -machine pc -nodefaults -display none -qmp stdio > /dev/null 2>&1
}
