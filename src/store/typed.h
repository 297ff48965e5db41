/* SPDX-License-Identifier: Apache-2.0 */
/* The typed tables of a pack's record types: rec_NAME holds each record's present values, and
 * src_NAME, where two or more sources feed a type, what each source says of it.
 *
 * Statements are made once from checked names; values are always bound. Values cross this border
 * as dmn_values in the order of the shape's columns. Record ids are unique over all types; the
 * root of a record is its topmost ancestor (itself, when it has none), whose row holds the
 * secret that salts the log's commitments. */
#ifndef REMIT_STORE_TYPED_H
#define REMIT_STORE_TYPED_H

#include "record/shape.h"
#include "store/store.h"

struct typed; /* the statements of one record type on one store */

struct typed_row {
	int64_t id;
	int64_t parent; /* 0: none */
	int64_t root;
	int64_t source; /* of src rows: the extract's number */
	int64_t origin;
	int64_t origin_row; /* line of the file */
	int64_t version;
	struct text secret; /* of roots */
	struct text key;    /* the name that the extract has for it */
	dmn_value *values;
};

/* Make the tables that are not there, add the columns that are new; never drops one. The view for
 * reports (report_NAME) is made anew. */
enum status typed_make(struct store *store, const struct record_shape *shape,
		       struct error *error) MUST_USE;
/* Does the type have its table here? And take its tables away with all that is in them, and the
 * view for reports. */
enum status typed_is_there(struct store *store, const struct record_shape *shape, bool *there,
			   struct error *error) MUST_USE;
enum status typed_drop(struct store *store, const struct record_shape *shape,
		       struct error *error) MUST_USE;
/* Make the statements. The shape must outlive the store. */
enum status typed_open(struct store *store, const struct record_shape *shape, struct typed **out,
		       struct error *error) MUST_USE;
/* An index that a match rule over this column will need. */
enum status typed_index(struct store *store, const struct record_shape *shape, size_t column,
			struct error *error) MUST_USE;

/* Add a record. Of a type with one source *added is false when the extract's key is taken. */
enum status typed_add(struct typed *typed, const struct typed_row *row, bool *added,
		      struct error *error) MUST_USE;
/* Replace origin, version and values of the record `row->id`. */
enum status typed_replace(struct typed *typed, const struct typed_row *row,
			  struct error *error) MUST_USE;
/* Say only that a newer extract has it unchanged. */
enum status typed_touch(struct typed *typed, const struct typed_row *row,
			struct error *error) MUST_USE;

/* Many at once, of a type with one source. before[i].id is 0 where the row was added; else
 * before[i] is the record that has its key, as it was before this call or as an earlier row of the
 * call made it; TYPED_ID_UNKNOWN where another record has the reference. Values live in `arena`. */
enum {
	TYPED_ID_UNKNOWN = -1
};
enum status typed_add_many(struct typed *typed, struct arena *arena, const struct typed_row *rows,
			   size_t count, struct typed_row *before, struct error *error) MUST_USE;
/* `typed_touch` of rows of one origin. */
enum status typed_touch_many(struct typed *typed, const struct typed_row *rows, size_t count,
			     struct error *error) MUST_USE;
/* `typed_find` of many keys; the id of what is not there is 0. */
enum status typed_find_many(struct typed *typed, struct arena *arena, int64_t source,
			    const struct text *keys, size_t count, struct typed_row *rows,
			    struct error *error) MUST_USE;

/* Nobody but this program adds rows of the type from here on, until `typed_shared`: if its table is
 * empty now, `typed_add_many` need not ask for what it cannot find. Costs 2 MB, where the database
 * is far. */
enum status typed_alone(struct typed *typed, struct error *error) MUST_USE;
void typed_shared(struct typed *typed);

/* The same for what one source says (types with several sources). */
enum status typed_source_add(struct typed *typed, const struct typed_row *row, bool *added,
			     struct error *error) MUST_USE;
enum status typed_source_replace(struct typed *typed, const struct typed_row *row,
				 struct error *error) MUST_USE;
enum status typed_source_touch(struct typed *typed, const struct typed_row *row,
			       struct error *error) MUST_USE;

/* The row that extract `source` names `key`: of src_NAME where several sources feed the type,
 * else of rec_NAME. Values live in `arena`. */
