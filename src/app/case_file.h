/* SPDX-License-Identifier: Apache-2.0 */
/* The case file: all that is held on one root record for one pack, as its layout orders it; every
 * value with its source and age; its work items; who has looked. Nothing of a recommendation. */
#ifndef REMIT_APP_CASE_FILE_H
#define REMIT_APP_CASE_FILE_H

#include "app/case_document.h"
#include "app/clock.h"
#include "app/explain.h"
#include "app/merge.h"

struct case_item {
	int64_t id;
	int64_t record_id;
	enum work_state state;
	int64_t cycle;
	struct text claimed_by; /* or empty */
	struct text key;	/* of the record decided about */
	struct text label;	/* and in words */
};

enum case_block_kind {
	CASE_FACTS,   /* of the one record of a type: cells are rows */
	CASE_RECORDS, /* a row for each record of a type */
	CASE_SUMMARY  /* worked out by the pack's overview model: cells without source */
};

struct case_row {
	struct explain_fact *facts; /* one for each head */
	int64_t record_id;
};

struct case_block {
	enum case_block_kind kind;
	struct text caption;
	struct text *heads;
	size_t head_count;
	struct {
		LIST_OF(struct case_row);
	} rows;
};

struct case_section {
	struct text title;
	struct text guidance;
	struct {
		LIST_OF(struct case_block);
	} blocks;
};

struct case_look {
	struct text actor;
	int64_t last; /* microseconds since 1970 */
	int64_t count;
};

struct case_file {
	struct caseload caseload;
	int64_t root_id;
	struct text reference; /* the root record's key */
	struct text secret;
	struct {
		LIST_OF(struct case_item);
	} items;
	struct case_section *sections; /* one for each of the layout's */
	struct text
		records; /* JSON: by record type each with its number and fields, codes as codes */
	struct case_document_list documents; /* oldest first */
	struct clock_list clocks;	     /* every cycle, by record */
	struct merge_list merges;	     /* records that are read as this one's */
	struct {
		LIST_OF(struct case_look);
	} looks; /* latest first */
};

/* The case of that root record in the pack's latest version. The look is logged before anything is
 * given. */
enum status case_file_read(struct app *app, struct text pack, int64_t root_id,
			   struct case_file *out, struct error *error) MUST_USE;
/* The root record with that key, for finding a case: *found. Logged as a search. */
enum status case_file_find(struct app *app, struct text pack, struct text key, int64_t *root_id,
			   bool *found, struct error *error) MUST_USE;

/* case_section.c: what the layout's section shows of the family in the batch. */
enum status case_section_fill(struct case_file *file, struct batch *batch,
			      const struct pack_section *section, struct case_section *out,
			      struct error *error) MUST_USE;
/* case_summary.c: the block that the section's table gives. */
enum status case_summary_fill(struct case_file *file, struct batch *batch,
			      const struct pack_section *section, struct case_section *out,
			      struct error *error) MUST_USE;
/* case_records.c: the records of the family in the batch. */
void case_records_fill(struct case_file *file, struct batch *batch);
/* The record of an item in the worklist's words: its own columns. */
struct text case_item_label(struct caseload *caseload, struct batch *batch, int64_t record_id);

#endif
