# Virtual machines for ./build run: whether this computer can have them, their image, and the way to Git for what runs in them.

machines_image=linux-1.0.0
machines_memory=1000
# This computer's loopback, as a machine with QEMU's user networking sees it
machines_host=10.0.2.2

# Sets agents to what --agents says, else to qemu where a machine would be up within a minute.
choose_agents() {
  local obstacle
  if [[ $agents == process ]]; then
    say "Agents are processes on this computer, as asked for."
  elif obstacle=$(machines_obstacle); then
    [[ -z $agents ]] || stop "no virtual machines here: $obstacle"
    agents=process
    say "Agents are processes on this computer: $obstacle."
  elif [[ -z $agents ]] && ! kvm_works; then
    agents=process
    say "Agents are processes on this computer: KVM does not work, and without it a machine takes minutes to start; --agents qemu has machines all the same."
  else
    agents=qemu
    have_image
    say "Agents are virtual machines: QEMU, image $machines_image, at most $(machines_at_once) at once."
  fi
  export CALVINVERSE_AGENTS="processes on this computer, not virtual machines"
  [[ $agents == process ]] || describe_machines
}

describe_machines() {
  export CALVINVERSE_AGENTS="virtual machines of the Linux reference image"
  CALVINVERSE_MACHINES_CAP=$(machines_at_once)
  CALVINVERSE_IMAGES=$(parts_cache)/images
  export CALVINVERSE_MACHINES_CAP CALVINVERSE_IMAGES
  choose_git_port
}

# Says why there can be none, or fails.
machines_obstacle() {
  if [[ $(uname -sm) != "Linux x86_64" ]]; then
    say "the reference image is for Linux on x86_64"
  elif [[ $(machines_at_once) -lt 1 ]]; then
    say "less than $machines_memory MiB of memory are free beside Jenkins"
  elif ! { have_command qemu-system-x86_64 qemu-system-x86 && have_command qemu-img qemu-utils; } > /dev/null 2>&1; then
    say "QEMU is not installed"
  elif ! image_is_there && [[ $(id -u) -ne 0 ]]; then
    say "only root can build the reference image ($(parts_cache)/images)"
  else
    return 1
  fi
}

kvm_works() {
  [[ -w /dev/kvm ]] && printf '{"execute":"qmp_capabilities"}{"execute":"quit"}' \
    | timeout 20 qemu-system-x86_64 -accel kvm -cpu host -machine pc -nodefaults -display none -qmp stdio > /dev/null 2>&1
}

machines_at_once() {
  local free
  free=$(awk '$1 == "MemAvailable:" { print int($2 / 1024) }' /proc/meminfo)
  local number=$(((free - 2000) / machines_memory))
  say "$((number > 10 ? 10 : number < 0 ? 0 : number))"
}

image_is_there() { [[ -r $(parts_cache)/images/$machines_image.json ]]; }

have_image() {
  image_is_there && return
  step "Building the Linux reference image, once (about 8 minutes)"
  local command
  for command in debootstrap:debootstrap cpio:cpio mke2fs:e2fsprogs; do
    have_command "${command%:*}" "${command#*:}" || stop "the image cannot be built; --agents process does without"
  done
  plugin-agent-provisioner/images/linux/build.sh --out "$(parts_cache)/images" --version "${machines_image#linux-}"
}

# Git's own server on loopback, for machines that do not see this computer's files: first its port, which jobs name.
choose_git_port() {
  for CALVINVERSE_GIT_PORT in {9418..9438}; do
    ! port_is_free "$CALVINVERSE_GIT_PORT" || break
  done
  port_is_free "$CALVINVERSE_GIT_PORT" || stop "no port from 9418 to 9438 is free for Git"
  export CALVINVERSE_GIT_PORT
}

start_git() {
  git daemon --listen=127.0.0.1 --port="$CALVINVERSE_GIT_PORT" --base-path="$home/git" --export-all --reuseaddr \
    > "$home/git.log" 2>&1 < /dev/null &
  # One URL for both: the controller, too, is told the address under which machines see its loopback.
  export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=url.git://127.0.0.1:$CALVINVERSE_GIT_PORT/.insteadOf
  export GIT_CONFIG_VALUE_0=git://$machines_host:$CALVINVERSE_GIT_PORT/
}

project_url() {
  if [[ $agents == process ]]; then
    printf 'file://%s/git/word-count.git' "$home"
  else
    printf 'git://%s:%s/word-count.git' "$machines_host" "$CALVINVERSE_GIT_PORT"
  fi
}
