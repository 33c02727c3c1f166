#!/usr/bin/env bash
# Run once, by the image, when the volume is empty: a database for each service, owned by a role of its own.
set -euo pipefail

make_database() {
  psql -v ON_ERROR_STOP=1 --username postgres -v database="$1" -v role="$2" -v password="$3" <<'SQL'
create role :"role" login password :'password';
create database :"database" owner :"role";
revoke all on database :"database" from public;
SQL
}

make_database "$DISPATCH_DATABASE" "$DISPATCH_ROLE" "$DISPATCH_PASSWORD"
make_database "$PATROL_DATABASE" "$PATROL_ROLE" "$PATROL_PASSWORD"
make_database "$ECOLOGY_DATABASE" "$ECOLOGY_ROLE" "$ECOLOGY_PASSWORD"
