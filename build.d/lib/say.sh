# What a person reads.

say() { printf '%s\n' "$*"; }

# A step of a longer job, with the time since the start.
step() { printf '\n[%3ds] %s\n' "$SECONDS" "$*"; }

warn() { printf 'build: %s\n' "$*" >&2; }

stop() {
  warn "$*"
  exit 1
}
