#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# In place of a suite whose pack is not in packs/: says so, and counts as skipped.
echo "1..0 # SKIP packs/em-review is not here"
exit 77
