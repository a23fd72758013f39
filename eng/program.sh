# Sourced by ./run and ./muster: makes a program of a project, ready-to-run for this machine, when its sources changed.

# make_program ROOT PROJECT NAME: publishes src/PROJECT to artifacts/program/NAME.
make_program() {
  local root=$1 project=$2 out=$1/artifacts/program/$3
  command -v dotnet >/dev/null || { echo "The .NET 10 SDK is missing (command: dotnet)."; return 2; }
  if [ "$project" = Muster.Server ] && ! command -v node >/dev/null; then
    echo "Node.js is missing (command: node)."
    return 2
  fi
  if [ -e "$out/.made" ] && ! changed_since "$root" "$out/.made"; then return; fi
  echo "Building Muster (the first time takes a minute) …"
  local ahead=()
  # Compiled ahead of time the server starts in two thirds of the time or less (docs/decisions/0002).
  if [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ]; then ahead=(--runtime linux-x64 --self-contained false -p:PublishReadyToRun=true); fi
  (cd "$root" && dotnet publish "src/$project" -c Release -o "$out" "${ahead[@]}" -v quiet -nologo) || return 2
  touch "$out/.made"
}

# changed_since ROOT STAMP: a source file, or a folder that lost or gained one, is newer than the stamp.
changed_since() {
  [ -n "$(find "$1/src" "$1/Directory.Build.props" "$1/Directory.Packages.props" "$1/global.json" \
    \( -name node_modules -o -path '*/wwwroot/built' \) -prune -o -newer "$2" -print -quit)" ]
}
