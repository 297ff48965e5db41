# SPDX-License-Identifier: Apache-2.0
# The front door; Meson does the work. `make help` lists the doors.




.PHONY: help setup setup-check build demo check soak bench clean

help:
	@echo "make setup   install what packages.txt names (needs root or sudo; does nothing twice)"
	@echo "make build   build/remit"
	@echo "make demo    build, load and evaluate the synthetic caseload, show an explained case, serve the pages"
	@echo "make check   every gate and every test"
	@echo "make bench   the engine measured beside others"
	@echo "make soak    what is too long for check"

setup:
	@tools/setup.sh

setup-check:
	@tools/setup.sh check

build/build.ninja: meson.build | setup
	@out=$$(meson setup build 2>&1) || { echo "$$out" >&2; exit 1; }

build: setup build/build.ninja
	@ninja -C build remit | tail -1

demo: build
	@tools/demo.sh

check: setup-check
	@tools/check.sh

# Beside other engines, which it builds outside the tree; never a part of check.
bench: build
	@ninja -C build tools/bench/bench_evaluate tools/bench/bench_columns | tail -1
	@python3 tools/bench/run.py build

soak: build
	@tools/soak.sh

clean:
	rm -rf build build-sanitize build-plain build-thread build-fuzz demo
