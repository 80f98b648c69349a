# ROOT NAME: the first-boot medium leaves the drive and the disk. Nothing happens where that was done.
name=$1
machine=$root/$name
[ -e "$machine/firstboot.iso" ] || exit 0
lock "$name"
[ -z "$(processes "$name")" ] || (cd "$machine" && perl -e '
  use IO::Socket::UNIX; use IO::Select;
  my $socket = IO::Socket::UNIX->new(Peer => "qmp", Timeout => 5) or die "its monitor does not answer\n";
  syswrite $socket, "{\"execute\":\"qmp_capabilities\"}\n{\"execute\":\"eject\",\"arguments\":{\"id\":\"firstboot\",\"force\":true}}\n"
    . "{\"execute\":\"query-block\"}\n";
  my ($text, $select) = ("", IO::Select->new($socket));
  while ($select->can_read(10)) {
    sysread($socket, $text, 65536, length $text) or last;
    exit 0 if $text =~ /"return": *\[/ and $text !~ /firstboot\.iso/;
    last if $text =~ /"return": *\[.*\n/;
  }
  die "the drive does not let go of it: $text\n";')
rm -f "$machine/firstboot.iso"
