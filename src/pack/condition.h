/* SPDX-License-Identifier: Apache-2.0 */
/* Conditions: the FEEL texts of a pack.
 *
 * A condition is asked of a record. It sees, by their names: the record's type and each type above
 * it as a context; every other type of the same case as a list of contexts, those that belong to
 * the nearest record that both have above them; `As of`, the program's date; and, in a step,
 * `form`, a context of what was filled in. A context has the fields that the engine may read, and
 * each clock of the record that a condition names, by its name, as a context of `due` (date and
 * time), `passed`, `paused` and `over` (how long it is over, a duration). Where none runs, it has
 * not passed; where its end cannot be told, all are null. */
#ifndef REMIT_PACK_CONDITION_H
#define REMIT_PACK_CONDITION_H

#include "pack/record.h"

struct pack;
struct yaml_node;

struct pack_condition {
	struct text text;
	const struct pack_record *about;
	bool of_step;		      /* it sees `form` */
	struct text name;	      /* of the decision that it is in its model: "c12" */
	const struct yaml_node *node; /* where it stands in the pack */
};

/* How a type stands to the record that a condition is asked of. */
enum pack_sight {
	PACK_SIGHT_NONE,
	PACK_SIGHT_ONE, /* itself or above it: a context */
	PACK_SIGHT_LIST
};
enum pack_sight pack_sight(const struct pack_record *about, const struct pack_record *record);
/* Of a list: the nearest type that both have above them, or `about` itself. */
const struct pack_record *pack_sight_of(const struct pack_record *about,
					const struct pack_record *record);

/* Does the text name the record type? In order of the text: from *at on, which moves behind it. The
 * member after its dot, if any, in *member. False when there is no further name of one. */
bool pack_condition_next(const struct pack *pack, struct text text, size_t *at,
			 const struct pack_record **record, struct text *member);

/* Does it rest on what is filled in? */
bool pack_condition_asks_form(const struct pack_condition *condition);

/* Do the pack's conditions name a clock? One is a member of its record, behind the fields. */
bool pack_conditions_see_clocks(const struct pack *pack);

/* A DMN model of all conditions of the pack that are asked of `about`, a decision each; empty when
 * there are none. */
struct text pack_condition_model(struct arena *arena, const struct pack *pack,
				 const struct pack_record *about);

#endif
