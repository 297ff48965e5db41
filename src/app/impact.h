/* SPDX-License-Identifier: Apache-2.0 */
/* What another version of a pack would make of the cases as they are today: each is asked of both,
 * nothing is written but the look. The other version is given what the one in force is given, so
 * what it reads beside that is null, and told (`lacking`). */
#ifndef REMIT_APP_IMPACT_H
#define REMIT_APP_IMPACT_H

#include "app/caseload.h"

#include "base/list.h"

/* Fewer than so many are not told of a group; nor of a difference within one. */
enum {
	IMPACT_SMALLEST = 10
};

/* What comes out; `from` and `to` are codes of outcomes, or one of the two below. */
#define IMPACT_OUT_OF_SCOPE "out of scope"
#define IMPACT_NOTHING "no recommendation"

struct impact_change {
	struct text from, to;
	int64_t count;
};
/* A rule of the other version that matches where a case comes out differently, and none of that
 * table and number did before. */
struct impact_rule {
	struct text table; /* its id */
	struct text name;  /* of the decision or business knowledge model that it is in */
	struct text note;  /* the rule's annotations, or empty */
	int64_t rule;	   /* from 1 */
	int64_t count;
};
/* Cases by a code of the pack's `filters`. */
struct impact_group {
	const struct pack_field *field;
	struct text code;
	int64_t cases, changed;
};
/* Before: with the version in force; after: with the other. */
struct impact_pair {
	int64_t before, after;
};
/* What decisions take and of which there are so many (`capacity` of either version). */
struct impact_capacity {
	struct text name, label;
	struct impact_pair most; /* -1: that version does not say */
	struct impact_pair need; /* cases that come out with an outcome that needs one */
};
/* Cases in scope by the week in which they are looked at again, when each is decided as
 * recommended (`effort.again`). */
struct impact_week {
	int64_t monday; /* day since 1970; IMPACT_EARLIER, IMPACT_LATER: beside the weeks told */
	struct impact_pair cases;
	struct impact_pair *needs; /* of those, by capacity */
};
#define IMPACT_EARLIER INT64_MIN
#define IMPACT_LATER INT64_MAX

struct impact {
	struct text base, other; /* versions */
	int64_t as_of;
	int64_t cases;	 /* records that the pack decides about */
	int64_t changed; /* come out differently: in or out of scope, or by outcome */
	int64_t harsher; /* of those: by the directions of the outcomes, reduce < keep < raise */
	int64_t milder;	 /* the other way */
	int64_t enter;	 /* come into scope: work that was not there */
	int64_t leave;	 /* go out of it */
	struct {
		LIST_OF(struct impact_change);
	} outcomes; /* every pair that occurs, also of two that are the same, which come last; most
		     * cases first */
	struct {
		LIST_OF(struct impact_rule);
	} rules; /* most cases first */
	struct {
		LIST_OF(struct impact_group);
	} groups;
	struct impact_pair work; /* cases in scope */
	struct pack_effort effort;
	struct {
		LIST_OF(struct impact_capacity);
	} capacities;
	struct {
		LIST_OF(struct impact_week);
	} weeks; /* in order */
	struct {
		LIST_OF(struct text);
	} lacking; /* "record.field" */
};

/* Each case that comes out differently. */
struct impact_case {
	struct text reference; /* of the record decided about */
	struct text from, to;
	struct text rules; /* of the other version, {"table":[1,4]} */
};
typedef enum status impact_tell(void *user, const struct impact_case *it, struct error *error);

struct impact_call {
	impact_tell *tell; /* NULL: counts alone. Who is told cases has to be let see every one */
	void *user;
};

/* `in_force` is the pack as its caseload is. STATUS_INVALID when the other decides about something
 * else. */
enum status impact_measure(struct caseload *in_force, const struct pack *other,
			   const struct impact_call *call, struct impact *out,
			   struct error *error) MUST_USE;
/* Are neither the cases of the group, nor those that differ, nor the others few? */
bool impact_tells(const struct impact_group *group);
/* Does the other version move the need across what there is, or further towards it? */
bool impact_is_fitted(const struct impact_capacity *it);
/* Of its code, as the pack in force has it. */
struct text impact_sentence(const struct impact_group *group);
/* As kept with a proposal and told by the command: what is small is withheld. */
struct text impact_json(struct arena *arena, const struct impact *impact);

#endif
