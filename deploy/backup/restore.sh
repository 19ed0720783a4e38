#!/bin/sh
# Puts a copy that backup.sh made back into a database, whole or not at all. Stop the signaling nodes first.
#   restore.sh FILE           into an empty database
#   restore.sh --wipe FILE    into one that holds something, all of which is lost
# DATABASE_URL or DATABASE_URL_FILE. The secrets must be those of the time of the copy: without EVIDENCE_SECRET nothing in it can be read.
set -eu
. "$(dirname "$0")/lib.sh"

wipe=no
if [ "${1:-}" = --wipe ]; then
  wipe=yes
  shift
fi
file=${1:?which file?}
# Before anything is lost: whether there is anything to put in its place.
pg_restore --file=/dev/null "$file"

ask() { psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --command="$1" "$database"; }

tables=$(ask "SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'drizzle')")
drop='DROP SCHEMA IF EXISTS drizzle CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;'
if [ "$tables" -eq 0 ]; then
  drop=''
elif [ "$wipe" = no ]; then
  say 'the database is not empty: with --wipe, all that is in it is lost' >&2
  exit 1
fi

# One transaction from the first table that goes to the last that comes: only a copy that was read to its end gets to the COMMIT.
whole='all of it is there'
said=$(
  {
    echo "BEGIN; SET LOCAL client_min_messages = warning; $drop"
    pg_restore --no-owner --no-privileges --file=- "$file" && echo "COMMIT; SELECT '$whole';"
  } | psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --file=- "$database" | tail -n 1
)
if [ "$said" != "$whole" ]; then
  say 'not restored: the database holds what it held before' >&2
  exit 1
fi
say "restored: $(ask 'SELECT count(*) FROM reports') reports, $(ask 'SELECT count(*) FROM bans') bans"
