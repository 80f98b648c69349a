#!/usr/bin/env bash
# Verdaccio: a registry of npm packages, itself an npm package.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for each in build.d/lib/*.sh; do
  # shellcheck source=/dev/null
  source "$each"
done

# shellcheck disable=SC2034 # for part
port=4873
version=6.1.6

home() { printf '%s/verdaccio/%s' "$(parts_cache)" "$version"; }

get() {
  [[ ! -f $(home)/node_modules/verdaccio/package.json ]] || return 0
  have_command node nodejs && have_command npm npm || return 1
  local fresh
  fresh=$(parts_cache)/verdaccio/fresh
  rm -rf "$fresh"
  step "Fetching Verdaccio $version, once"
  mkdir -p "$fresh"
  # One of its parts asks for node-fetch by a dist-tag that not every mirror has.
  printf '{"private": true, "dependencies": {"verdaccio": "%s"}, "overrides": {"node-fetch": "2.7.0"}}\n' "$version" \
    > "$fresh/package.json"
  npm install --prefix "$fresh" --no-audit --no-fund --silent --ignore-scripts || return 1
  rm -rf "$(home)"
  mv "$fresh" "$(home)"
}

# Everybody may publish.
serve() {
  cat > config.yaml << 'END'
storage: ./storage
packages:
  '**': {access: $all, publish: $all, unpublish: $all}
END
  exec node "$(home)/node_modules/verdaccio/bin/verdaccio" --config config.yaml --listen "127.0.0.1:$port"
}

part "$@"
