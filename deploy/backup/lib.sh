# For backup.sh and restore.sh: sets `database` to the address of the database and PGPASSWORD to its password, which does not
# belong on a command line that everybody on the machine can list.
umask 077

if [ -n "${DATABASE_URL_FILE:-}" ]; then DATABASE_URL=$(cat "$DATABASE_URL_FILE"); fi
: "${DATABASE_URL:?is needed, or DATABASE_URL_FILE}"

database=$DATABASE_URL
password=$(printf '%s' "$DATABASE_URL" | sed -n 's#^[a-z]*://[^:@/]*:\([^@/%]*\)@.*#\1#p')
if [ -n "$password" ]; then
  export PGPASSWORD="$password"
  database=$(printf '%s' "$DATABASE_URL" | sed 's#^\([a-z]*://[^:@/]*\):[^@/]*@#\1@#')
fi

say() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"; }
