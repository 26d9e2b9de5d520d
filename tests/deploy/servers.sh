#!/bin/sh
# Sees to it that the servers of the deployment tests are here: with apt when root, else it says what to install.
# Nothing is started or enabled for good: the tests start servers of their own, on ports of their own.
set -u

missing() {
    lacking=
    [ -x /usr/sbin/nginx ] || lacking="$lacking nginx-light"
    ls -d /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || lacking="$lacking postgresql"
    command -v prometheus >/dev/null || lacking="$lacking prometheus"
    command -v wrk >/dev/null || lacking="$lacking wrk"
    command -v git >/dev/null || lacking="$lacking git"
    [ -x /usr/sbin/fcgiwrap ] || lacking="$lacking fcgiwrap"
    command -v rsync >/dev/null || lacking="$lacking rsync"
    command -v npm >/dev/null || lacking="$lacking nodejs npm"
    command -v flock >/dev/null || lacking="$lacking util-linux"
    command -v ssh-keygen >/dev/null || lacking="$lacking openssh-client"
    echo "$lacking"
}

needed=$(missing)
[ -z "$needed" ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "the deployment tests need these Debian packages:$needed" >&2
    echo "install them (apt-get install$needed), then run make test-deploy again" >&2
    exit 1
fi
echo "installing with apt:$needed ..." >&2
export DEBIAN_FRONTEND=noninteractive
# Installed only: Debian would start each of them on its usual port.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
fi
wait_for_lock="-o DPkg::Lock::Timeout=300"
# shellcheck disable=SC2086  # words on purpose
apt-get $wait_for_lock update -qq >&2 </dev/null &&
    apt-get $wait_for_lock install -y -qq --no-install-recommends $needed >&2 </dev/null || exit 1
needed=$(missing)
[ -z "$needed" ] || {
    echo "still not here:$needed" >&2
    exit 1
}
