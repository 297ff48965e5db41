/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of a person's file share. */
#ifndef REMIT_APP_PERSON_INTERNAL_H
#define REMIT_APP_PERSON_INTERNAL_H

#include "app/person_file.h"

/* A member of the staff as the file names them. */
struct person_staff {
	struct text account, role, grade;
	struct text told; /* empty until they come up */
};

struct value_list {
	LIST_OF(dmn_value);
};

/* A context in the making; names are zero-ended. */
struct value_members {
	struct arena *arena;
	struct {
		LIST_OF(const char *);
	} names;
	struct value_list values;
};

void value_member(struct value_members *members, const char *name, dmn_value value);
void value_member_text(struct value_members *members, const char *name, struct text text);
dmn_value value_of_members(const struct value_members *members);
dmn_value value_of_list(struct arena *arena, const struct value_list *list);

struct person_telling {
	struct app *app;
	struct arena *arena;
	struct caseload *caseload;
	const struct pack_record *root;
	struct caseload_roots roots;
	struct text reference;
	enum use_case use;
	struct text detail; /* to whom and why, as the log of a compartment has it */
	bool names;
	struct {
		LIST_OF(struct person_staff);
	} staff; /* every account */
	size_t numbered;
	struct value_list sections;
};

enum status person_read_staff(struct person_telling *telling, struct error *error) MUST_USE;
/* The account as the file names it: by role, grade and a number. */
struct text person_staff_told(struct person_telling *telling, struct text account);
/* The present row, whatever it is: columns by their names. A name that ends in _micros is an
 * instant; `actor` and what ends in _by are accounts; a text that is JSON is told as what it says.
 */
dmn_value person_row(struct person_telling *telling, const struct rows *rows);
/* Another section of the file. */
void person_section(struct person_telling *telling, const char *name, const char *title,
		    const struct value_list *rows);
/* The rows of a statement over (person type, person, pack), for each of the case's roots. */
enum status person_rows(struct person_telling *telling, enum statement_name name,
			struct value_list *out, struct error *error) MUST_USE;
/* The case, its person and every account; nothing is told yet. */
enum status person_open(struct app *app, struct text pack, int64_t root_id, enum use_case use,
			struct person_file *out, struct person_telling *telling,
			struct error *error) MUST_USE;
/* Accounts within a value, by what they are told as. */
dmn_value person_without_accounts(struct person_telling *telling, dmn_value value);
/* person_detail.c: the detail of the entry, with the hash of what was given; and what a
 * compartment's log has, which cannot know the whole. */
struct text person_detail(const struct person_file *file, const struct person_file_call *call);
struct text person_detail_within(struct arena *arena, const struct person_file_call *call);
/* person_reject.c: rows of extracts that were not taken. */
enum status person_rejects(struct person_telling *telling, struct value_list *out,
			   struct error *error) MUST_USE;
/* person_compartment.c: in each of the pack's compartments, of which `telling` is meanwhile, do
 * `tell`; its log then has the disclosure. All of them or none: a file that left one out would not
 * be whole. */
typedef enum status person_tell(struct person_telling *telling, void *user, struct error *error);
enum status person_compartments(struct person_telling *telling, person_tell *tell, void *user,
				struct error *error) MUST_USE;
/* person_record.c: the records of a type under one root. */
struct person_tables {
	struct person_telling *telling;
	const struct pack_record *record;
	person_tell *beside; /* of a compartment */
	struct value_list values, sides, earlier, rejected;
};
enum status person_tell_type(struct person_tables *it, int64_t root, struct error *error) MUST_USE;
/* person_records.c: the records, what each source says, earlier values, rows that were not taken;
 * of compartments too, with what `beside` tells of each. */
enum status person_records(struct person_telling *telling, person_tell *beside,
			   struct error *error) MUST_USE;
/* Does the reference stand in the text as a word of its own? The pattern for `like` (with ! before
 * what is meant as it stands) finds every text that it may stand in. */
bool person_is_named(struct text text, struct text reference);
struct text person_pattern(struct arena *arena, struct text reference);
/* person_why.c: how each recommendation came about that is no longer sealed. */
enum status person_reasons(struct person_telling *telling, struct error *error) MUST_USE;

/* person_words.c: a value and a member's name on paper; nested values are a line each. */
struct text person_name_at(dmn_value context, size_t index);
struct text person_label(struct arena *arena, struct text name);
struct text person_text(struct arena *arena, dmn_value value);
struct text person_printed(struct arena *arena, dmn_value value);
bool person_is_nested(dmn_value value);
/* The members of a row from `first` on, in one line. */
struct text person_in_line(struct arena *arena, dmn_value row, size_t first);

#endif
