/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 and commitments, by digest.c alone. */
#ifndef REMIT_AUDIT_DIGEST_H
#define REMIT_AUDIT_DIGEST_H

#include "base/text.h"

enum {
	DIGEST_SIZE = 32,
	SECRET_SIZE = 32,
	DIGEST_TEXT_SIZE = 65
};

struct digest {
	unsigned char bytes[DIGEST_SIZE];
};

struct digest digest_of(struct text bytes);
/* Of the parts one after the other. */
struct digest digest_of_parts(const struct text *parts, size_t count);

/* What stands in the log for `payload`: HMAC-SHA-256 keyed by a secret of the person it is
 * about. Whoever destroys the secret has erased the payload from the log, which still verifies.
 * `secret` has SECRET_SIZE bytes. */
struct digest digest_commit(struct text secret, struct text payload);

bool digest_equal(const struct digest *a, const struct digest *b);
struct text digest_bytes(const struct digest *digest); /* a view of it */
/* From DIGEST_SIZE bytes; false when there are more or fewer. */
bool digest_from_bytes(struct text bytes, struct digest *out);
/* 64 lower-case hexadecimal digits and a NUL. */
void digest_print(const struct digest *digest, char out[DIGEST_TEXT_SIZE]);
bool digest_parse(struct text hexadecimal, struct digest *out);

/* A digest of what comes in pieces. */
struct digest_stream {
	_Alignas(16) unsigned char opaque[128];
};
void digest_begin(struct digest_stream *stream);
void digest_add(struct digest_stream *stream, struct text bytes);
struct digest digest_end(struct digest_stream *stream);

#endif
