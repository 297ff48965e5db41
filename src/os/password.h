/* SPDX-License-Identifier: Apache-2.0 */
/* Passwords, kept as argon2id (libsodium, interactive limits: 64 MB, about 0.1 s). */
#ifndef REMIT_OS_PASSWORD_H
#define REMIT_OS_PASSWORD_H

#include "base/text.h"

/* The hash as text, with its salt and limits; empty when there was no memory for it. */
struct text password_hash(struct arena *arena, struct text password);
/* Is it the password of that hash? An empty hash takes as long and is nobody's. */
bool password_is(struct arena *arena, struct text hash, struct text password);

#endif
