/* SPDX-License-Identifier: Apache-2.0 */
/* The inputs of an element, down to the plain values that they are made of, and values to try each
 * with: one of each stretch between the constants that the texts behind the element name, and each
 * constant. A list is tried with one item. Null is tried where the model itself allows it. */
#ifndef REMIT_ANALYSIS_LEAF_H
#define REMIT_ANALYSIS_LEAF_H

#include "analysis/check.h"

enum {
	LEAVES_MOST = 64,
	LEAF_DEPTH_MOST = 8
};

struct leaf {
	struct text name; /* "Person.age" */
	const struct type *type;
	const struct element *input;  /* NULL: a parameter */
	const struct type *root_type; /* of the input as a whole; its members as they are read,
				       * where it has none */
	struct text root;
	const struct text *path;
	size_t path_count;
	bool allows_null;
	dmn_value *values;
	size_t value_count;
};

struct leaves {
	const struct element
		*element; /* a decision, or a business knowledge model with its parameters */
	struct leaf at[LEAVES_MOST];
	size_t count;
	bool is_beyond; /* an input of a kind that nothing can be tried for, or too many */
};

/* Those of the element; what lasts is in the checking's arena. */
void leaves_find(struct checking *checking, const struct element *element, struct leaves *out);

/* One value a leaf, as a context of inputs. */
dmn_value leaves_inputs(struct arena *arena, const struct leaves *leaves, const dmn_value *chosen);

/* Put in place of `chosen` what the context gives for leaves. */
void leaves_take(const struct leaves *leaves, dmn_value inputs, dmn_value *chosen);

#endif
