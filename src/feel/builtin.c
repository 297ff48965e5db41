/* SPDX-License-Identifier: Apache-2.0 */
/* The table of builtin functions, and the binding of arguments to a signature. Not here: what the
 * functions do (builtin_*.c), and the calling of functions written in FEEL. */
#include "feel/builtin_internal.h"

#include "feel/temporal.h"
#include "feel/value_print.h"

enum kinds {
	NULLS = 1 << DMN_NULL,
	BOOLEAN = 1 << DMN_BOOLEAN,
	NUMBER = 1 << DMN_NUMBER,
	STRING = 1 << DMN_STRING,
	DATE = 1 << DMN_DATE,
	TIME = 1 << DMN_TIME,
	DATE_TIME = 1 << DMN_DATE_TIME,
	DAYS_DURATION = 1 << DMN_DAYS_DURATION,
	MONTHS_DURATION = 1 << DMN_MONTHS_DURATION,
	LIST = 1 << DMN_LIST,
	CONTEXT = 1 << DMN_CONTEXT,
	RANGE = 1 << DMN_RANGE,
	FUNCTION = 1 << DMN_FUNCTION,
	ANY = ((1 << DMN_KIND_COUNT) - 1) & ~NULLS,
	POINT = NUMBER | STRING | DATE | TIME | DATE_TIME | DAYS_DURATION | MONTHS_DURATION,
	EVERY = ANY | NULLS,
	OF_NUMBERS = 1 << DMN_KIND_COUNT, /* its items are numbers, or itself is one of them */
	NUMBERS = LIST | OF_NUMBERS,
	IS_PATTERN = OF_NUMBERS << 1, /* a regular expression, and its flags */
	IS_FLAGS = OF_NUMBERS << 2,
	PATTERN = STRING | IS_PATTERN,
	FLAGS = STRING | NULLS | IS_FLAGS
};

enum presence {
	PRESENCE_NONE,
	PRESENCE_REQUIRED,
	PRESENCE_OPTIONAL,
	PRESENCE_MANY
};

struct formal {
	const char *name;
	unsigned kinds;
	enum presence presence; /* PRESENCE_NONE ends the list */
};

/* One signature. Those of one name follow each other; the first stands for the function. */
struct builtin {
	struct text name;
	builtin_function *function;
	unsigned result; /* kinds, without null */
	struct formal formals[BUILTIN_FORMALS_MOST + 1];
};

static const struct builtin rows[] = {
#define P(name, kinds)                         \
	{                                      \
		name, kinds, PRESENCE_REQUIRED \
	}
#define OPTIONAL(name, kinds)                  \
	{                                      \
		name, kinds, PRESENCE_OPTIONAL \
	}
#define MANY(name, kinds)                  \
	{                                  \
		name, kinds, PRESENCE_MANY \
	}
#define NONE                           \
	{                              \
		NULL, 0, PRESENCE_NONE \
	}
#define BUILTIN(name, function, since, result, documentation, ...) \
	{ { name, sizeof(name) - 1 }, function, result, { __VA_ARGS__ } },
#define OVERLOAD BUILTIN
#include "feel/builtin.def"
#undef P
#undef OPTIONAL
#undef MANY
#undef NONE
#undef BUILTIN
#undef OVERLOAD
};

enum {
	ROW_COUNT = sizeof rows / sizeof rows[0]
};

static bool is_first(size_t row)
{
	return row == 0 || !text_equal(rows[row].name, rows[row - 1].name);
}

/* The next signature of the same name, or NULL. */
static const struct builtin *next_signature(const struct builtin *row)
{
	size_t next = (size_t)(row - rows) + 1;
	return next < ROW_COUNT && !is_first(next) ? &rows[next] : NULL;
}

const struct builtin *builtin_find(struct text name)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (text_equal(rows[i].name, name))
			return &rows[i];
	return NULL;
}

size_t builtin_count(void)
{
	size_t count = 0;
	for (size_t i = 0; i < ROW_COUNT; i++)
		count += is_first(i);
	return count;
}

struct text builtin_name(size_t index)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (is_first(i) && index-- == 0)
			return rows[i].name;
	return TEXT("");
}

struct text builtin_name_of(const struct builtin *builtin)
{
	return builtin->name;
}

