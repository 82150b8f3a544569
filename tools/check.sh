#!/usr/bin/env bash
# Run all tests, with style and types beside them. The run fails if either does. Arguments go to pytest.
set -uo pipefail
cd "${0%/*}/.."
said=$(mktemp)
trap 'rm -f "$said"' EXIT

# In one process, because the tests keep the other cores busy. Errors are printed at once, and again at the end.
("${MAKE:-make}" --no-print-directory lint MYPY_WORKERS=0 >"$said" 2>&1 || { cat "$said" >&2; exit 1; }) &
lint=$!
.venv/bin/python -m pytest "$@"
tests=$?
wait "$lint"
style=$?
cat "$said" >&2
exit $((tests ? tests : style))
