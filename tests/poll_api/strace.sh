#!/bin/sh
# Prints the path of strace, alone on standard output; gets it with apt when it is missing and we are root.
set -u

on_the_system() {
    path=$(command -v strace) && { echo "$path"; exit 0; }
}

on_the_system
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "no strace here yet: installing it with apt ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get -o DPkg::Lock::Timeout=300 update -qq >&2 </dev/null &&
        apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends strace >&2 </dev/null
    on_the_system
fi
echo "no strace to be had: install it (apt-get install strace) to count what reaches the disk" >&2
exit 1
