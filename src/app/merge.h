/* SPDX-License-Identifier: Apache-2.0 */
/* Two records that are about one person. The pack says what such records have alike; a person
 * compares them and asks, and another person answers. Nothing of either record is moved or changed:
 * from then on the kept record is read with all that hangs on the merged one
 * (app/assemble_merged.c), and two people can separate them again. One that is kept may have
 * several merged into it; a merged one has none. Each step is an entry of the log for both records.
 */
#ifndef REMIT_APP_MERGE_H
#define REMIT_APP_MERGE_H

#include "app/caseload.h"
#include "base/list.h"

#define MERGE_MERGE "merge"	  /* they are one person: takes two people */
#define MERGE_SEPARATE "separate" /* they are two after all: takes two people */
#define MERGE_DISTINCT \
	"distinct" /* they are two: one person says so, and they are proposed no more */

#define MERGE_ASKED "asked"
#define MERGE_DONE "done"
#define MERGE_REFUSED "refused"

enum {
	MERGE_LIST_MOST = 100,
	DUPLICATES_MOST = 100
};

struct merge_step {
	int64_t id;
	int64_t kept_id, merged_id;
	struct text kept, merged; /* references */
	struct text kind, state;
	struct text alike; /* what both had alike when it was asked, in words; or empty */
	struct text asked_by, asked_at, reason;
	struct text answered_by, answered_at, answer; /* empty while it waits */
	bool holds; /* a merge that is done and not separated since */
};

struct merge_list {
	LIST_OF(struct merge_step);
};

/* Those that wait for a second person first, then the latest, MERGE_LIST_MOST at most. The look is
 * logged. */
enum status merge_read_all(struct caseload *caseload, struct merge_list *out,
			   struct error *error) MUST_USE;
/* STATUS_NOT_FOUND. */
enum status merge_read(struct caseload *caseload, int64_t id, struct merge_step *out,
		       struct error *error) MUST_USE;
/* The merges of a case that hold, and their steps: for the case page. */
enum status merge_of_case(struct caseload *caseload, int64_t root_id, struct merge_list *out,
			  struct error *error) MUST_USE;

/* One field of both. */
struct merge_field {
	struct text label;
	struct text one, other;		      /* in words; empty: not known */
	struct text one_source, other_source; /* "Casework system, line 7" */
	bool same;
	bool withheld; /* from this reader: whether they are the same, too */
};

struct merge_comparison {
	int64_t one_id, other_id;
	struct text one, other; /* references */
	struct text alike;	/* sentences of the pack's keys that both share */
	struct {
		LIST_OF(struct merge_field);
	} fields; /* those that either has */
};

/* Both records side by side. The look is logged for both. */
enum status merge_compare(struct caseload *caseload, int64_t one_id, int64_t other_id,
			  struct merge_comparison *out, struct error *error) MUST_USE;

/* Ask that `merged_id` be read as `kept_id`, that they be separated again, or say that they are two
 * people. STATUS_INVALID with a field for a reason of under three words; STATUS_CONFLICT where it
 * cannot be (something is asked for already; the one to be merged has others of its own). */
enum status merge_ask(struct caseload *caseload, const char *kind, int64_t kept_id,
		      int64_t merged_id, struct text reason, int64_t *id,
		      struct error *error) MUST_USE;
/* Another person's answer. STATUS_REFUSED for the person who asked. What is agreed to holds at
 * once: the rules are applied anew to who is concerned. */
enum status merge_answer(struct caseload *caseload, int64_t id, bool agrees, struct text answer,
			 struct error *error) MUST_USE;

/* Two records that may be one person: they share what a key of the pack names, and nobody has said
 * of them what they are. */
struct duplicate {
	int64_t one_id, other_id; /* the earlier record first */
	struct text one, other;
	struct text alike; /* the keys' sentences */
};

struct duplicate_list {
	LIST_OF(struct duplicate);
	bool more;	  /* than DUPLICATES_MOST */
	size_t compared;  /* records */
	size_t key_count; /* that the pack names; 0: nothing is proposed */
};

enum status duplicates_find(struct caseload *caseload, struct duplicate_list *out,
			    struct error *error) MUST_USE;

#endif
