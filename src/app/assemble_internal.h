/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the assembly share: reading tables into a batch. */
#ifndef REMIT_APP_ASSEMBLE_INTERNAL_H
#define REMIT_APP_ASSEMBLE_INTERNAL_H

#include "app/assemble.h"

/* Take all rows of a running statement as the batch's rows of the type; ends it. */
enum status assemble_read_rows(struct batch *batch, const struct pack_record *record,
			       struct rows *rows, struct error *error) MUST_USE;
/* Descendants, what sources say, and notes, for the roots in [low, high]. */
enum status assemble_read_family(struct batch *batch, int64_t low, int64_t high,
				 struct error *error) MUST_USE;
/* Types outside the family, whole. */
enum status assemble_read_reference(struct batch *batch, struct error *error) MUST_USE;
/* assemble_notes.c: read them, and put typed values where they stand. */
enum status assemble_read_notes(struct batch *batch, int64_t low, int64_t high,
				struct error *error) MUST_USE;
enum status assemble_read_sources(struct batch *batch, const struct pack_record *record,
				  int64_t low, int64_t high, struct error *error) MUST_USE;

#endif