static bool arity_fits(const struct builtin *row, size_t count)
{
	size_t least = 0, most = 0;
	bool many = false;
	for (const struct formal *formal = row->formals; formal->presence != PRESENCE_NONE;
	     formal++) {
		least += formal->presence != PRESENCE_OPTIONAL;
		many = many || formal->presence == PRESENCE_MANY;
		most++;
	}
	return count >= least && (many || count <= most);
}

unsigned builtin_result(const struct builtin *builtin)
{
	return builtin->result;
}

/* Is every value of kinds `inner` one of kinds `outer`? */
static bool is_within(unsigned inner, unsigned outer)
{
	return (inner & ~outer & ANY) == 0;
}

bool builtin_takes(const struct builtin *builtin, const unsigned *kinds, size_t count,
		   unsigned result)
{
	for (const struct builtin *row = builtin; row != NULL; row = next_signature(row)) {
		bool fits = arity_fits(row, count) && (row->result & result) != 0;
		const struct formal *formal = row->formals;
		for (size_t i = 0; fits && i < count; i++) {
			fits = is_within(kinds[i], formal->kinds);
			formal += formal->presence != PRESENCE_MANY;
		}
		if (fits)
			return true;
	}
	return false;
}

enum builtin_role builtin_role(const struct builtin *builtin, struct text name, size_t position)
{
	for (size_t i = 0; builtin->formals[i].presence != PRESENCE_NONE; i++) {
		const struct formal *formal = &builtin->formals[i];
		if (name.length != 0 ? !text_is(name, formal->name) : i != position)
			continue;
		if ((formal->kinds & IS_PATTERN) != 0)
			return ROLE_PATTERN;
		return (formal->kinds & IS_FLAGS) != 0 ? ROLE_FLAGS : ROLE_NONE;
	}
	return ROLE_NONE;
}

size_t builtin_pass_over(struct run *run, const struct builtin *builtin, dmn_value *arguments,
			 size_t count)
{
	if ((builtin->formals[0].kinds & OF_NUMBERS) == 0)
		return count;
	bool is_list = count == 1 && arguments[0].kind == DMN_LIST;
	const dmn_value *from = is_list ? arguments[0].as.items : arguments;
	size_t size = is_list ? arguments[0].count : count;
	dmn_value *kept = arena_new_array(run->arena, dmn_value, size);
	size_t kept_count = 0;
	for (size_t i = 0; i < size; i++)
		if (from[i].kind == DMN_NUMBER)
			kept[kept_count++] = from[i];
	arguments[0] = value_list(kept, kept_count);
	return 1;
}

/* ---- one argument -------------------------------------------------------- */

static bool accepts(const struct formal *formal, dmn_value value)
{
	return (formal->kinds >> value.kind & 1) != 0;
}

/* The value for a parameter; false when it does not fit, even after conversion if that is asked. */
static bool fit(struct run *run, const struct formal *formal, bool convert, dmn_value *value)
{
	if (accepts(formal, *value))
		return true;
	if (!convert || value->kind == DMN_NULL)
		return false;
	if (value->kind == DMN_LIST && value->count == 1 && value->as.items[0].kind != DMN_NULL &&
	    accepts(formal, value->as.items[0])) {
		*value = value->as.items[0];
		return true;
	}
	if ((formal->kinds & EVERY) == LIST) {
		*value = value_list(arena_copy(run->arena, value, sizeof *value), 1);
		return true;
	}
	if (value->kind == DMN_DATE && (formal->kinds & DATE_TIME)) {
		*value = temporal_date_to_date_time(run->arena, *value);
		return true;
	}
	return false;
}

/* "a number", "a string or list" */
static struct text describe_kinds(struct run *run, unsigned kinds)
{
	struct builder out = builder_new(run->arena);
	kinds &= ANY;
	if (kinds == ANY)
		return TEXT("any value but null");
	builder_add_c(&out, "a ");
	for (unsigned kind = 0; kind < DMN_KIND_COUNT; kind++) {
		if (!(kinds >> kind & 1))
			continue;
		builder_add_c(&out, value_kind_name((dmn_value){ .kind = (uint8_t)kind }));
		if ((kinds >> (kind + 1)) != 0)
			builder_add_c(&out, " or ");
	}
	return builder_text(&out);
}

