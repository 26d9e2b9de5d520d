#!/bin/sh
# Prints the path of a Chromium for the browser tests, alone on standard output; says on standard error which one it
# is. In this order: VOTEWATCH_CHROMIUM, the system's, Playwright's own (fetched when missing), apt's when root.
# Usage: chromium.sh PYTHON
set -u
python=${1:-python3}

found() {
    echo "Chromium for the browser tests: $1 ($2)" >&2
    echo "$1"
    exit 0
}

on_the_system() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        path=$(command -v "$name") && found "$path" "$1"
    done
}

playwrights_own() {
    path=$("$python" -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
' 2>/dev/null) && [ -x "$path" ] && found "$path" "$1"
}

if [ -n "${VOTEWATCH_CHROMIUM:-}" ]; then
    [ -x "$VOTEWATCH_CHROMIUM" ] && found "$VOTEWATCH_CHROMIUM" "from VOTEWATCH_CHROMIUM"
    echo "VOTEWATCH_CHROMIUM names $VOTEWATCH_CHROMIUM, which is not a program that can be run" >&2
    exit 1
fi
on_the_system "the system's"
playwrights_own "Playwright's, already here"

echo "no Chromium here yet: asking Playwright for its own ..." >&2
PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT=20000 timeout 300 "$python" -m playwright install chromium >&2 </dev/null
playwrights_own "Playwright's download"

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Playwright has none to give: installing Chromium with apt ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    wait_for_lock="-o DPkg::Lock::Timeout=300"
    # shellcheck disable=SC2086  # two words on purpose
    apt-get $wait_for_lock update -qq >&2 </dev/null &&
        apt-get $wait_for_lock install -y -qq --no-install-recommends chromium fonts-dejavu-core >&2 </dev/null
    on_the_system "installed with apt"
fi
echo "no Chromium to be had: install one, or name one with VOTEWATCH_CHROMIUM=/path/to/chromium" >&2
exit 1
