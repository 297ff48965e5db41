/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's synth file, resolved: names are indexes. Not for other rooms. */
#ifndef REMIT_SYNTH_SPEC_H
#define REMIT_SYNTH_SPEC_H

#include "base/list.h"
#include "base/map.h"
#include "pack/pack.h"
#include "pack/yaml.h"

enum way_kind {
	WAY_DEAL,
	WAY_FIXED,
	WAY_COPY,
	WAY_PART,
	WAY_SERIAL,
	WAY_NAME,
	WAY_DATE,
	WAY_AFTER,
	WAY_MINUTES,
	WAY_IN_MONTH,
	WAY_PARENT,
	WAY_KIND_COUNT
};

/* A column of the row, of its parent (up 1), of its parent's parent ... */
struct path {
	unsigned up;
	size_t column;
};

/* The path's word is one of these. */
struct test {
	struct path path;
	const uint32_t *words; /* interned */
	size_t count;
};

struct tests {
	const struct test *at;
	size_t count;
};

/* A cell of a table: what it holds without its text. */
enum cell_kind {
	CELL_EMPTY,
	CELL_WORD,
	CELL_DAY,
	CELL_MINUTE,
	CELL_SERIAL,
	CELL_NAME
};
struct cell {
	int32_t value; /* word, days or minutes since 1970-01-01, row number */
	uint16_t way;  /* of serial and name: index into spec->ways */
	uint8_t kind;
};

struct way {
	enum way_kind kind;
	struct tests when;
	const uint32_t *words;	/* deal, fixed */
	const uint64_t *totals; /* deal */
	size_t count;		/* deal */
	struct path from;	/* copy, part, after, minutes, in_month */
	int64_t low, high;	/* part: which; date: days; after, minutes: what is added */
	struct text prefix;	/* serial, name */
	const struct text *syllables;
	size_t syllable_count;
	size_t parent_table;	   /* parent */
	struct tests parent_where; /* on the parent's row */
	bool has_since;
	struct path since, by;
	uint16_t index; /* in spec->ways */
};

struct column {
	struct text name;
	struct way *ways;
	size_t way_count;
	struct cell *cells; /* of every row, once made */
};

struct table {
	struct text name;
	uint64_t published; /* rows of a table with `total` */
	bool has_each;
	bool is_events; /* counted by themselves */
	bool has_parent;
	size_t parent_table; /* with has_parent */
	struct tests where;  /* on the parent's row */
	struct column *columns;
	size_t column_count;
	uint64_t rows;	   /* once made */
	uint32_t *parents; /* row of the parent table, with has_parent */
};

struct out_column {
	struct text header;
	struct text source; /* as written; resolved for each table, which may lack it */
};

struct out_file {
	struct text folder, name, path;
	size_t *tables;
	size_t table_count;
	const struct yaml_node *where; /* resolved for each table */
	dmn_value snapshot;
	struct text dates;
	struct out_column *columns;
	size_t column_count;
};

struct change {
	size_t column; /* of the file */
	struct text value;
};

struct fault {
	size_t file;
	struct text what, expect, handling;
	bool has_count, repeat, drop;
	uint64_t count;
	const struct yaml_node *where;
	struct change *changes;
	size_t change_count;
};

struct spec {
	struct arena *arena;
	struct error *error;
	size_t unit;
	struct table *tables;
	size_t table_count;
	struct {
		LIST_OF(struct way *);
	} ways;
	struct out_file *files;
	size_t file_count;
	struct fault *faults;
	size_t fault_count;
	struct map words; /* text -> uint32_t, its index */
	struct {
		LIST_OF(struct text);
	} word_texts;
};

enum status spec_load(struct spec *spec, struct arena *arena, const struct pack *pack,
		      struct error *error) MUST_USE;

uint32_t spec_intern(struct spec *spec, struct text word);
/* A column by name from a row of `table`; "parent." steps up. False when it has none. */
bool spec_path(const struct spec *spec, const struct table *table, struct text name,
	       struct path *out);
enum status spec_tests(struct spec *spec, const struct table *table, const struct yaml_node *node,
		       struct tests *out) MUST_USE;

/* The cell at a path from a row. */
const struct cell *cell_at(const struct spec *spec, const struct table *table, uint64_t row,
			   struct path path);
bool tests_hold(const struct spec *spec, const struct table *table, uint64_t row,
		struct tests tests);

/* Make all rows of all tables for this many rows of the unit table. */
enum status tables_make(struct spec *spec, uint64_t seed, uint64_t people,
			uint64_t events) MUST_USE;

#endif
