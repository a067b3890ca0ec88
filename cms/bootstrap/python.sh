#!/bin/sh
# Run a Python of 3.11 or newer, whatever its name is here, with the arguments given. The clone's own comes first;
# then one that can make virtual environments and for which every package has a build; then any.
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
well_equipped='import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))'
names="python3 python3.13 python3.12 python3.14 python3.11 python"

.venv/bin/python -c "$new_enough" 2>/dev/null && exec .venv/bin/python "$@"
for test in "$well_equipped" "$new_enough"; do
    for name in $names; do
        "$name" -c "$test" >/dev/null 2>&1 && exec "$name" "$@"
    done
done

found=$(python3 -c 'import platform; print(platform.python_version())' 2>/dev/null)
echo "Staff Home needs Python 3.11 or newer${found:+, and python3 here is $found}: install it" \
    "(Debian, Ubuntu: apt-get install python3 python3-venv; macOS: brew install python@3.13)." >&2
exit 1
