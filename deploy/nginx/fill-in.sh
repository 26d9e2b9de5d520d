#!/bin/sh
# Puts a whole configuration for an nginx of its own into a folder, for machines without containers: nginx.conf with that
# folder in the place of /tmp, and server.conf.template filled in from the environment.
#   SITE_ROOT=/srv/site/live POLL_API=127.0.0.1:8001 deploy/nginx/fill-in.sh /var/lib/votewatch-nginx
#   nginx -c /var/lib/votewatch-nginx/nginx.conf
set -eu
folder=${1:?say which folder}
case $folder in /*) ;; *) echo "the folder must begin with /, not be $folder" >&2 && exit 1 ;; esac
here=$(cd "$(dirname "$0")" && pwd)
: "${SITE_ROOT:?where the built site is}" "${POLL_API:?host:port of the poll API}"
mkdir -p "$folder/nginx"
rm -rf "$folder/votewatch"
cp -R "$here/votewatch" "$folder/votewatch"
sed "s,/tmp/,$folder/,g" "$here/nginx.conf" >"$folder/nginx.conf"

# NAME and its value, for sed: & \ and the delimiter mean themselves.
put() {
    printf 's\001${%s}\001%s\001g\n' "$1" "$(printf %s "$2" | sed 's/[&\\]/\\&/g')"
}
{
    put LISTEN "${LISTEN:-127.0.0.1:8080}"
    put SITE_ROOT "$SITE_ROOT"
    put PRIVATE_ROOT "${PRIVATE_ROOT:-/nonexistent}"
    put POLL_API "$POLL_API"
    put POLL_API_HOST "${POLL_API_HOST:-\$http_host}"
    put PRIVATE_AUTH "${PRIVATE_AUTH:-127.0.0.1:4180}"
    put TRUSTED_PROXIES "${TRUSTED_PROXIES:-127.0.0.1/32}"
    put NGINX_LOCAL_RESOLVERS "${NGINX_LOCAL_RESOLVERS:-127.0.0.1}"
    put STATE "$folder"
} >"$folder/nginx/values.sed"
sed -f "$folder/nginx/values.sed" "$here/server.conf.template" >"$folder/nginx/server.conf"
rm "$folder/nginx/values.sed"
