# ROOT IMAGES NAME: what the image says of itself, after its disk was compared with that, once for every state of the file.
images=$1 name=$2
[ -d "$images" ] || fail 10 "there is no directory $images"
if [ ! -r "$images/$name.json" ] || [ ! -r "$images/$name.qcow2" ]; then
  fail 10 "there is no image $name in $images; there are: $(images_in "$images")"
fi
said=$(sed -n 's/.*"sha256" *: *"\([0-9a-f]*\)".*/\1/p' "$images/$name.json")
stamp=$(stat -Lc '%i %s %Y' "$images/$name.qcow2")
mkdir -p "$root/.verified"
if [ "$(cat "$root/.verified/$name" 2> /dev/null)" != "$said $stamp" ]; then
  is=$(sha256sum < "$images/$name.qcow2")
  is=${is%% *}
  [ "$is" = "$said" ] || fail 10 "image $name is damaged: its sha256 is $is, and $images/$name.json says $said; copy it there again"
  printf '%s' "$said $stamp" > "$root/.verified/$name.$$"
  mv "$root/.verified/$name.$$" "$root/.verified/$name"
fi
cat "$images/$name.json"
