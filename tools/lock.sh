#!/usr/bin/env bash
# Rewrite both lock files from pyproject.toml. Arguments, such as --upgrade, go to uv.
set -euo pipefail
cd "${0%/*}/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"${PYTHON:-python3}" -m venv "$scratch"
"$scratch/bin/pip" install -qq --disable-pip-version-check uv==0.13.9

compile() {
    "$scratch/bin/uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 \
        --generate-hashes --no-header --no-annotate "$@"
}
compile -o requirements.lock "$@"
compile --group dev --constraints requirements.lock -o requirements-dev.lock "$@"

if grep -nE '://|^-' requirements.lock requirements-dev.lock; then
    echo "A lock file names an address; it must hold names, releases and hashes only." >&2
    exit 1
fi
