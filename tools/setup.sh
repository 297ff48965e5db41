#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Install what packages.txt names and is not there yet. Does nothing when nothing is missing.
set -eu
cd "$(dirname "$0")/.."

missing=""
for package in $(sed 's/#.*//' packages.txt); do
	state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
	[ "$state" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
	as_root=""
elif command -v sudo >/dev/null; then
	as_root="sudo"
else
	echo "make setup: be root, or install sudo: missing are$missing" >&2
	exit 1
fi
echo "make setup: installing$missing"
# PostgreSQL's package would start a cluster that nothing here uses.
$as_root mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] ||
	echo "create_main_cluster = false" | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
