#!/bin/sh
# The folder that the filled-in configuration goes to: /tmp may be an empty file system of its own.
set -eu
mkdir -p "${NGINX_ENVSUBST_OUTPUT_DIR:?}"
