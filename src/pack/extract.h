/* SPDX-License-Identifier: Apache-2.0 */
/* How a source system's extract becomes records. Part of pack.h. */
#ifndef REMIT_PACK_EXTRACT_H
#define REMIT_PACK_EXTRACT_H

#include "pack/record.h"

enum pack_unmatched {
#define PACK_UNMATCHED(name, word, meaning) PACK_UNMATCHED_##name,
#include "pack/words.def"
	PACK_UNMATCHED_COUNT
};

enum pack_conflict {
#define PACK_CONFLICT(name, word, meaning) PACK_CONFLICT_##name,
#include "pack/words.def"
	PACK_CONFLICT_COUNT
};

enum pack_format {
#define PACK_FORMAT(name, word, meaning) PACK_FORMAT_##name,
#include "pack/words.def"
	PACK_FORMAT_COUNT
};

/* ---- import ---------------------------------------------------------- */

/* One column of an extract's file. Exactly one of `field` and `parent` is meant. */
struct pack_column {
	struct text column; /* header text, or of JSON lines as `path` says */
	struct text path; /* of JSON lines: a JSON Pointer (RFC 6901), as the column gives it where
			   * it begins with /, else of the member of that name */
	const struct pack_field *field; /* NULL: the column names the parent record */
	bool parent;			/* the value is the parent's key as this extract has it */
	struct text date;		/* "DD/MM/YYYY", "YYYY-MM-DD", ...; "" is ISO 8601 */
	const struct pack_pair *translate; /* extract's word -> code or value of ours */
	size_t translate_count;
	const struct text *empty; /* words that mean "not known" besides the empty cell */
	size_t empty_count;
	enum pack_conflict conflict; /* where an earlier source already gave another value */
};

struct pack_pair {
	struct text from;
	struct text to;
};

/* One way to find the record a row is about: all its fields are equal to the row's, and
 * exactly one record has them. Tried in order. */
struct pack_match {
	const struct pack_field *const *fields;
	size_t field_count;
	bool parent; /* and has the same parent */
};

struct pack_source_file {
	struct text file; /* under DIR/<extract folder>/ */
	enum pack_format format;
	const struct pack_record *record;
	struct text key_column; /* names the row in this extract; child rows refer by it */
	const struct pack_column *columns;
	size_t column_count;
	const struct pack_match *matches; /* none: the key field alone joins rows of all extracts */
	size_t match_count;
	enum pack_unmatched unmatched;
};

/* One source system's extract: DIR/<folder>/manifest.csv (columns file,snapshot,rows: when each
 * file was drawn, ISO date, and how many rows it should hold) and its files, in load order. */
struct pack_extract {
	struct text name;  /* "casework" */
	struct text label; /* the source as told to people */
	struct text folder;
	const struct pack_source_file *files;
	size_t file_count;
};

/* Convert one cell for its column's field: trims, `empty` and "" give null, translates,
 * reads the date format, checks the type and the code list. A string is a view of the cell or of
 * the pack. The error names field and remedy. */
enum status pack_read_cell(struct arena *arena, const struct pack_column *column, struct text cell,
			   dmn_value *out, struct error *error) MUST_USE;
/* The same for a value typed by a person: dates are ISO 8601, booleans true/false/yes/no. */
enum status pack_read_value(struct arena *arena, const struct pack_field *field, struct text text,
			    dmn_value *out, struct error *error) MUST_USE;

#endif
