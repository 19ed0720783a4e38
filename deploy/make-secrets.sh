#!/bin/sh
# Makes the secrets of an installation that are not there yet, one file each, in a folder that only its owner can enter. The files
# themselves can be read by all: a container that runs as somebody else gets each by itself.
#   deploy/make-secrets.sh [FOLDER]     default: deploy/secrets beside this script
# POSTGRES_AT and REDIS_AT: host and port of the databases, where they are not those of docker-compose.yml.
set -eu
umask 077
folder=${1:-"$(dirname "$0")/secrets"}
mkdir -p "$folder"
cd "$folder"
# One that was there before may be open to everybody.
chmod 700 .

keep() { # NAME: standard input becomes the file, unless there is one
  if [ -s "$1" ]; then cat >/dev/null; return; fi
  cat >"$1.new"
  chmod 444 "$1.new"
  mv "$1.new" "$1"
  echo "made $1"
}
random() { openssl rand -hex 32; }

random | keep session
random | keep identity
random | keep evidence
random | keep turn
random | keep postgres_password
random | keep redis_password
random | keep grafana_password
echo "postgresql://sotto:$(cat postgres_password)@${POSTGRES_AT:-postgres:5432}/sotto" | keep database_url
echo "redis://:$(cat redis_password)@${REDIS_AT:-redis:6379}" | keep redis_url
echo "requirepass $(cat redis_password)" | keep redis.conf
