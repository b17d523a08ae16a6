#!/bin/sh
# Finds a Python of 3.11 or later and lets it build .venv: environment.sh run|test
# Every candidate is run, not only found: a shim of a version manager may lead nowhere.
cd "$(dirname "$0")/.." || exit 1

for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 </dev/null; then
        exec "$name" scripts/environment.py "$@"
    fi
done
if uv --version >/dev/null 2>&1 </dev/null; then
    exec uv run --quiet --no-project --python '>=3.11' python scripts/environment.py "$@"
fi
echo "Python 3.11 or later is needed: install it (Debian, Ubuntu: sudo apt-get install python3 python3-venv; macOS: brew install python@3.13) and run make again." >&2
exit 1
