/* SPDX-License-Identifier: Apache-2.0 */
/* What the engine's unit tests share: a run to call functions with, and values from and to text. */
#ifndef REMIT_TESTS_FEEL_STUB_H
#define REMIT_TESTS_FEEL_STUB_H

#include "feel/run.h"

/* A fresh run with its arena; its host gives zones from /usr/share/zoneinfo and a fixed instant,
 * 2026-11-22T10:20:30.5+01:00. */
struct run *stub_run(void);
void stub_run_free(struct run *run);

/* A number or temporal value from its text; fails the test when it is none. */
dmn_value stub_number(struct run *run, const char *text);
dmn_value stub_temporal(struct run *run, const char *text);

/* The value as a FEEL literal; a null with a problem as "!CODE". NUL-ended. */
const char *stub_text(struct run *run, dmn_value value);

#endif
