#!/bin/sh
# Install the Debian packages named as arguments, and venv for Python where it is missing.
# As root or with sudo; otherwise say in one sentence what to ask the system manager for.
set -eu

python=$(command -v python3.11 || command -v python3)
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    set -- "$@" python3-venv
fi

missing=""
for package in "$@"; do
    if ! dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
        missing="$missing $package"
    fi
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "Deze Debian-pakketten ontbreken:$missing. Vraag uw systeembeheerder om: apt-get install$missing" >&2
    exit 1
fi

echo "Debian-pakketten installeren:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update --quiet=2 >&2
# shellcheck disable=SC2086  # the list is meant to be split
$as_root apt-get install --quiet=2 --no-install-recommends --yes $missing >&2