static dmn_value misfit(struct run *run, const struct builtin *builtin, const struct formal *formal,
			dmn_value value)
{
	struct builder given = builder_new(run->arena);
	value_print_literal(&given, value);
	return run_blame(
		run, value, PROBLEM_ARGUMENT, "%.*s: the parameter '%s' takes %.*s, not %s%.*s%s",
		TEXT_ARG(builtin->name), formal->name, TEXT_ARG(describe_kinds(run, formal->kinds)),
		value.kind == DMN_NULL ? "" : value_kind_name(value),
		value.kind == DMN_NULL ? 0 : 1, " ",
		text_c(run->arena, value_excerpt(builder_text(&given))));
}

/* ---- positional ---------------------------------------------------------- */

/* A bound call: one value a parameter, or the parameter and argument that do not go together. */
struct binding {
	dmn_value values[BUILTIN_FORMALS_MOST];
	const struct formal *misfit;
	dmn_value misfitting;
};

/* The arguments from `from` on as one list, for a variadic parameter. */
static bool bind_many(struct run *run, const struct formal *formal, const dmn_value *arguments,
		      size_t count, bool convert, struct binding *binding, dmn_value *out)
{
	dmn_value *items = arena_new_array(run->arena, dmn_value, count);
	for (size_t i = 0; i < count; i++) {
		items[i] = arguments[i];
		if (!fit(run, formal, convert, &items[i])) {
			binding->misfit = formal;
			binding->misfitting = arguments[i];
			return false;
		}
	}
	*out = value_list(items, count);
	return true;
}

static bool bind(struct run *run, const struct builtin *row, const dmn_value *arguments,
		 size_t count, bool convert, struct binding *binding)
{
	binding->misfit = NULL;
	/* f(null) means a null list, not a list of one null */
	if (row->formals[0].presence == PRESENCE_MANY && count == 1 &&
	    arguments[0].kind == DMN_NULL) {
		binding->misfit = &row->formals[0];
		binding->misfitting = arguments[0];
		return false;
	}
	for (size_t i = 0; row->formals[i].presence != PRESENCE_NONE; i++) {
		const struct formal *formal = &row->formals[i];
		dmn_value *value = &binding->values[i];
		if (formal->presence == PRESENCE_MANY)
			return bind_many(run, formal, arguments + i, count - i, convert, binding,
					 value);
		*value = i < count ? arguments[i] : value_null();
		if (i < count && !fit(run, formal, convert, value)) {
			binding->misfit = formal;
			binding->misfitting = arguments[i];
			return false;
		}
	}
	return true;
}

/* Where no signature fits as it is: the same after conversions, or what to say. */
RARE static dmn_value call_converted(struct run *run, const struct builtin *builtin,
				     const dmn_value *arguments, size_t count)
{
	struct binding binding, first = { .misfit = NULL };
	for (int convert = 0; convert < 2; convert++) {
		const struct builtin *row = builtin;
		do {
			if (!arity_fits(row, count))
				continue;
			if (bind(run, row, arguments, count, convert != 0, &binding))
				return row->function(run, binding.values);
			if (first.misfit == NULL)
				first = binding;
		} while ((row = next_signature(row)) != NULL);
	}
	if (first.misfit != NULL)
		return misfit(run, builtin, first.misfit, first.misfitting);
	return run_fail(run, PROBLEM_CALL, "%.*s cannot be called with %zu argument%s",
			TEXT_ARG(builtin->name), count, count == 1 ? "" : "s");
}

dmn_value builtin_call(struct run *run, const struct builtin *builtin, const dmn_value *arguments,
		       size_t count)
{
	struct binding binding;
	const struct builtin *row = builtin;
	run_step(run, 1 + count);
	do {
		if (arity_fits(row, count) && bind(run, row, arguments, count, false, &binding))
			return row->function(run, binding.values);
	} while ((row = next_signature(row)) != NULL);
	return call_converted(run, builtin, arguments, count);
}

/* ---- by name ------------------------------------------------------------- */

static size_t formal_index(const struct builtin *row, struct text name)
{
	size_t i = 0;
	while (row->formals[i].presence != PRESENCE_NONE && !text_is(name, row->formals[i].name))
		i++;
	return row->formals[i].presence == PRESENCE_NONE ? SIZE_MAX : i;
}

