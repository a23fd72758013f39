# Sourced by ./test: makes sure that what the tests need is there, and installs it where that can be done.

# need NAME PACKAGE PATHS…: one of the paths exists, or the Debian package is installed.
need() {
  local name=$1 package=$2 path
  shift 2
  for path in "$@"; do [ -x "$path" ] && return; done
  say "Installing $name (Debian package $package)"
  local admin=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "$name is missing. As an administrator: apt-get install $package"; return 1; }
    admin=(sudo)
  fi
  "${admin[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${admin[@]}" apt-get install -y -qq "$package" >/dev/null
}

# installed FOLDER: the npm packages that the folder's lock file names are there.
installed() {
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
  (cd "$1" && npm ci --ignore-scripts --no-fund --no-audit --loglevel=error >/dev/null) && touch "$1/node_modules/.package-lock.json"
}
