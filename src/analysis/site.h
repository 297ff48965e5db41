/* SPDX-License-Identifier: Apache-2.0 */
/* The decision tables of a model, wherever they stand, and what their names mean there. */
#ifndef REMIT_ANALYSIS_SITE_H
#define REMIT_ANALYSIS_SITE_H

#include "analysis/shape.h"
#include "dmn/model.h"
#include "feel/evaluate.h"

/* One frame of names around a table, the outermost first. */
enum level_kind {
	LEVEL_REQUIREMENTS, /* of the element */
	LEVEL_PARAMETERS,   /* of a function */
	LEVEL_ENTRIES,	    /* of a boxed context */
	LEVEL_OTHER	    /* of an iterator or filter */
};

struct level {
	enum level_kind kind;
	const struct boxed *boxed;
};

enum {
	LEVELS_MOST = 16 /* tables deeper inside are passed over, and said to be */
};

struct site {
	const struct dmn_model *model;
	const struct element *element;
	const struct table *table;
	struct level levels[LEVELS_MOST];
	size_t level_count;
	size_t number;	/* among the tables of the element, from 0 */
	bool is_joined; /* two versions as one: what other decisions give is not taken for sure */
};

/* Each boxed expression of the element, in order; `here` is where its own texts stand. */
typedef void site_visit(void *user, const struct site *here, const struct boxed *boxed);
void site_walk(const struct dmn_model *model, const struct element *element, site_visit *visit,
	       void *user);

/* Each FEEL text of a boxed expression itself, not of its parts. A cell stands in a frame more, of
 * `?`. */
typedef void site_text_visit(void *user, const struct site *here,
			     const struct expression *expression, bool is_cell);
void site_texts(const struct site *here, const struct boxed *boxed, site_text_visit *visit,
		void *user);

struct sites {
	LIST_OF(struct site);
};

void sites_of(struct arena *arena, const struct dmn_model *model, struct sites *out);

/* The element that the subject's variable is, where it is a requirement; else NULL. */
const struct element *site_source(const struct site *site, const struct subject *subject);

/* The subject's declared type; NULL when it has none that is known. */
const struct type *site_type(const struct site *site, const struct subject *subject);

/* The elements that one requires, at any distance, itself among them: a truth an element. */
bool *site_reached(struct arena *arena, const struct dmn_model *model, const struct element *from);

/* Frames in which the subject has the value, and all else is null. */
const struct frame *site_frame(struct arena *arena, const struct site *site,
			       const struct subject *subject, dmn_value value);

#endif
