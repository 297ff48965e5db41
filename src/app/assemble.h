/* SPDX-License-Identifier: Apache-2.0 */
/* From records to the inputs of a decision. A batch holds whole families (a root and all its
 * descendants), each table read once in the order of the roots. */
#ifndef REMIT_APP_ASSEMBLE_H
#define REMIT_APP_ASSEMBLE_H

#include "app/caseload.h"

/* Where one value comes from. */
struct assembled_origin {
	const struct caseload_origin *origin; /* NULL: not known */
	int64_t row;			      /* line of its file */
	const struct assembled_note *typed;   /* a person's, which stands instead; or NULL */
	bool told_known;
	int64_t told_day; /* by its told_by field, else the extract's snapshot */
};

struct assembled_row {
	struct typed_row row; /* of a merged record's family, as of the record that is kept */
	int64_t home; /* its root as it is stored: whose secret salts what the log has of it */
	const struct typed_row *sources; /* what each source says; NULL where there is one source */
	size_t source_count;
	size_t own_source_count; /* of them the first, without those of merged records */
	dmn_value context;	 /* the fields that the engine may read; made when needed */
	dmn_value known;	 /* the same without those that are null: what is stored */
	bool has_context;
	struct quality_finding *findings;
	size_t finding_count;
	bool has_findings;
};

struct assembled_rows {
	struct assembled_row *at; /* by root, then id */
	size_t count;
};

/* Kinds of field_note. */
#define NOTE_TYPED "typed"
#define NOTE_DISPUTED "disputed"

/* What a person typed, or that sources disagree. */
struct assembled_note {
	bool typed; /* else: disputed */
	struct text record_type;
	int64_t record_id;
	struct text field;
	struct text value;
	struct text actor;
	struct text reason;
	dmn_value against;    /* of a typed one: texts of what the sources said then */
	dmn_value instead;    /* of one that stands: what the record has */
	struct text noted_at; /* instant, as kept */
	int64_t noted_day;
};

/* Roots that are read as another's family, since two people have said that they are one person. */
struct assembled_merged {
	struct typed_row row;
	int64_t kept_id;
};

/* Roots whose families are read. */
struct assembled_range {
	int64_t low, high;
};

struct batch {
	struct caseload *caseload;
	struct arena *arena;	     /* its own; freed with batch_free */
	struct assembled_rows *rows; /* for each record type of the pack that the decision needs */
	struct assembled_note *notes;
	size_t note_count;
	int64_t as_of;
	struct assembled_merged *merged;
	size_t merged_count;
	struct assembled_range *ranges; /* the page of roots, then merged ones outside of it */
	size_t range_count;
	uint64_t filling;  /* raised whenever it is filled with other families */
	int64_t last_root; /* go on after this */
	const bool *only;  /* by record type: read no others, and no sources; NULL: all */
};

/* A batch to be filled again and again. */
enum status batch_new(struct caseload *caseload, int64_t as_of, struct batch **out,
		      struct error *error) MUST_USE;
void batch_free(struct batch *batch);
/* The next `most` roots after batch->last_root with their families; *found false when there are
 * none. Forgets what it held, but for reference data. */
enum status batch_next(struct batch *batch, int64_t most, bool *found,
		       struct error *error) MUST_USE;
/* The one family of `root`; of a merged record that of the record that is kept. */
enum status batch_family(struct batch *batch, int64_t root, struct error *error) MUST_USE;
/* The root of the one family. */
struct assembled_row *batch_root(struct batch *batch);
/* The secret of a row's home; empty when it is gone. */
struct text batch_secret(struct batch *batch, const struct assembled_row *row);

/* From now on read only the types of the worklist's columns: enough to name a record. What values
 * come from, and the decision's inputs, are not there then. */
void batch_only_columns(struct batch *batch);

/* The record of that id in the batch, or NULL. */
struct assembled_row *batch_find(struct batch *batch, const struct pack_record *record, int64_t id);
/* The parent's row, or NULL for a root's. */
struct assembled_row *batch_parent(struct batch *batch, const struct pack_record *record,
				   const struct assembled_row *row);

/* The place of the first row of that root; rows->count when there is none. */
size_t batch_first(const struct assembled_rows *rows, int64_t root);

struct assembled_list {
	struct assembled_row **at; /* by the record's key */
	size_t count;
};
/* The row of type `record` at or above the row of type `at`; NULL when it has lost one. */
struct assembled_row *batch_above(struct batch *batch, const struct pack_record *at,
				  struct assembled_row *row, const struct pack_record *record);
/* The rows of a type that are seen from a row of type `about` (pack_sight). */
void batch_seen(struct batch *batch, const struct pack_record *about, struct assembled_row *row,
		const struct pack_record *record, struct assembled_list *out);
/* The rows that an input takes, seen from `about`. */
enum status batch_take(struct batch *batch, const struct pack_input *input,
		       struct assembled_row *about, struct assembled_list *out,
		       struct error *error) MUST_USE;
/* Rows of any record type of the family: itself, ancestors, and descendants of the ancestors. For
 * showing, not for the engine. */
void batch_related(struct batch *batch, const struct pack_record *record,
		   const struct assembled_row *about, struct assembled_list *out);

/* The row's fields that the engine may read, as a context, absent ones as null. */
dmn_value batch_context(struct batch *batch, const struct pack_record *record,
			struct assembled_row *row);

/* All inputs of the pack's decision but `As of`: names and values, `Quality` last. */
struct assembled_inputs {
	const char **names;
	dmn_value *values; /* for the engine */
	dmn_value *stored; /* the same without nulls, for keeping */
	size_t count;
};
enum status batch_inputs(struct batch *batch, struct assembled_row *about,
			 struct assembled_inputs *out, struct error *error) MUST_USE;

/* What one source says of a field. */
struct assembled_side {
	const struct caseload_origin *origin; /* NULL: not known */
	dmn_value value;
};
/* What each source says that says anything, in the pack's order: how many; room for one each of
 * row->source_count, or for one. */
size_t batch_sides(const struct batch *batch, const struct pack_record *record,
		   const struct assembled_row *row, const struct pack_field *field,
		   struct assembled_side *out);
/* Where a value comes from that no person has typed. */
struct assembled_origin batch_source_origin(const struct batch *batch,
					    const struct assembled_row *row,
					    const struct pack_field *field);
struct assembled_origin batch_origin(const struct batch *batch, const struct pack_record *record,
				     const struct assembled_row *row,
				     const struct pack_field *field);
/* The latest note on the field: a typed value that stands, or a dispute; or NULL. */
const struct assembled_note *batch_note(const struct batch *batch, const struct pack_record *record,
					const struct assembled_row *row,
					const struct pack_field *field, bool typed);
/* assemble_quality.c: what holds of the row's fields that the engine may read. */
void batch_quality(struct batch *batch, const struct pack_record *record,
		   struct assembled_row *row);

#endif
