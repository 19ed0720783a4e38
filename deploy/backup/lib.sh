# For backup.sh and restore.sh: sets `database` to the address of the database and PGPASSWORD to its password, which does not
# belong on a command line that everybody on the machine can list.
umask 077

say() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"; }

# What stands behind each %XX of the argument.
decoded() {
  printf '%s\n' "$1" | LC_ALL=C awk '
    function digit(at) { return index("0123456789abcdef", tolower(substr($0, at, 1))) - 1 }
    {
      while ((at = index($0, "%")) > 0) {
        if (substr($0, at + 1, 2) !~ /^[0-9A-Fa-f][0-9A-Fa-f]$/) exit 1
        text = text substr($0, 1, at - 1) sprintf("%c", 16 * digit(at + 1) + digit(at + 2))
        $0 = substr($0, at + 3)
      }
      print text $0
    }'
}

refuse() {
  say "$1" >&2
  exit 1
}

if [ -n "${DATABASE_URL_FILE:-}" ]; then DATABASE_URL=$(cat "$DATABASE_URL_FILE"); fi
: "${DATABASE_URL:?is needed, or DATABASE_URL_FILE}"

database=$DATABASE_URL
password=$(printf '%s' "$DATABASE_URL" | sed -n 's#^[a-z]*://[^:@/]*:\([^@/]*\)@.*#\1#p')
if [ -n "$password" ]; then
  PGPASSWORD=$(decoded "$password") || refuse 'the password in DATABASE_URL has a % without two hexadecimal digits behind it: write %25'
  export PGPASSWORD
  database=$(printf '%s' "$DATABASE_URL" | sed 's#^\([a-z]*://[^:@/]*\):[^@/]*@#\1@#')
fi
# Rather no copy, and a clear word, than a password that everybody on the machine can list.
case $database in
  postgres://*@*@* | postgresql://*@*@* | *://*:*@* | *\?*password=*)
    refuse 'DATABASE_URL must be postgresql://USER:PASSWORD@HOST/NAME, with / and @ in the password written as %2F and %40' ;;
  postgres://* | postgresql://*) ;;
  *) refuse 'DATABASE_URL must be postgresql://USER:PASSWORD@HOST/NAME' ;;
esac
