#!/bin/bash
# At the very first start of the database: the two roles of Kengesh and its database, as `npm start` makes them for the
# embedded one. The owner makes tables; the application works in them and owns nothing.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username postgres --dbname postgres \
  -v owner="$DATABASE_OWNER_PASSWORD" -v app="$DATABASE_APP_PASSWORD" <<'SQL'
create role kengesh_owner login password :'owner';
create role kengesh_app login password :'app';
create database kengesh owner kengesh_owner;
revoke all on database kengesh from public;
grant connect on database kengesh to kengesh_app;
alter role postgres password null;
SQL
