/* SPDX-License-Identifier: Apache-2.0 */
/* What the index of a table is made of: table_index_make.c makes it, table_index.c uses it. */
#ifndef REMIT_DMN_TABLE_INDEX_INTERNAL_H
#define REMIT_DMN_TABLE_INDEX_INTERNAL_H

#include "base/intern.h"
#include "dmn/table_index.h"
#include "feel/number.h"

#include <string.h>

/* How the class of a value is found. */
enum look {
	LOOK_COMPARE, /* by the order of values */
	LOOK_KEYS,    /* cut points are whole numbers: decimals scaled alike, days, months */
	LOOK_TEXTS    /* nothing but equality is asked of strings */
};

/* The values of a column fall into classes: below the first cut point, on it, between it and the
 * next, and so on: 2n + 1 of them, numbered in order. On cut point k is class 2k + 1. One more is
 * null's. */
struct column {
	bool is_indexed;
	bool has_perhaps;
	enum dmn_kind kind;
	enum look look;
	int scale;     /* of LOOK_KEYS: digits after the point that a key holds */
	uint32_t head; /* of an indexed one of LOOK_KEYS: how a value begins whose whole number is a
			  key as it is */
	int64_t *keys; /* cut point by cut point */
	int64_t first; /* the key before the first cut point */
	uint16_t *near; /* classes of the keys from `first` on, where that is a short table; or NULL
			 */
	size_t near_count;
	dmn_value *cuts; /* sorted, each once */
	size_t cut_count;
	struct intern texts;
	rule_word *sets;    /* class by class, each a summary and its words */
	rule_word *perhaps; /* rules whose cell is no literal */
};

/* A set in memory: `summary` words, which have a bit for each word of rules that is not zero, then
 * the words. Small tables have no summary. */
struct table_index {
	size_t words;
	size_t summary;
	size_t stride; /* of both */
	struct column columns[];
};

/* The kind, flags and exponent of a value as one word; what no value begins with. */
#define COLUMN_NO_HEAD UINT32_MAX
static inline uint32_t column_head(dmn_value value)
{
	uint32_t head;
	memcpy(&head, &value, sizeof head);
	return head;
}

/* Order of two cut points, for sorting. */
int table_column_order(const void *a, const void *b);

/* The class of a value of the column's kind, by comparing. */
size_t table_column_class(const struct column *column, dmn_value value);

/* The value as a key of the column, rounded down; false when it does not fit. */
bool table_column_key(const struct column *column, dmn_value value, int64_t *key, bool *is_exact);

#endif
