/* SPDX-License-Identifier: Apache-2.0 */
/* Grades, roles and authority. */
#include "os/clock.h"
#include "pack/load.h"

static void load_grades(struct loading *loading, const struct yaml_node *table)
{
	struct pack_grade *grades =
		arena_new_array(loading->arena, struct pack_grade, table->count);
	for (size_t i = 0; i < table->count; i++)
		grades[i] = (struct pack_grade){ table->nodes[i]->name, table->nodes[i]->text,
						 (unsigned)i + 1 };
	loading->pack->grades = grades;
	loading->pack->grade_count = table->count;
}

static void load_roles(struct loading *loading, const struct yaml_node *table)
{
	struct pack_role *roles = arena_new_array(loading->arena, struct pack_role, table->count);
	for (size_t i = 0; i < table->count; i++)
		roles[i] = (struct pack_role){ table->nodes[i]->name, table->nodes[i]->text };
	loading->pack->roles = roles;
	loading->pack->role_count = table->count;
}

enum status load_grade(struct loading *loading, const struct yaml_node *node,
		       const struct pack_grade **out)
{
	*out = pack_find_grade(loading->pack, node->text);
	if (*out != NULL)
		return STATUS_OK;
	yaml_fail(node, loading->error, "there is no grade '%.*s'", TEXT_ARG(node->text));
	error_remedy(loading->error, "use a name that stands under `grades:`");
	return STATUS_INVALID;
}

static enum status load_changes(struct loading *loading, const struct yaml_node *list,
				struct pack_step *out)
{
	size_t count = list != NULL ? list->count : 0;
	struct pack_grade_change *all =
		arena_new_array(loading->arena, struct pack_grade_change, count + 1);
	for (size_t i = 0; i < count; i++) {
		dmn_value from;
		TRY(load_date(loading, list->nodes[i], "from", &from));
		TRY(load_grade(loading, yaml_get(list->nodes[i], "grade"), &all[i].grade));
		all[i].from = dmn_date_days(from);
		if (i == 0 || all[i].from > all[i - 1].from)
			continue;
		yaml_fail(list->nodes[i], loading->error,
			  "this change is not after the one before");
		error_remedy(loading->error, "write the changes by day, each day once");
		return STATUS_INVALID;
	}
	out->changes = all;
	out->change_count = count;
	return STATUS_OK;
}

static enum status load_trainings(struct loading *loading, const struct yaml_node *list,
				  struct pack_step *out)
{
	const struct pack_codes *codes = loading->pack->access.trainings;
	size_t count = list != NULL ? list->count : 0;
	const struct pack_code **all =
		arena_new_array(loading->arena, const struct pack_code *, count + 1);
	for (size_t i = 0; i < count; i++) {
		all[i] = codes != NULL ? pack_find_code(codes, list->nodes[i]->text) : NULL;
		if (all[i] != NULL)
			continue;
		yaml_fail(list->nodes[i], loading->error, "there is no training '%.*s'",
			  TEXT_ARG(list->nodes[i]->text));
		error_remedy(loading->error, "use a code of the list that access.trainings names");
		return STATUS_INVALID;
	}
	out->trainings = all;
	out->training_count = count;
	return STATUS_OK;
}

enum status load_step_roles(struct loading *loading, const struct yaml_node *list,
			    struct pack_step *out)
{
	if (list == NULL)
		return STATUS_OK;
	const struct pack_role **roles =
		arena_new_array(loading->arena, const struct pack_role *, list->count);
	for (size_t i = 0; i < list->count; i++) {
		roles[i] = pack_find_role(loading->pack, list->nodes[i]->text);
		if (roles[i] != NULL)
			continue;
		yaml_fail(list->nodes[i], loading->error, "there is no role '%.*s'",
			  TEXT_ARG(list->nodes[i]->text));
		error_remedy(loading->error, "use a name that stands under `roles:`");
		return STATUS_INVALID;
	}
	out->roles = roles;
	out->role_count = list->count;
	return STATUS_OK;
}

enum status load_step(struct loading *loading, const struct yaml_node *node, struct pack_step *out)
{
	TRY(load_grade(loading, yaml_get(node, "grade"), &out->grade));
	TRY(load_step_roles(loading, yaml_get(node, "roles"), out));
	TRY(load_changes(loading, yaml_get(node, "changes"), out));
	return load_trainings(loading, yaml_get(node, "training"), out);
}

static unsigned rank_on(const struct pack_step *step, int64_t day)
{
	const struct pack_grade *grade = pack_grade_on(step, day);
	return grade == NULL ? 0 : grade->rank;
}

/* On that day: reducing intrusion never needs a higher grade than keeping it, nor keeping than
 * raising. */
static enum status check_grades_on(struct loading *loading, const struct yaml_node *table,
				   int64_t day)
{
	const struct pack_authority *all = loading->pack->authority;
	for (unsigned i = PACK_DIRECTION_REDUCE; i < PACK_DIRECTION_RAISE; i++) {
		char when[CLOCK_TEXT_SIZE];
		if (rank_on(&all[i].decide, day) <= rank_on(&all[i + 1].decide, day) &&
		    rank_on(&all[i].sign, day) <= rank_on(&all[i + 1].sign, day))
			continue;
		clock_print_day(day != INT64_MIN ? day : 0, when);
		yaml_fail(yaml_get(table, pack_direction_words[i]), loading->error,
			  "'%s' needs a higher grade than '%s'%s%s", pack_direction_words[i],
			  pack_direction_words[i + 1], day != INT64_MIN ? " from " : "",
			  day != INT64_MIN ? when : "");
		error_remedy(loading->error,
			     "lower it: the grades must be reduce <= keep <= raise");
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

/* Before every change, and from each on. */
static enum status check_grades(struct loading *loading, const struct yaml_node *table)
{
	const struct pack_authority *all = loading->pack->authority;
	TRY(check_grades_on(loading, table, INT64_MIN));
	for (unsigned i = 0; i < PACK_DIRECTION_COUNT; i++) {
		const struct pack_step *const steps[] = { &all[i].decide, &all[i].sign };
		for (unsigned s = 0; s < 2; s++)
			for (size_t c = 0; c < steps[s]->change_count; c++)
				TRY(check_grades_on(loading, table, steps[s]->changes[c].from));
	}
	return STATUS_OK;
}

enum status load_people(struct loading *loading, const struct yaml_node *root)
{
	if (yaml_get(root, "grades") != NULL)
		load_grades(loading, yaml_get(root, "grades"));
	if (yaml_get(root, "roles") != NULL)
		load_roles(loading, yaml_get(root, "roles"));
	return STATUS_OK;
}

enum status load_who(struct loading *loading, const struct yaml_node *root)
{
	TRY(load_people(loading, root));
	const struct yaml_node *table = yaml_get(root, "authority");
	for (unsigned i = 0; i < PACK_DIRECTION_COUNT; i++) {
		const struct yaml_node *node = yaml_get(table, pack_direction_words[i]);
		if (node == NULL) {
			yaml_fail(table, loading->error, "the direction '%s' is missing",
				  pack_direction_words[i]);
			error_remedy(loading->error, "say who decides outcomes that %s",
				     pack_direction_words[i]);
			return STATUS_INVALID;
		}
		struct pack_authority *authority = &loading->pack->authority[i];
		TRY(load_step(loading, yaml_get(node, "decide"), &authority->decide));
		if (yaml_get(node, "sign") != NULL)
			TRY(load_step(loading, yaml_get(node, "sign"), &authority->sign));
	}
	return check_grades(loading, table);
}
