# Sourced by ./test: a PostgreSQL of our own, on loopback, in a temporary folder, gone when the tests end.

# start_postgres: sets MUSTER_TEST_DB, a connection string to the server; each test makes its own database there.
start_postgres() {
  local programs
  programs=$(ls -d /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin 2>/dev/null | head -n 1)
  [ -x "$programs/initdb" ] || { say "No PostgreSQL server was found under /usr/lib/postgresql"; return 1; }
  postgres_folder=$(mktemp -d)
  # PostgreSQL refuses to run as root.
  as_postgres=()
  if [ "$(id -u)" -eq 0 ]; then
    chown postgres: "$postgres_folder"
    as_postgres=(runuser -u postgres --)
  fi
  postgres_programs=$programs
  local port
  port=$(free_port)
  (cd "$postgres_folder" && "${as_postgres[@]}" "$programs/initdb" --pgdata="$postgres_folder/data" --username=muster --auth=trust \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$postgres_folder/initdb.log" 2>&1) || { cat "$postgres_folder/initdb.log"; return 1; }
  # What only protects against a power cut is off: the folder is thrown away.
  (cd "$postgres_folder" && "${as_postgres[@]}" "$programs/pg_ctl" start --wait --silent --pgdata="$postgres_folder/data" --log="$postgres_folder/data/server.log" \
    --options="-c listen_addresses=127.0.0.1 -p $port -c unix_socket_directories=$postgres_folder -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off") || {
    cat "$postgres_folder/data/server.log"; return 1; }
  export MUSTER_TEST_DB="Host=127.0.0.1;Port=$port;Username=muster;Database=postgres"
}

# stop_postgres: ends the server this script started and removes its folder.
stop_postgres() {
  [ -n "${postgres_folder:-}" ] || return 0
  (cd "$postgres_folder" && "${as_postgres[@]}" "$postgres_programs/pg_ctl" stop --silent --mode=immediate --pgdata="$postgres_folder/data") 2>/dev/null
  rm -rf "$postgres_folder"
  unset postgres_folder MUSTER_TEST_DB
}

free_port() {
  node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}
