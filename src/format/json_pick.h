/* SPDX-License-Identifier: Apache-2.0 */
/* Single values out of a JSON object, by their paths (JSON Pointer, RFC 6901). */
#ifndef REMIT_FORMAT_JSON_PICK_H
#define REMIT_FORMAT_JSON_PICK_H

#include "format/json.h"

enum {
	JSON_PICK_MOST = 4096 /* values, and names, of one object with all in it */
};

/* Why nothing was picked. */
struct json_fault {
	const char *message, *remedy;
	struct text path; /* to the value that is wrong; empty: the whole is */
	size_t pointer;	  /* which of the pointers that is, or SIZE_MAX */
};

/* out[i] is the value at pointers[i]: a text decoded, a number as written, "true", "false"; empty
 * where it is null or not there. False, with the fault: `source` is no one whole object, a name
 * stands twice in an object, a list or an object stands where a value is asked for, such a value
 * holds a NUL, or there is too much of it. */
bool json_pick(struct arena *arena, struct text source, const struct text *pointers, size_t count,
	       struct text *out, struct json_fault *fault) MUST_USE;

#endif
