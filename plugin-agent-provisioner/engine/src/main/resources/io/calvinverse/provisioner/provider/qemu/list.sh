# ROOT: for every machine four lines: its name, what machine.json says, how it is, the end of its console.
# shellcheck disable=SC2062 # these are files, the pattern is on standard input
running=$(printf '%s\n' "$root/" | grep -zahF -f - /proc/[0-9]*/cmdline 2> /dev/null | tr '\0' '\n' | while IFS= read -r argument; do
  case $argument in
    "$root"/*/pid)
      name=${argument#"$root"/}
      name=${name%/pid}
      case $name in */* | *[!a-z0-9-]*) ;; *) printf '%s\n' "$name" ;; esac
      ;;
  esac
done | sort -u)

# What QEMU itself says of those that run: its state, asked over QMP of all at once.
states=$(for name in $running; do printf '%s\n' "$root/$name"; done | perl -e '
  use IO::Socket::UNIX; use IO::Select;
  while (my $directory = <STDIN>) {
    chomp $directory;
    my ($name) = $directory =~ m{([^/]*)$};
    chdir $directory or next;
    my $socket = IO::Socket::UNIX->new(Peer => "qmp", Timeout => 2) or next;
    syswrite $socket, "{\"execute\":\"qmp_capabilities\"}\n{\"execute\":\"query-status\"}\n";
    my ($text, $select) = ("", IO::Select->new($socket));
    while ($select->can_read(2)) {
      sysread($socket, $text, 4096, length $text) or last;
      if ($text =~ /"status": *"([a-z-]+)"/) { print "$name=$1\n"; last; }
    }
  }' 2> /dev/null || true)

say() {
  name=$1 directory=$2 state=$3
  [ -e "$directory/machine.json" ] || [ "$state" = orphan ] || return 0
  printf '%s\n' "$name"
  tr -d '\n' < "$directory/machine.json" 2> /dev/null || true
  printf '\n%s\n' "$state"
  tail -qc 600 "$directory/qemu.log" "$directory/console.log" 2> /dev/null | tr -c '[:print:]\n' ' ' | grep '[^ ]' | tail -n 4 | tr '\n' '\037' || true
  printf '\n'
}

for json in "$root"/*/machine.json; do
  [ -e "$json" ] || continue
  directory=${json%/machine.json}
  name=${directory##*/}
  state=made
  [ ! -e "$directory/started" ] || state=ended
  for each in $running; do [ "$each" != "$name" ] || state=running; done
  for each in $states; do [ "${each%%=*}" != "$name" ] || state="running ${each#*=}"; done
  say "$name" "$directory" "$state"
done
for json in "$root"/.new/*/machine.json; do
  [ -e "$json" ] || continue
  directory=${json%/machine.json}
  [ -e "$root/${directory##*/}/machine.json" ] || say "${directory##*/}" "$directory" made
done
for name in $running; do
  [ -e "$root/$name/machine.json" ] || say "$name" "$root/$name" orphan
done