enum status typed_find(struct typed *typed, struct arena *arena, int64_t source, struct text key,
		       struct typed_row *row, bool *found, struct error *error) MUST_USE;
enum status typed_get(struct typed *typed, struct arena *arena, int64_t id, struct typed_row *row,
		      bool *found, struct error *error) MUST_USE;
/* Of many, in any order and each once, where the database is far (`store_is_far`). */
enum status typed_get_many(struct typed *typed, struct arena *arena, const int64_t *ids,
			   size_t count, struct typed_row *rows, size_t *found_count,
			   struct error *error) MUST_USE;
/* Only id, root and parent of what `typed_find` would find: for a child's parent. */
enum status typed_locate(struct typed *typed, int64_t source, struct text key,
			 struct typed_row *row, bool *found, struct error *error) MUST_USE;
/* The same of many keys; the id of what is not there is 0. */
enum status typed_locate_many(struct typed *typed, struct arena *arena, int64_t source,
			      const struct text *keys, size_t count, struct typed_row *rows,
			      struct error *error) MUST_USE;

/* Ids of at most two records whose `columns` equal `values` (and, unless `parent` is NULL, that
 * are its children): *count is 0, 1 or 2. */
enum status typed_match(struct typed *typed, const size_t *columns, const dmn_value *values,
			size_t column_count, const struct typed_row *parent, int64_t ids[2],
			size_t *count, struct error *error) MUST_USE;

/* Rows, to be ended with rows_end: roots after `after`, in order, at most `most`. */
enum status typed_page(struct typed *typed, int64_t after, int64_t most, struct rows *rows,
		       struct error *error) MUST_USE;
/* Records whose root is in [low, high], by root and id; and the same of src_NAME, by root, record
 * and source. */
enum status typed_range(struct typed *typed, int64_t low, int64_t high, struct rows *rows,
			struct error *error) MUST_USE;
enum status typed_source_range(struct typed *typed, int64_t low, int64_t high, struct rows *rows,
			       struct error *error) MUST_USE;
/* The present row of the four above; values and texts live in `arena`. */
void typed_read(const struct typed *typed, struct arena *arena, const struct rows *rows,
		bool source, struct typed_row *row);

/* What one source has and the other has not: rows (key, record id, root id), at most `most`. */
enum status typed_only_in(struct typed *typed, int64_t source, int64_t other, int64_t most,
			  struct rows *rows, struct error *error) MUST_USE;
/* In how many records both sources have this column, and in how many they differ. */
enum status typed_differences(struct typed *typed, int64_t source, int64_t other, size_t column,
			      int64_t *both, int64_t *differ, struct error *error) MUST_USE;
/* How whole and how fresh the rows are, by the extract that told them: rows (extract, how many,
 * then for each column how many have a value, and how many of these were told before
 * limits[column]). A limit is an ISO date, or empty for none; told_by[column] is the column of the
 * day on which it was told, or -1 for the extract's snapshot, which also stands in where that
 * column is empty. */
enum status typed_measure(struct typed *typed, const struct text *limits, const int *told_by,
			  struct rows *rows, struct error *error) MUST_USE;
/* Rows of a file of an extract that its latest loading, `origin`, did not have, not even among what
 * was rejected: rows (key, root id), in
 * order, at most `most`. `source` is the extract's number. */
enum status typed_gone(struct typed *typed, int64_t source, struct text extract, struct text file,
		       int64_t origin, int64_t most, struct rows *rows,
		       struct error *error) MUST_USE;
/* Records without a value in the column, of which the root's id is above `after`: rows (id, root),
 * by root, at most `most`. */
enum status typed_without(struct typed *typed, size_t column, int64_t after, int64_t most,
			  struct rows *rows, struct error *error) MUST_USE;
/* Records, and rows of one source (0: records). */
enum status typed_count(struct typed *typed, int64_t source, int64_t *count,
			struct error *error) MUST_USE;

/* Delete the family of that root: *count rows of rec_NAME and src_NAME. */
enum status typed_erase(struct typed *typed, int64_t root, uint64_t *count,
			struct error *error) MUST_USE;

const struct record_shape *typed_shape(const struct typed *typed);

#endif
