/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/qr.h"

#include <qrencode.h>

enum status qr_encode(struct arena *arena, struct text text, struct qr *out, struct error *error)
{
	QRcode *code = QRcode_encodeString8bit(text_c(arena, text), 0, QR_ECLEVEL_M);
	if (code == NULL)
		return error_set(error, STATUS_LIMIT, "the text is too long for a QR code");
	size_t count = (size_t)code->width * (size_t)code->width;
	/* A copy first: it may leave for want of memory, and the library's own would be lost. */
	bool *dark = arena_new_array(arena, bool, count);
	for (size_t i = 0; i < count; i++)
		dark[i] = (code->data[i] & 1) != 0;
	*out = (struct qr){ .size = (unsigned)code->width, .dark = dark };
	QRcode_free(code);
	return STATUS_OK;
}
