/* SPDX-License-Identifier: Apache-2.0 */
/* Grades, roles and authority. */
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

static enum status load_step(struct loading *loading, const struct yaml_node *node,
			     struct pack_step *out)
{
	const struct yaml_node *grade = yaml_get(node, "grade");
	const struct yaml_node *list = yaml_get(node, "roles");
	out->grade = pack_find_grade(loading->pack, grade->text);
	if (out->grade == NULL) {
		yaml_fail(grade, loading->error, "there is no grade '%.*s'", TEXT_ARG(grade->text));
		error_remedy(loading->error, "use a name that stands under `grades:`");
		return STATUS_INVALID;
	}
	const struct pack_role **roles =
		arena_new_array(loading->arena, const struct pack_role *, list->count);
	for (size_t i = 0; i < list->count; i++) {
		roles[i] = pack_find_role(loading->pack, list->nodes[i]->text);
		if (roles[i] == NULL) {
			yaml_fail(list->nodes[i], loading->error, "there is no role '%.*s'",
				  TEXT_ARG(list->nodes[i]->text));
			error_remedy(loading->error, "use a name that stands under `roles:`");
			return STATUS_INVALID;
		}
	}
	out->roles = roles;
	out->role_count = list->count;
	return STATUS_OK;
}

static unsigned rank_of(const struct pack_step *step)
{
	return step->grade == NULL ? 0 : step->grade->rank;
}

/* Reducing intrusion never needs a higher grade than keeping it, nor keeping than raising. */
static enum status check_grades(struct loading *loading, const struct yaml_node *table)
{
	const struct pack_authority *all = loading->pack->authority;
	for (unsigned i = PACK_DIRECTION_REDUCE; i < PACK_DIRECTION_RAISE; i++) {
		if (rank_of(&all[i].decide) <= rank_of(&all[i + 1].decide) &&
		    rank_of(&all[i].sign) <= rank_of(&all[i + 1].sign))
			continue;
		yaml_fail(yaml_get(table, pack_direction_words[i]), loading->error,
			  "'%s' needs a higher grade than '%s'", pack_direction_words[i],
			  pack_direction_words[i + 1]);
		error_remedy(loading->error,
			     "lower it: the grades must be reduce <= keep <= raise");
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

enum status load_who(struct loading *loading, const struct yaml_node *root)
{
	load_grades(loading, yaml_get(root, "grades"));
	load_roles(loading, yaml_get(root, "roles"));
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
