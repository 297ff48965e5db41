/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the assembly share: reading tables into a batch. */
#ifndef REMIT_APP_ASSEMBLE_INTERNAL_H
#define REMIT_APP_ASSEMBLE_INTERNAL_H

#include "app/assemble.h"

/* Take all rows of a running statement as more rows of the type; ends it. */
enum status assemble_read_rows(struct batch *batch, const struct pack_record *record,
			       struct rows *rows, struct error *error) MUST_USE;
/* By root and id. */
void assemble_sort(struct assembled_rows *rows);
/* Descendants, what sources say, and notes, for the roots in the batch's ranges. */
enum status assemble_read_family(struct batch *batch, struct error *error) MUST_USE;
/* Types outside the family, whole. */
enum status assemble_read_reference(struct batch *batch, struct error *error) MUST_USE;
/* assemble_notes.c: read them, and put typed values where they stand. */
enum status assemble_read_notes(struct batch *batch, struct error *error) MUST_USE;
/* What sources say of the type's rows; both of roots in the ranges. */
enum status assemble_read_sources(struct batch *batch, const struct pack_record *record,
				  const struct assembled_range *ranges, size_t range_count,
				  struct error *error) MUST_USE;
/* assemble_merged.c: which of the roots in [low, high] are merged, and the ranges to be read. */
enum status assemble_read_merged(struct batch *batch, int64_t low, int64_t high,
				 struct error *error) MUST_USE;
/* The root that is kept of it, by what was read; of one that is not merged itself. */
int64_t assemble_kept(const struct batch *batch, int64_t root);
/* Make each merged record's family that of the record that is kept. */
void assemble_fold(struct batch *batch);
/* assemble_fold.c: what the kept roots and those merged into them say together. */
void assemble_fold_roots(struct batch *batch);

#endif
