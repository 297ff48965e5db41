/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of a record type as the store and the quality rules see it: typed columns, no meaning.
 * Made from a pack by app; the store makes tables of it. Names are of [a-z][a-z0-9_]*. */
#ifndef REMIT_RECORD_SHAPE_H
#define REMIT_RECORD_SHAPE_H

#include "base/text.h"

#include <dmn.h>

struct record_column {
	struct text name;
	enum dmn_kind kind; /* string, number, boolean, date, date and time */
	bool whole;	    /* a number without fraction that fits 64 bits */
	bool reported;	    /* in the view for reports */
};

struct record_shape {
	struct text name;
	const struct record_shape *parent; /* NULL: a root */
	const struct record_column *columns;
	size_t count;
	size_t key;	/* column that holds the record's reference */
	bool key_loads; /* the extract names rows by that column too */
	bool several;	/* two or more sources feed it */
	bool reported;	/* there is a view for reports */
};

/* True for [a-z][a-z0-9_]*, at most 50 bytes. */
bool record_name_is_good(struct text name);
/* How many parents stand above it. */
unsigned record_depth(const struct record_shape *shape);

/* A value as text, as `dmn_text` writes it. A string is itself, not copied. */
struct text record_text(struct arena *arena, dmn_value value);
/* A value as a database column holds it (null, boolean, whole number, text), and back. What
 * cannot be read back gives null. */
dmn_value record_to_column(struct arena *arena, const struct record_column *column,
			   dmn_value value);
dmn_value record_from_column(struct arena *arena, const struct record_column *column,
			     dmn_value stored);
/* A value that came from JSON (dates as text) as its column's kind. */
dmn_value record_from_json(struct arena *arena, enum dmn_kind kind, dmn_value value);
/* Equal, or both null. */
bool record_same(dmn_value a, dmn_value b);

#endif
