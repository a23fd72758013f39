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
  # Compiled ahead of time programs start in two thirds of the time or less (docs/decisions/0002); a native one at once (0112).
  if [ "$(uname -s)-$(uname -m)" != Linux-x86_64 ]; then
    publish "$root" "$project" "$out" || return 2
  elif [ "$project" != Muster.Cli ] || ! command -v clang gcc >/dev/null || ! publish_native "$root" "$project" "$out"; then
    publish "$root" "$project" "$out" --runtime linux-x64 --self-contained false -p:PublishReadyToRun=true || return 2
  fi
  touch "$out/.made"
}

# publish ROOT PROJECT OUT [ARGUMENT...]: in place of what was there.
publish() {
  local root=$1 project=$2 out=$3
  shift 3
  if [ "$project" = Muster.Cli ]; then rm -rf "$out"; fi
  (cd "$root" && dotnet publish "src/$project" -c Release -o "$out" "$@" -v quiet -nologo)
}

# publish_native ROOT PROJECT OUT: needs a C linker, and its own packages once; where either fails, the caller makes the other program.
publish_native() {
  local words native=(--runtime linux-x64 -p:Native=true)
  if grep -qw avx2 /proc/cpuinfo && grep -qw bmi2 /proc/cpuinfo; then native+=(-p:IlcInstructionSet=x86-64-v3); fi
  words=$(publish "$@" "${native[@]}" 2>&1) && return
  echo "No native program could be made here, so one for the .NET runtime is. The reason:"
  echo "$words" | grep -m 3 "error" || echo "$words" | tail -3
  return 1
}

# changed_since ROOT STAMP: a source file, or a folder that lost or gained one, is newer than the stamp.
changed_since() {
  [ -n "$(find "$1/src" "$1/Directory.Build.props" "$1/Directory.Packages.props" "$1/global.json" \
    \( -name node_modules -o -path '*/wwwroot/built' \) -prune -o -newer "$2" -print -quit)" ]
}