/* Are the names parameters of the signature, none twice? *unknown gets the first that is not. */
static bool names_fit(const struct builtin *row, const struct text *names, size_t count,
		      struct text *unknown)
{
	unsigned seen = 0;
	for (size_t i = 0; i < count; i++) {
		size_t index = formal_index(row, names[i]);
		if (index == SIZE_MAX || (seen >> index & 1)) {
			*unknown = names[i];
			return false;
		}
		seen |= 1U << index;
	}
	return true;
}

static bool bind_named(struct run *run, const struct builtin *row, const struct text *names,
		       const dmn_value *arguments, size_t count, bool convert,
		       struct binding *binding)
{
	bool given[BUILTIN_FORMALS_MOST] = { false };
	binding->misfit = NULL;
	for (size_t i = 0; i < BUILTIN_FORMALS_MOST; i++)
		binding->values[i] = value_null();
	for (size_t i = 0; i < count; i++) {
		binding->values[formal_index(row, names[i])] = arguments[i];
		given[formal_index(row, names[i])] = true;
	}
	for (size_t i = 0; row->formals[i].presence != PRESENCE_NONE; i++) {
		const struct formal *formal = &row->formals[i];
		dmn_value value = binding->values[i];
		if (!given[i] && formal->presence == PRESENCE_OPTIONAL)
			continue;
		if (!fit(run, formal, convert, &binding->values[i])) {
			binding->misfit = formal;
			binding->misfitting = value;
			return false;
		}
		if (formal->presence == PRESENCE_MANY)
			binding->values[i] = value_list(
				arena_copy(run->arena, &binding->values[i], sizeof value), 1);
	}
	return true;
}

/* Are the names given in the order of the signature? before(point, range) and before(range, point)
 * differ in nothing else. */
static bool names_in_order(const struct builtin *row, const struct text *names, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (formal_index(row, names[i - 1]) > formal_index(row, names[i]))
			return false;
	return true;
}

dmn_value builtin_call_named(struct run *run, const struct builtin *builtin,
			     const struct text *names, const dmn_value *arguments, size_t count)
{
	enum {
		ROUNDS = 4
	}; /* in order or not, then both with conversion */
	struct binding binding, first = { .misfit = NULL };
	struct text unknown = TEXT("");
	run_step(run, 1 + count);
	for (int round = 0; round < ROUNDS; round++) {
		const struct builtin *row = builtin;
		do {
			if (!names_fit(row, names, count, &unknown) ||
			    names_in_order(row, names, count) != (round % 2 == 0))
				continue;
			if (bind_named(run, row, names, arguments, count, round >= 2, &binding))
				return row->function(run, binding.values);
			if (first.misfit == NULL)
				first = binding;
		} while ((row = next_signature(row)) != NULL);
	}
	if (first.misfit != NULL)
		return misfit(run, builtin, first.misfit, first.misfitting);
	return run_fail(run, PROBLEM_CALL, "%.*s has no parameter '%.*s' beside the others named",
			TEXT_ARG(builtin->name), TEXT_ARG(unknown));
}

/* ---- what several need --------------------------------------------------- */

bool builtin_whole(struct run *run, const char *what, dmn_value number, int64_t *out,
		   dmn_value *failure)
{
	if (number_truncate(number, out))
		return true;
	*failure = run_fail(run, PROBLEM_DOMAIN, "the %s is too large", what);
	return false;
}

bool builtin_position(struct run *run, dmn_value position, size_t length, size_t *index,
		      dmn_value *failure)
{
	int64_t whole;
	if (!builtin_whole(run, "position", position, &whole, failure))
		return false;
	int64_t most = (int64_t)length;
	if (whole == 0 || whole > most || whole < -most) {
		*failure = run_fail(run, PROBLEM_INDEX, "there is no position %lld in %zu",
				    (long long)whole, length);
		return false;
	}
	*index = (size_t)(whole > 0 ? whole - 1 : most + whole);
	return true;
}

dmn_value builtin_number(struct run *run, const char *what, dmn_value result)
{
	if (result.kind == DMN_NULL && result.as.problem == NULL)
		return run_fail(run, PROBLEM_DOMAIN, "%s gives no number here", what);
	return result;
}
