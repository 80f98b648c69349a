# Local bare Git repositories made from folders of this one.

# make_repository FOLDER REPOSITORY: the repository's main branch holds what is in the folder now.
make_repository() {
  local folder=$1 repository=$2
  local git=(git -c core.bare=false -c user.name=calvinverse -c user.email=calvinverse@localhost
    -c commit.gpgsign=false "--git-dir=$repository" "--work-tree=$folder")
  [[ -d $repository ]] || git init -q --bare --initial-branch=main "$repository"
  "${git[@]}" add -A -- . ':!target'
  "${git[@]}" diff --cached --quiet 2> /dev/null && "${git[@]}" rev-parse -q --verify HEAD > /dev/null && return 0
  "${git[@]}" commit -q -m "As of $(date -u +%Y-%m-%dT%H:%MZ)"
}
