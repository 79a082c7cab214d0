#!/bin/sh
# Starts a streaming replica of the Postgres at $PRIMARY_URL, in $PGDATA; the first time, with a copy of it. Arguments are Postgres'.
set -eu
if [ ! -d "$PGDATA" ]; then
  # What an attempt that was broken off has left behind.
  rm -rf "$PGDATA.new"
  pg_basebackup --dbname "$PRIMARY_URL" --pgdata "$PGDATA.new" --write-recovery-conf --checkpoint fast
  mv "$PGDATA.new" "$PGDATA"
fi
exec postgres "$@"
