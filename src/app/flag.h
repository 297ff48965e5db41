/* SPDX-License-Identifier: Apache-2.0 */
/* Flags: somebody says that a rule is wrong (R108). Whoever has an account does, past their line:
 * it goes to who answers for the rules, and nobody but them and an auditor reads by whom; so does
 * everybody else, without an account, where the pack says so (pack: flags). Each is answered by the
 * policy owner, in time, on the record; everybody reads the answer. */
#ifndef REMIT_APP_FLAG_H
#define REMIT_APP_FLAG_H

#include "app/evaluate.h"

enum flag_verdict {
#define FLAG_VERDICT(name, word, sentence) FLAG_##name,
#include "app/flag.def"
	FLAG_VERDICT_COUNT
};
/* False when it is no verdict's word. */
bool flag_verdict_parse(struct text word, enum flag_verdict *out);
struct text flag_verdict_word(enum flag_verdict verdict);
struct text flag_verdict_sentence(struct text word);

struct flag_wanted {
	struct text table; /* id of a table of the model; empty: the rules as a whole */
	int64_t rule;	   /* from 1; 0: the whole table */
	int64_t item_id;   /* the case at which it was seen, by who sees it; 0: none */
	struct text said;
};
/* STATUS_INVALID with the field; STATUS_CONFLICT where the same words wait for an answer already;
 * STATUS_REFUSED where as many came today as the pack takes of people without an account, or it
 * takes none. */
enum status flag_make(struct caseload *caseload, const struct flag_wanted *wanted, int64_t *id,
		      struct error *error) MUST_USE;
/* From here on who acts is everybody: somebody without an account. */
void flag_as_public(struct app *app);
/* Does the pack take flags of everybody? */
bool flag_is_open(const struct pack *pack);

struct flag {
	int64_t id;
	struct text table;
	int64_t rule;
	struct text rule_name; /* in words; of the rules as they are, if it is there still */
	struct text version;   /* in force when it was made */
	int64_t item_id;       /* 0: none, or of a case that the reader does not see */
	struct text said;      /* empty: not shown to everybody */
	struct text actor;     /* empty: not told to this reader */
	struct text role;
	struct text made_at, due_on; /* due_on empty: the pack says nothing */
	struct text verdict, answer; /* empty: open */
	struct text answered_by, answered_at;
	bool is_shown; /* everybody reads what was said */
	bool is_open, is_late;
};
struct flag_list {
	LIST_OF(struct flag);
	bool may_answer;
};
/* Open ones first. To everybody: what was said where it names nobody, and every answer. */
enum status flag_list(struct caseload *caseload, struct flag_list *out,
		      struct error *error) MUST_USE;

struct flag_answer {
	struct text verdict; /* its word */
	struct text answer;
	bool show; /* what was said may be read by everybody */
};
/* STATUS_NOT_FOUND; STATUS_CONFLICT when it is answered; STATUS_INVALID with the field. */
enum status flag_answer(struct caseload *caseload, int64_t id, const struct flag_answer *answer,
			struct error *error) MUST_USE;

/* The tables that can be named, of the model in force. */
struct flag_table {
	struct text id, name;
	int64_t rules;
};
struct flag_tables {
	LIST_OF(struct flag_table);
};
enum status flag_tables(struct caseload *caseload, struct flag_tables *out,
			struct error *error) MUST_USE;

/* A rule in words, "Ruling, rule 3: R6"; of the model in force. Empty where it is not there. */
struct text flag_rule_name(struct caseload *caseload, struct evaluator *evaluator,
			   struct text table, int64_t rule);

/* Is there such a rule? STATUS_INVALID, field rule. */
enum status flag_rule_check(struct caseload *caseload, struct text table, int64_t rule,
			    struct error *error) MUST_USE;

#endif
