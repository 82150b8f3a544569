#!/usr/bin/env bash
# All tests, with style and types beside them; what is wrong with either fails the run. Arguments are pytest's.
set -uo pipefail
cd "${0%/*}/.."
said=$(mktemp)
trap 'rm -f "$said"' EXIT

# In one process: the tests keep the other cores busy. What is wrong is told at once, and once more at the end.
(MYPY_NUM_WORKERS=0 "${MAKE:-make}" --no-print-directory lint >"$said" 2>&1 || { cat "$said" >&2; exit 1; }) &
lint=$!
.venv/bin/python -m pytest "$@"
tests=$?
wait "$lint"
style=$?
cat "$said" >&2
exit $((tests ? tests : style))
