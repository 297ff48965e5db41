/* SPDX-License-Identifier: Apache-2.0 */
/* Code lists, record types and their fields. Part of pack.h. */
#ifndef REMIT_PACK_RECORD_H
#define REMIT_PACK_RECORD_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

#include <dmn.h>

enum pack_type {
#define PACK_TYPE(name, word, meaning) PACK_TYPE_##name,
#include "pack/words.def"
	PACK_TYPE_COUNT
};

enum pack_sensitivity {
#define PACK_SENSITIVITY(name, word, engine_reads, meaning) PACK_SENSITIVITY_##name,
#include "pack/words.def"
	PACK_SENSITIVITY_COUNT
};

/* ---- code lists ------------------------------------------------------ */

struct pack_code {
	struct text code;
	struct text sentence; /* what a person reads */
	dmn_value from;	      /* date; null: always */
	dmn_value until;      /* last date; null: for ever */
	bool settled;	      /* false: a value that still waits to be adjudicated */
};

struct pack_codes {
	struct text name;
	struct text label;
	const struct pack_code *codes;
	size_t code_count;
};

/* ---- records --------------------------------------------------------- */

struct pack_field {
	struct text name; /* lower case, digits and _: the SQL column and the FEEL name */
	struct text label;
	struct text source; /* where it comes from, in words */
	enum pack_type type;
	const struct pack_codes *codes; /* of type code; else NULL */
	enum pack_sensitivity sensitivity;
	bool key;	       /* the record's reference */
	bool required;	       /* absent: quality "missing" (the record is still accepted) */
	bool engine;	       /* the engine may read it (from sensitivity and compartment) */
	dmn_value stale_after; /* duration; null: never stale */
	const struct pack_field *told_by; /* date field of the same record that says when the
					   * value was told; NULL: the extract's snapshot */
	size_t index;			  /* in its record's fields */
};

struct pack_record {
	struct text name; /* lower case, digits and _: the SQL table */
	struct text label;
	struct text owner;	 /* the pack that declares it */
	struct text compartment; /* "" is casework, the only one the engine and worklists read */
	const struct pack_record *parent; /* NULL: it has none */
	const struct pack_field *fields;
	size_t field_count;
	const struct pack_field *key;
	size_t index; /* in pack->records; a parent stands before its children */
};

#endif
