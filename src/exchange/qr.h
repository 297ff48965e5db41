/* SPDX-License-Identifier: Apache-2.0 */
/* QR codes (ISO/IEC 18004, by libqrencode), as the dark modules of a square. */
#ifndef REMIT_EXCHANGE_QR_H
#define REMIT_EXCHANGE_QR_H

#include "base/error.h"
#include "base/text.h"

struct qr {
	unsigned size;	  /* modules a side */
	const bool *dark; /* size * size, row by row */
};

/* The smallest code of the text, at error correction level M. STATUS_LIMIT where it is too long. */
enum status qr_encode(struct arena *arena, struct text text, struct qr *out,
		      struct error *error) MUST_USE;

#endif
