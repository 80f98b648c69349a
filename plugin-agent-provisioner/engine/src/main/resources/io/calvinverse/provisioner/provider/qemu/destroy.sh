# ROOT NAME: nothing of it runs or takes up room afterwards.
name=$1
machine=$root/$name
[ -d "$root" ] || exit 0
lock "$name"
tries=0
while numbers=$(processes "$name"); [ -n "$numbers" ]; do
  signal=TERM
  [ $tries -lt 30 ] || signal=KILL
  [ $((tries % 10)) -ne 0 ] || for number in $numbers; do kill -s $signal "$number" 2> /dev/null || true; done
  tries=$((tries + 1))
  [ $tries -lt 300 ] || fail 1 "the processes $numbers do not end, not even by force"
  sleep 0.1
done
if [ -d "$machine" ]; then
  mkdir -p "$root/.gone"
  mv "$machine" "$root/.gone/$name.$$"
fi
rm -rf "$root/.new/$name" "$root/.gone/$name".*
