#!/usr/bin/env bash
# Prepare this checkout: product | development | browser | renderer | axe | ical | pooler. Does nothing if nothing changed.
set -euo pipefail
cd "${0%/*}/.."

say() { echo "set-up: $*" >&2; }
fail() { say "$*"; exit 1; }

find_python() {
    local candidate
    for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$candidate"; return; }
    done
    fail "Heraut needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3.11 …"
}

# The stamp is the lock file that was installed: if the bytes are equal, there is nothing to do.
install() {
    local lock=$1 stamp=.venv/$1 python
    if [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null; then
        cmp -s "$lock" "$stamp" && return
    else
        python=$(find_python)
        rm -rf .venv
        "$python" -m venv .venv || fail "Python's venv module is missing; on Debian: apt-get install python3-venv"
    fi
    say "installing $lock"
    rm -f .venv/requirements*.lock
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r "$lock"
    cp "$lock" "$stamp"
}

product() {
    # The development lock includes the product's packages, at the same releases.
    if ! { cmp -s requirements-dev.lock .venv/requirements-dev.lock && .venv/bin/python -c ''; } 2>/dev/null; then
        install requirements.lock
    fi
}

development() { install requirements-dev.lock; }

chromium() { .venv/bin/python -m tests.support.chromium; }

# Installs Debian packages where it may. Never fails: whatever needs them says that they are missing.
debian() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq >/dev/null &&
            DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
                -o DPkg::Lock::Timeout=300 "$@" >/dev/null
    fi || true
}

# Never fails: the tests that need a browser say what is missing. Without windows it does half the work; where there is
# another, that is asked for once.
browser() {
    local asked=.tools/headless-shell
    development
    if [ -n "${HERAUT_NO_BROWSER:-}" ] || command -v chromium-headless-shell >/dev/null; then return; fi
    if [ -e "$asked" ] && chromium >/dev/null 2>&1; then return; fi
    say "installing Chromium's headless shell for the browser tests"
    debian chromium-headless-shell fonts-liberation
    mkdir -p .tools && touch "$asked"
    chromium >/dev/null 2>&1 || .venv/bin/python -m playwright install chromium >/dev/null 2>&1 || true
    chromium >&2 || true
}

# Unpacks a package from npm, but only if its SHA-512 is the one given here.
unpack() {
    local package=$1 digest=$2 into=$3 found
    npm pack --silent --pack-destination "$into" "$package" >/dev/null || return 1
    found=$(.venv/bin/python -c 'import base64, hashlib, sys
print(base64.b64encode(hashlib.sha512(open(sys.argv[1], "rb").read()).digest()).decode())' "$into"/*.tgz)
    [ "$found" = "$digest" ] || { say "$package does not have the expected SHA-512"; return 1; }
    tar -xzf "$into"/*.tgz -C "$into" && rm "$into"/*.tgz
}

# Microsoft's own renderer of Adaptive Cards, with the settings that Teams uses. Never fails: the tests that need it say
# that it is missing.
renderer() {
    local here=.tools/adaptivecards-3.0.6 new
    if [ -n "${HERAUT_NO_BROWSER:-}" ] || [ -d "$here" ]; then return; fi
    command -v npm >/dev/null || { say "no npm found: Adaptive Cards cannot be tested"; return; }
    new=$(mktemp -d)
    if mkdir "$new/host" &&
        unpack adaptivecards@3.0.6 \
            WDCIb2WXZ7cOHJ9HIHRNdhSt861HySVOdN2xPk2aKHAF3JvD8QGQ8/XcNFrDJxCteOog8MM7EBlXfSAR8JXKAg== "$new" &&
        unpack adaptivecards-designer@2.4.4 \
            NhqlOr+rMmANEkZNeiuypYcwDPxTUB/i7la/O86gbpta6ApoEmaXbUwGZk3RRdhNC2Y4AYMAwGdoPN3mR3G14A== "$new/host"; then
        mkdir -p .tools && cp -R "$new" "$here"
    fi
    rm -rf "$new"
}

# Finds barriers on pages, such as too little contrast. Never fails: the tests that need it say that it is missing.
axe() {
    local here=.tools/axe-core-4.14.1 new
    if [ -n "${HERAUT_NO_BROWSER:-}" ] || [ -d "$here" ]; then return; fi
    command -v npm >/dev/null || { say "no npm found: pages cannot be checked for barriers"; return; }
    new=$(mktemp -d)
    if unpack axe-core@4.14.1 \
        FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ== "$new"; then
        mkdir -p .tools && cp -R "$new" "$here"
    fi
    rm -rf "$new"
}

# Reads calendars as many mail and calendar programs do. Never fails: the tests that need it say that it is missing.
ical() {
    local here=.tools/ical.js-2.2.1 new
    if [ -d "$here" ]; then return; fi
    command -v npm >/dev/null || { say "no npm found: calendars cannot be read with ical.js"; return; }
    new=$(mktemp -d)
    if unpack ical.js@2.2.1 \
        yK/UlPbEs316igb/tjRgbFA8ZV75rCsBJp/hWOatpyaPNlgw0dGDmU+FoicOcwX4xXkeXOkYiOmCqNPFpNPkQg== "$new"; then
        mkdir -p .tools && cp -R "$new" "$here"
    fi
    rm -rf "$new"
}

# Only for `make chaos`. Never fails: the tests that need it say that it is missing.
pooler() {
    development
    if command -v pgbouncer >/dev/null || [ -x /usr/sbin/pgbouncer ]; then return; fi
    say "no PgBouncer found; installing one for the tests through it"
    debian pgbouncer
}

case "${1:-}" in
    product | development | browser | renderer | axe | ical | pooler) "$1" ;;
    *) fail "usage: tools/setup.sh product|development|browser|renderer|axe|ical|pooler" ;;
esac
