/* SPDX-License-Identifier: Apache-2.0 */
/* A DMN file as text with places: which rule of which table stands where, and which bounds
 * (numbers, dates, durations) stand in which entry. For rule coverage and for mutants, which
 * change the text as an editor would. It evaluates nothing. */
#ifndef REMIT_PACK_MODEL_TEXT_H
#define REMIT_PACK_MODEL_TEXT_H

#include "base/list.h"
#include "base/text.h"

struct model_rule {
	size_t table;	   /* index into tables */
	unsigned number;   /* from 1 */
	size_t begin, end; /* of <rule ...>...</rule> */
	unsigned line;	   /* of the file */
};

struct model_table {
	struct text name; /* of the decision or business knowledge model */
	struct text id;
	unsigned rule_count;
	size_t first_rule;
};

/* The text of one entry or expression. */
struct model_entry {
	struct text owner; /* decision or business knowledge model */
	unsigned rule;	   /* 0: not in a rule */
	unsigned cell;	   /* from 1, inputs before outputs; 0: not in a rule */
	size_t begin, end; /* the characters between <text> and </text> */
	unsigned line;
};

struct model_text {
	struct text xml;
	struct {
		LIST_OF(struct model_table);
	} tables;
	struct {
		LIST_OF(struct model_rule);
	} rules;
	struct {
		LIST_OF(struct model_entry);
	} entries;
};

struct model_text model_text_read(struct arena *arena, struct text xml);

/* One small change. */
struct model_mutant {
	struct text owner;
	unsigned rule;
	unsigned line;
	struct text what;  /* "drop", "cell 2: P3M -> P4M" */
	size_t begin, end; /* replaced in the text */
	struct text instead;
};

struct model_mutants {
	LIST_OF(struct model_mutant);
};

/* Every rule dropped; every number, date and duration moved by one unit up and down. */
struct model_mutants model_text_mutants(struct arena *arena, const struct model_text *model);
struct text model_text_apply(struct arena *arena, const struct model_text *model,
			     const struct model_mutant *mutant);

#endif
