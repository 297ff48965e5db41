/* SPDX-License-Identifier: Apache-2.0 */
/* Assertions that stay on: for invariants that only a mistake in this program can break. */
#ifndef REMIT_BASE_ENSURE_H
#define REMIT_BASE_ENSURE_H

_Noreturn void ensure_failed(const char *what, const char *file, int line);

#define ensure(condition) ((condition) ? (void)0 : ensure_failed(#condition, __FILE__, __LINE__))
#define unreachable(why) ensure_failed("unreachable: " why, __FILE__, __LINE__)

#endif
