/* SPDX-License-Identifier: Apache-2.0 */
/* Every key of a pack file against pack.def: unknown, missing and wrong-shaped ones are errors
 * with file, line, column and remedy, so that what loads afterwards need not look again. */
#ifndef REMIT_PACK_KEYS_H
#define REMIT_PACK_KEYS_H

#include "pack/yaml.h"

enum keys_file {
	KEYS_PACK,
	KEYS_IMPORT,
	KEYS_SYNTH,
	KEYS_LANGUAGE,
	KEYS_REPORTS,
	KEYS_SCENARIO
};

enum keys_kind {
	KEYS_TEXT,
	KEYS_NAME,   /* lower case letters, digits and _, a letter first */
	KEYS_YES_NO, /* yes, no, true, false */
	KEYS_DATE,   /* YYYY-MM-DD */
	KEYS_PERIOD, /* ISO 8601 duration */
	KEYS_WORDS,  /* list of texts */
	KEYS_ITEMS,  /* list; each item is the row `path.[]` */
	KEYS_TABLE,  /* map of free names; each value is the row `path.*` */
	KEYS_MAP,    /* map of the keys that have rows below it */
	KEYS_MAP_OR_TEXT
};

struct keys_row {
	enum keys_file file;
	const char *path;
	enum keys_kind kind;
	bool needed;
	const char *meaning;
};

enum status keys_check(enum keys_file file, const struct yaml_node *root,
		       struct error *error) MUST_USE;

/* The row of that path, with * and [] for names and items; NULL when there is none. */
const struct keys_row *keys_row_of(enum keys_file file, const char *path);
/* Row `index` of the table, NULL past its end: for the reference page. */
const struct keys_row *keys_row_at(size_t index);
const char *keys_kind_word(enum keys_kind kind);

#endif
