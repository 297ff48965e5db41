/* SPDX-License-Identifier: Apache-2.0 */
/* The values that a column can have, cut into atoms: each constant that the table names, each
 * stretch between two neighbours, the texts that none names, and null. Every test that the analysis
 * understands has one truth over an atom, which is what the evaluator says of its sample. */
#ifndef REMIT_ANALYSIS_DOMAIN_H
#define REMIT_ANALYSIS_DOMAIN_H

#include "analysis/shape.h"

enum atom_sort {
	ATOM_NAMED, /* a constant, a stretch beside one, or all there is where nothing is named */
	ATOM_OTHER, /* the texts that nothing names, where some are named */
	ATOM_NULL
};

struct atom {
	dmn_value sample;
	enum atom_sort sort;
	bool is_point; /* the sample is the only value */
	size_t segment;
	size_t cut; /* a point's own cut; of a stretch the one above it */
};

/* The atoms of one kind of value. */
struct segment {
	enum dmn_kind kind;
	dmn_value *cuts; /* sorted, each once */
	size_t cut_count;
	bool is_ordered; /* stretches between the cuts are atoms; else one for what is not named */
	size_t first_atom, atom_count;
};

struct domain {
	struct segment *segments;
	size_t segment_count;
	struct atom *atoms;
	size_t atom_count;
	bool is_unclear; /* of moments some are local and some have an offset: no one order */
};

/* `kind`: of the column's type, or DMN_NULL when it has none or a composite one; then the kinds of
 * the constants count. */
struct domain domain_new(struct run *run, enum dmn_kind kind, const struct constants *constants);

/* The segment of the constant and its place among the cuts; false when it is of no kind here. */
bool domain_find(const struct domain *domain, dmn_value constant, size_t *segment, size_t *cut);

/* The atom that is the cut alone. */
size_t domain_point(const struct domain *domain, size_t segment, size_t cut);

/* The atoms of `set` (a byte each) as a cell would have them: `< 18, [65..70)`; `-` for all that
 * are in `allowed`. With `minds_null` null is let in only when it is in the set; without, the text
 * is the plainest, whatever it makes of null. */
struct text domain_text(struct arena *arena, const struct domain *domain, const unsigned char *set,
			const unsigned char *allowed, bool minds_null);

#endif
