/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the quality report share. */
#ifndef REMIT_APP_QUALITY_INTERNAL_H
#define REMIT_APP_QUALITY_INTERNAL_H

#include "app/quality.h"

/* A file of the last extract. */
struct measured_file {
	const struct pack_extract *extract;
	const struct pack_source_file *file;
	int64_t rows;
};

struct reject_count {
	struct text extract, file, column;
	int64_t count;
};
struct rejects {
	LIST_OF(struct reject_count);
};

struct measuring {
	struct caseload *caseload;
	int64_t as_of;
	struct quality_report *report;
	struct {
		LIST_OF(struct measured_file);
	} files;
};

/* Count it; what the same field, source and dimension have already is added to: rows rejected for
 * their parent count with the key. */
void quality_add(struct measuring *measuring, const struct pack_record *record,
		 const struct pack_field *field, struct text source,
		 enum quality_dimension dimension, int64_t wrong, int64_t of);
const struct pack_extract *quality_find_extract(const struct pack *pack, struct text name);

/* quality_rows.c: what each source tells, and two tell differently, of one record type. */
enum status quality_count_rows(struct measuring *measuring, const struct pack_record *record,
			       struct error *error) MUST_USE;
enum status quality_count_sources(struct measuring *measuring, const struct pack_record *record,
				  struct error *error) MUST_USE;
/* quality_files.c: the last file of each name; what people entered against a source. */
enum status quality_count_files(struct measuring *measuring, struct error *error) MUST_USE;
enum status quality_count_entered(struct measuring *measuring, struct error *error) MUST_USE;
/* quality.c: the counts of a measure, or of the one before it beside those that are there. */
enum status quality_read_counts(struct caseload *caseload, int64_t measure, bool before,
				struct quality_report *out, struct error *error) MUST_USE;
/* What is kept, without a look. */
enum status quality_read_report(struct caseload *caseload, struct quality_report *out,
				struct error *error) MUST_USE;

/* quality_missing.c: "record.field", of casework; STATUS_NOT_FOUND for another. */
enum status quality_find_field(const struct caseload *caseload, struct text name,
			       const struct pack_record **record, const struct pack_field **field,
			       struct error *error) MUST_USE;

#endif
