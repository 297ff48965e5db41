/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/kinds.h"

#include "base/builder.h"
#include "feel/builtin.h"

typedef unsigned kind_set; /* a bit for each dmn_kind; null is always possible and has none */

#define KIND(kind) (1U << DMN_##kind)
#define EVERY_KIND (((1U << DMN_KIND_COUNT) - 1) & ~1U)
#define DURATIONS (KIND(DAYS_DURATION) | KIND(MONTHS_DURATION))
#define ORDERED \
	(KIND(NUMBER) | KIND(STRING) | KIND(DATE) | KIND(TIME) | KIND(DATE_TIME) | DURATIONS)

struct typing {
	struct arena *arena;
	const struct site *site;
	unsigned deeper; /* frames between the site and the text */
	bool has_clash;
	struct kind_clash *clash;
};

/* What an operation gives for one kind on each side; 0: it has no meaning. */
typedef kind_set pair_result(enum dmn_kind a, enum dmn_kind b);

static bool is_duration(enum dmn_kind kind)
{
	return kind == DMN_DAYS_DURATION || kind == DMN_MONTHS_DURATION;
}

static bool takes_duration(enum dmn_kind moment, enum dmn_kind duration)
{
	if (moment == DMN_TIME)
		return duration == DMN_DAYS_DURATION;
	return (moment == DMN_DATE || moment == DMN_DATE_TIME) && is_duration(duration);
}

static kind_set sum(enum dmn_kind a, enum dmn_kind b)
{
	if (a == b && (a == DMN_NUMBER || a == DMN_STRING || is_duration(a)))
		return 1U << a;
	if (takes_duration(a, b))
		return 1U << a;
	return takes_duration(b, a) ? 1U << b : 0;
}

static kind_set difference(enum dmn_kind a, enum dmn_kind b)
{
	bool are_days =
		(a == DMN_DATE || a == DMN_DATE_TIME) && (b == DMN_DATE || b == DMN_DATE_TIME);
	if (are_days || (a == DMN_TIME && b == DMN_TIME))
		return KIND(DAYS_DURATION);
	if (a == b && (a == DMN_NUMBER || is_duration(a)))
		return 1U << a;
	return takes_duration(a, b) ? 1U << a : 0;
}

static kind_set product(enum dmn_kind a, enum dmn_kind b)
{
	if (a == DMN_NUMBER && b == DMN_NUMBER)
		return KIND(NUMBER);
	if (is_duration(a) && b == DMN_NUMBER)
		return 1U << a;
	return a == DMN_NUMBER && is_duration(b) ? 1U << b : 0;
}

static kind_set quotient(enum dmn_kind a, enum dmn_kind b)
{
	if (a == b && (a == DMN_NUMBER || is_duration(a)))
		return KIND(NUMBER);
	return is_duration(a) && b == DMN_NUMBER ? 1U << a : 0;
}

static kind_set power(enum dmn_kind a, enum dmn_kind b)
{
	return a == DMN_NUMBER && b == DMN_NUMBER ? KIND(NUMBER) : 0;
}

static kind_set equality(enum dmn_kind a, enum dmn_kind b)
{
	return a == b ? KIND(BOOLEAN) : 0;
}

static kind_set order(enum dmn_kind a, enum dmn_kind b)
{
	return a == b && (ORDERED >> a & 1U) != 0 ? KIND(BOOLEAN) : 0;
}

static const struct operation {
	enum node_kind kind;
	const char *sign;
	pair_result *result;
} operations[] = {
	{ NODE_ADD, "'+'", sum },
	{ NODE_SUBTRACT, "'-'", difference },
	{ NODE_MULTIPLY, "'*'", product },
	{ NODE_DIVIDE, "'/'", quotient },
	{ NODE_POWER, "'**'", power },
	{ NODE_EQUAL, "'='", equality },
	{ NODE_NOT_EQUAL, "'!='", equality },
	{ NODE_LESS, "'<'", order },
	{ NODE_LESS_EQUAL, "'<='", order },
	{ NODE_MORE, "'>'", order },
	{ NODE_MORE_EQUAL, "'>='", order },
};

static const struct operation *operation_of(enum node_kind kind)
{
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
		if (operations[i].kind == kind)
			return &operations[i];
	return NULL;
}

