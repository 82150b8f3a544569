#!/usr/bin/env bash
# Make this checkout ready: product | development | browser. Does nothing where nothing changed.
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

# The stamp is the lock file that was installed: equal bytes, nothing to do.
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
    # The development lock holds the product's at the same releases.
    if ! { cmp -s requirements-dev.lock .venv/requirements-dev.lock && .venv/bin/python -c ''; } 2>/dev/null; then
        install requirements.lock
    fi
}

development() { install requirements-dev.lock; }

chromium() { .venv/bin/python -m tests.support.chromium; }

# Never fails: the tests that need a browser say what is missing.
browser() {
    development
    if [ -n "${HERAUT_NO_BROWSER:-}" ] || chromium >/dev/null 2>&1; then return; fi
    say "no Chromium found; installing one for the browser tests"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq >/dev/null &&
            DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
                -o DPkg::Lock::Timeout=300 chromium fonts-liberation >/dev/null
    fi || true
    chromium >/dev/null 2>&1 || .venv/bin/python -m playwright install chromium >/dev/null 2>&1 || true
    chromium >&2 || true
}

case "${1:-}" in
    product | development | browser) "$1" ;;
    *) fail "usage: tools/setup.sh product|development|browser" ;;
esac
