/* SPDX-License-Identifier: Apache-2.0 */
/* Facts and judgements on pages and forms. Part of pack.h. */
#ifndef REMIT_PACK_LAYOUT_H
#define REMIT_PACK_LAYOUT_H

#include "pack/record.h"

/* A fact: filled in, with its source and age. */
struct pack_fact {
	const struct pack_record *record;
	const struct pack_field *field;
};

/* A judgement: starts empty, only a person fills it. */
struct pack_judgement {
	struct text name;
	struct text label;
	struct text hint;
	const struct pack_codes *codes; /* NULL: text */
	bool is_date;			/* answered by a day, written YYYY-MM-DD */
	bool required;
};

struct pack_section {
	struct text title;
	struct text guidance;
	const struct pack_fact *facts;
	size_t fact_count;
	const struct pack_judgement *judgements;
	size_t judgement_count;
	struct text table; /* case page: a decision of the model, shown as a table; or empty */
};

struct pack_form {
	struct text title;
	const struct pack_section *sections;
	size_t section_count;
};

/* The case page: facts, and tables that a model of its own makes of the decision's inputs. It sees
 * nothing of the rules, which are sealed. */
struct pack_overview {
	struct text model; /* file in the folder, or empty */
	const struct pack_section *sections;
	size_t section_count;
	struct text choices; /* a decision of it: codes of the outcomes to choose from; or empty */
};

#endif
