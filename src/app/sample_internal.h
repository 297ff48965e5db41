/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of samples share. */
#ifndef REMIT_APP_SAMPLE_INTERNAL_H
#define REMIT_APP_SAMPLE_INTERNAL_H

#include "app/sample.h"

/* A row of look_get or look_list, with all of it. */
struct second_look sample_row(struct arena *arena, const struct rows *rows);
/* STATUS_NOT_FOUND. */
enum status sample_find(struct caseload *caseload, int64_t id, struct second_look *out,
			struct error *error) MUST_USE;
/* The sample of that name in the version that recommended, or NULL. */
const struct pack_sample *sample_named(const struct item *item, struct text name);
/* The facts of the stored inputs that the actor's role may see. */
enum status sample_facts_of(const struct item *item, struct sample_facts *out,
			    struct error *error) MUST_USE;

/* sample_rate.c */
enum status sample_rates_of(struct caseload *caseload, struct sample_rates *out,
			    struct error *error) MUST_USE;

#endif
