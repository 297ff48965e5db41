#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Install what is not there yet: packages.txt (its first part, or with `check` all of it), Node.js and
# npm where there is none, and what package-lock.json names. Does nothing when nothing is missing.
# usage: setup.sh [check]
set -eu
cd "$(dirname "$0")/.."
part=${1:-build}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		echo "make setup: be root, or install sudo, for: $*" >&2
		exit 1
	fi
}

wanted() {
	case $part in
	check) sed 's/#.*//' packages.txt ;;
	*) sed '/^# check/,$d; s/#.*//' packages.txt ;;
	esac
	# Debian's npm clashes with Node.js from elsewhere.
	command -v node >/dev/null || echo nodejs
	command -v npm >/dev/null || command -v node >/dev/null || echo npm
}

missing=""
for package in $(wanted); do
	state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
	[ "$state" = "install ok installed" ] || missing="$missing $package"
done
if [ -n "$missing" ]; then
	echo "make setup: installing$missing"
	# PostgreSQL's package would start a cluster that nothing here uses.
	as_root mkdir -p /etc/postgresql-common
	[ -e /etc/postgresql-common/createcluster.conf ] ||
		echo "create_main_cluster = false" |
		as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
	as_root apt-get update -qq
	# shellcheck disable=SC2086
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
		$missing >/dev/null
fi

lock=$(cksum <package-lock.json)
if [ "$(cat node_modules/.made-from 2>/dev/null)" != "$lock" ]; then
	echo "make setup: npm ci"
	npm ci --silent || {
		echo "make setup: npm ci failed; it needs node, npm and a registry that npm can reach" >&2
		exit 1
	}
	echo "$lock" >node_modules/.made-from
fi
