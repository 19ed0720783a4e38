#!/bin/sh
# Copies the PostgreSQL of reports, bans, moderators and the audit log into a file that pg_restore takes.
#   backup.sh                    once; prints the path of the file
#   backup.sh --every SECONDS    at once, and then again and again; one that fails is tried again after a minute
#   backup.sh --fresh SECONDS    ends with 0 where the newest copy is younger than that, else with 1
# DATABASE_URL or DATABASE_URL_FILE; BACKUP_FOLDER (default: backups); BACKUP_KEEP_DAYS (default: 14): older copies are
# deleted, since a report that has had its time must go from them too.
set -eu
folder=${BACKUP_FOLDER:-backups}
keep_days=${BACKUP_KEEP_DAYS:-14}

newest() { find "$folder" -name 'sotto-*.dump' | sort | tail -n 1; }

if [ "${1:-}" = --fresh ]; then
  file=$(newest)
  [ -n "$file" ] && [ $(($(date +%s) - $(date -r "$file" +%s))) -lt "$2" ]
  exit
fi

. "$(dirname "$0")/lib.sh"

backup() {
  mkdir -p "$folder"
  # Of a copy that was cut short, by a full disk or a machine that stopped.
  find "$folder" -name 'sotto-*.dump.part' -delete
  file=$folder/sotto-$(date -u +%Y%m%dT%H%M%SZ).dump
  # Another name until it is whole and has been read through: half a copy must not pass for one.
  if pg_dump --format=custom --no-owner --no-privileges --file="$file.part" "$database" &&
    pg_restore --file=/dev/null "$file.part"; then
    mv "$file.part" "$file"
    find "$folder" -name 'sotto-*.dump' -mmin +$((keep_days * 24 * 60)) -delete
    say "$file"
  else
    rm -f "$file.part"
    say 'the backup failed' >&2
    return 1
  fi
}

if [ "${1:-}" != --every ]; then
  backup
  exit
fi
trap 'exit 0' TERM INT
while :; do
  if backup; then pause=$2; else pause=60; fi
  sleep "$pause" &
  wait $!
done
