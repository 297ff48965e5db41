/* SPDX-License-Identifier: Apache-2.0 */
/* Grades, roles, and who may do what. Part of pack.h. */
#ifndef REMIT_PACK_WHO_H
#define REMIT_PACK_WHO_H

#include "pack/record.h"

struct pack_grade {
	struct text name;
	struct text label;
	unsigned rank; /* from 1, lowest first */
};

struct pack_role {
	struct text name;
	struct text label;
};

/* From this day on (days since 1970) the step asks for this grade. */
struct pack_grade_change {
	int64_t from;
	const struct pack_grade *grade;
};

/* Who may do one step for outcomes of one direction: any of the roles, at the grade or above. */
struct pack_step {
	const struct pack_role *const *roles;
	size_t role_count;
	const struct pack_grade *grade;		 /* NULL: the step is not asked for */
	const struct pack_grade_change *changes; /* by day */
	size_t change_count;
	const struct pack_code *const *trainings; /* that must be in date */
	size_t training_count;
};

struct pack_authority {
	struct pack_step decide;
	struct pack_step sign; /* a second person, never the one who decided */
	/* One is asked for unless this is false of the record; NULL: always. */
	const struct pack_condition *sign_when;
};

/* A share of the decisions that another person looks at. */
struct pack_sample {
	struct text name, label, source;
	bool blind;	     /* of final ones, told nothing of the first; else signed before */
	int64_t one_in;	     /* 1 or more */
	unsigned directions; /* bits by enum pack_direction; 0: all */
	const struct text *outcomes; /* codes; none: all */
	size_t outcome_count;
	struct pack_step by;
	bool invented;
};

/* Periods of what is out of the ordinary, in seconds; 0 where the pack allows it not. */
struct pack_access {
	int64_t break_glass_seconds; /* a restricted case stands open to who broke the glass */
	int64_t approval_seconds;    /* a decision waits for its second person; 0: without end */
	const struct pack_codes *trainings; /* or NULL */
};

#endif