static const char *words(struct arena *arena, kind_set kinds)
{
	struct builder out = builder_new(arena);
	for (int k = 0; k < DMN_KIND_COUNT; k++) {
		if ((kinds >> k & 1U) == 0)
			continue;
		builder_add_c(&out, out.length == 0 ? "" : " or ");
		builder_add_c(&out, dmn_kind_name((enum dmn_kind)k));
	}
	return text_c(arena, builder_text(&out));
}

/* Of the operation over each pair of kinds; told when it has a meaning for none. */
static kind_set combine(struct typing *typing, const struct node *node, kind_set left,
			kind_set right)
{
	const struct operation *operation = operation_of(node->kind);
	kind_set result = 0;
	for (int a = 0; a < DMN_KIND_COUNT; a++)
		for (int b = 0; b < DMN_KIND_COUNT; b++)
			if ((left >> a & 1U) != 0 && (right >> b & 1U) != 0)
				result |= operation->result((enum dmn_kind)a, (enum dmn_kind)b);
	if (result != 0 || left == 0 || right == 0)
		return result != 0 ? result : EVERY_KIND;
	if (!typing->has_clash)
		*typing->clash = (struct kind_clash){ operation->sign, words(typing->arena, left),
						      words(typing->arena, right), node->offset };
	typing->has_clash = true;
	return EVERY_KIND;
}

static kind_set kinds_of_type(const struct type *type)
{
	if (type == NULL)
		return EVERY_KIND;
	switch (type->kind) {
	case TYPE_SIMPLE: return 1U << type->simple;
	case TYPE_LIST: return KIND(LIST);
	case TYPE_CONTEXT: return KIND(CONTEXT);
	case TYPE_RANGE: return KIND(RANGE);
	case TYPE_FUNCTION: return KIND(FUNCTION);
	default: return EVERY_KIND;
	}
}

/* The declared type of a variable or path; NULL where it is not known. */
static const struct type *declared(struct typing *typing, const struct node *node)
{
	struct subjects subjects = { 0 };
	shape_subjects(typing->arena, node, &subjects);
	if (subjects.count != 1 || subjects.is_deep || subjects.at[0].depth < typing->deeper)
		return NULL;
	subjects.at[0].depth -= typing->deeper;
	return site_type(typing->site, &subjects.at[0]);
}

static kind_set kinds_of(struct typing *typing, const struct node *node);

/* What is inside scopes of its own is not typed. */
static bool is_opaque(enum node_kind kind)
{
	return kind == NODE_FILTER || kind == NODE_FOR || kind == NODE_SOME || kind == NODE_EVERY ||
	       kind == NODE_CONTEXT || kind == NODE_FUNCTION || kind == NODE_IN;
}

static kind_set kinds_of_parts(struct typing *typing, const struct node *node)
{
	kind_set kinds[3] = { 0 };
	for (size_t i = 0; i < node->item_count; i++) {
		kind_set one = kinds_of(typing, node->items[i]);
		if (i < 3)
			kinds[i] = one;
	}
	if (operation_of(node->kind) != NULL)
		return combine(typing, node, kinds[0], kinds[1]);
	switch ((enum node_kind)node->kind) {
	case NODE_IF: return kinds[1] | kinds[2];
	case NODE_NEGATE: return kinds[0];
	case NODE_AND:
	case NODE_OR:
	case NODE_BETWEEN:
	case NODE_INSTANCE_OF: return KIND(BOOLEAN);
	case NODE_LIST: return KIND(LIST);
	case NODE_RANGE:
	case NODE_UNARY_RANGE: return KIND(RANGE);
	case NODE_CALL:
		if (node->items[0]->kind == NODE_BUILTIN) {
			kind_set result = builtin_result(node->items[0]->builtin) & EVERY_KIND;
			return result != 0 ? result : EVERY_KIND;
		}
		return EVERY_KIND;
	default: return EVERY_KIND;
	}
}

static kind_set kinds_of(struct typing *typing, const struct node *node)
{
	switch ((enum node_kind)node->kind) {
	case NODE_LITERAL: return (1U << node->value.kind) & EVERY_KIND;
	case NODE_VARIABLE:
	case NODE_PATH: return kinds_of_type(declared(typing, node));
	default: break;
	}
	return is_opaque(node->kind) ? EVERY_KIND : kinds_of_parts(typing, node);
}

bool kinds_clash(struct arena *arena, const struct site *site, const struct node *root,
		 bool is_cell, struct kind_clash *out)
{
	struct typing typing = { .arena = arena, .site = site, .deeper = is_cell, .clash = out };
	kinds_of(&typing, root);
	return typing.has_clash;
}
