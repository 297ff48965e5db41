/* SPDX-License-Identifier: Apache-2.0 */
/* Staff as a person's file names them. */
#include "app/law.h"
#include "app/person_internal.h"

static struct text told_of(struct person_telling *telling, struct text role, struct text grade)
{
	const struct pack_role *known = pack_find_role(telling->caseload->pack, role);
	return text_format(telling->arena, "%.*s%s%.*s (no. %zu)",
			   TEXT_ARG(known != NULL ? known->label : role),
			   grade.length != 0 ? ", " : "", TEXT_ARG(grade), ++telling->numbered);
}

enum status person_read_staff(struct person_telling *telling, struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(telling->app->store, SQL_account_list, BIND_NONE, &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(telling->arena, &telling->staff,
			  (struct person_staff){
				  .account = text_copy(telling->arena, rows_text(&rows, 0)),
				  .role = text_copy(telling->arena, rows_text(&rows, 1)),
				  .grade = text_copy(telling->arena, rows_text(&rows, 2)) });
	rows_end(&rows);
	return status;
}

/* NULL: no account has that name. */
static const struct text *find_staff(struct person_telling *telling, struct text account)
{
	for (size_t i = 0; i < telling->staff.count; i++) {
		struct person_staff *it = &telling->staff.at[i];
		if (!text_equal(it->account, account))
			continue;
		if (it->told.length == 0)
			it->told = told_of(telling, it->role, it->grade);
		return &it->told;
	}
	return NULL;
}

struct text person_staff_told(struct person_telling *telling, struct text account)
{
	if (telling->names || account.length == 0 || text_is(account, LAW_ACTOR))
		return account;
	const struct text *told = find_staff(telling, account);
	return told != NULL ? *told : TEXT("former member of staff");
}

/* Accounts stand within what was stored as JSON, too. */
dmn_value person_without_accounts(struct person_telling *telling, dmn_value value)
{
	struct arena *arena = telling->arena;
	struct value_list inner = { 0 };
	struct value_members members = { .arena = arena };
	if (value.kind == DMN_STRING) {
		const struct text *told =
			find_staff(telling, (struct text){ value.as.string, value.count });
		return told != NULL ? dmn_string_view(told->at, told->length) : value;
	}
	if (value.kind == DMN_LIST) {
		for (size_t i = 0; i < value.count; i++)
			list_push(arena, &inner,
				  person_without_accounts(telling, dmn_list_at(value, i)));
		return value_of_list(arena, &inner);
	}
	if (value.kind != DMN_CONTEXT)
		return value;
	for (size_t i = 0; i < dmn_context_count(value); i++) {
		const char *name;
		size_t size;
		dmn_value at = dmn_context_at(value, i, &name, &size);
		value_member(&members, text_c(arena, (struct text){ name, size }),
			     person_without_accounts(telling, at));
	}
	return value_of_members(&members);
}
