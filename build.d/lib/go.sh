# Go, for parts that are Go modules. Any Go from 1.21 on fetches by itself the newer one a module asks for; Debian 12 has
# 1.19, which cannot, but can fetch a newer Go as what it is too: a module, checked against the public checksum database.

go_bootstrap=1.26.0

# have_go: afterwards `go` is one of 1.21 or later, or this fails and says how to get it.
have_go() {
  go_is_enough && return 0
  command -v go > /dev/null || install_package golang-go || {
    warn "Go is missing; install it (Debian: apt-get install golang-go)"
    return 1
  }
  go_is_enough || newer_go
}

go_is_enough() {
  local version
  version=$(go env GOVERSION 2> /dev/null) || return 1
  [[ $version =~ ^go1\.([0-9]+) && ${BASH_REMATCH[1]} -ge 21 ]]
}

newer_go() {
  local system home module
  system=$(go env GOOS)-$(go env GOARCH)
  home=$(parts_cache)/go/$go_bootstrap
  if [[ ! -x $home/bin/go ]]; then
    step "Fetching Go $go_bootstrap"
    module=$(cd / && GO111MODULE=on go mod download -json "golang.org/toolchain@v0.0.1-go$go_bootstrap.$system" \
      | sed -n 's/^\t"Dir": "\(.*\)",\{0,1\}$/\1/p')
    [[ -d $module ]] || { warn "cannot fetch Go $go_bootstrap"; return 1; }
    # Files of a module are neither executable nor writable.
    rm -rf "$home" "$home.new"
    mkdir -p "$(dirname "$home")"
    cp -r "$module" "$home.new"
    chmod -R u+w "$home.new"
    find "$home.new/bin" "$home.new/pkg/tool" -type f -exec chmod +x {} +
    mv "$home.new" "$home"
  fi
  PATH=$home/bin:$PATH
  export PATH
  go_is_enough
}
