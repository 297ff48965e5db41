/* SPDX-License-Identifier: Apache-2.0 */
/* The explanation of a recommendation: inputs with source and age, the rules that matched with
 * their source notes, the options and why each is open or not.
 *
 * It shows the recommendation, so it is one way to reveal it: refused until one's own view is
 * recorded; an auditor may read it once a person has decided. */
#ifndef REMIT_APP_EXPLAIN_H
#define REMIT_APP_EXPLAIN_H

#include "app/item.h"

#include "base/list.h"

struct explain_fact {
	struct text record; /* label */
	struct text key;    /* of the record */
	struct text field;  /* label */
	struct text name;   /* "record.field" */
	struct text value;  /* empty: not known */
	struct text source;
	struct text told;    /* date, or empty */
	int64_t age_days;    /* at the run's date; -1: not known */
	struct text origin;  /* "file:line", the reason of who typed it, or empty */
	struct text quality; /* words, or empty */
	bool typed;	     /* by a person: origin is where they know it from */
	bool withheld;	     /* from this reader: value says so, and nothing else is told of it */
};

struct explain_rule {
	struct text decision;
	struct text rules; /* "3, 7" */
	struct text note;  /* source of the rule */
};

/* A fact that would have to be another one. */
struct explain_change {
	struct text fact; /* record, its key, and field, by their labels */
	struct text from; /* empty: not known */
	struct text to;
	struct pack_fact of; /* no field: it is none of the pack's */
	dmn_value was, wanted;
};

/* What would have led to another recommendation: one change, or two together. */
struct explain_alternative {
	struct explain_change changes[2];
	size_t change_count;
	struct text outcome; /* code; empty: none */
};

struct explanation {
	struct item item;
	dmn_value result; /* the contract's decisions */
	struct {
		LIST_OF(struct explain_fact);
	} facts;
	struct {
		LIST_OF(struct explain_rule);
	} rules;
	struct {
		LIST_OF(struct explain_alternative);
	} alternatives;
	struct text lacks;  /* labels of inputs that the reader is not told (app/reach.h): then only
			     * outcome, facts and changed_since are; empty: nothing is withheld */
	bool searched_all;  /* of the changes that the rules know */
	struct text search; /* how far, in a sentence */
	struct text why;    /* docs/explain.md: the engine's explanation, JSON */
	struct text steps;  /* and in sentences */
	bool changed_since; /* the record is no longer what was evaluated */
	bool same_again;    /* evaluated again just now, it gave the same bytes */
};

enum status explain_item(struct app *app, int64_t item_id, struct explanation *out,
			 struct error *error) MUST_USE;

/* The same of an item that is open already and on which a decision is final: nothing is asked for
 * and nothing logged, since it is a part of what another use case tells. */
enum status explain_read(struct explanation *out, struct error *error) MUST_USE;

/* explain_why.c: have the engine explain the stored inputs, and seek what would have led to another
 * recommendation. */
enum status explain_why(struct explanation *out, struct evaluator *evaluator,
			struct error *error) MUST_USE;
struct dmn_change;
/* explain_change.c: the engine's change of a leaf, as a fact of the pack's. */
struct explain_change explain_change_of(const struct explanation *out,
					const struct assembled_inputs *inputs,
					const struct dmn_change *change);
/* A field's value in words: yes and no, the sentence of a code; empty: not known. */
struct text explain_value_words(struct arena *arena, const struct pack_field *field,
				dmn_value value);

/* One value with where it comes from; texts live in `arena`. */
struct explain_fact explain_fact_of(struct batch *batch, struct arena *arena,
				    const struct pack_record *record, struct assembled_row *row,
				    const struct pack_field *field);
/* What one source says of a field: only source, value, told, age_days and origin are filled. */
struct explain_sides {
	LIST_OF(struct explain_fact);
};
void explain_sides_of(struct batch *batch, struct arena *arena, const struct pack_record *record,
		      const struct assembled_row *row, const struct pack_field *field,
		      struct explain_sides *out);
/* The sentence of a code in a list, or the code itself. */
struct text explain_sentence(const struct pack_codes *codes, struct text code);

#endif
