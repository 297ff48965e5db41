/* SPDX-License-Identifier: Apache-2.0 */
/* A check at the public door, and its findings. */
#include "analysis/check.h"

#include <stdio.h>
#include <string.h>

enum {
	WITNESSES_DEFAULT = 10,
	WORK_MOST = 64 * 1024 * 1024
};
#define STEPS_DEFAULT UINT64_C(800000000)

static const struct {
	const char *code;
	enum dmn_weight weight;
	const char *remedy;
} rows[] = {
#define FINDING(name, code, weight, example, meaning, remedy) { code, DMN_CHECK_##weight, remedy },
#include "analysis/finding.def"
#undef FINDING
};

const char *checking_sentence(struct arena *arena, struct text text)
{
	char *copy = arena_alloc(arena, text.length + 2);
	memcpy(copy, text.at, text.length);
	memcpy(copy + text.length, ".", 2);
	if (copy[0] >= 'a' && copy[0] <= 'z')
		copy[0] = (char)(copy[0] - 'a' + 'A');
	return copy;
}

struct dmn_finding *checking_add(struct checking *checking, enum finding_kind kind,
				 const char *format, ...)
{
	struct arena *arena = checking->arena;
	va_list values;
	va_start(values, format);
	struct text message = text_format_list(arena, format, values);
	va_end(values);
	const struct element *element = checking->element;
	const struct table *table = checking->grid != NULL ? checking->grid->table : NULL;
	list_push(arena, &checking->findings,
		  (struct dmn_finding){ .code = rows[kind].code,
					.weight = rows[kind].weight,
					.message = checking_sentence(arena, message),
					.remedy = rows[kind].remedy,
					.file = element != NULL ? element->file->file : "",
					.decision =
						element != NULL ? text_c(arena, element->name) : "",
					.table = table != NULL ? text_c(arena, table->id) : "",
					.column_name = "",
					.expression = "",
					.proposal = "" });
	return &checking->findings.at[checking->findings.count - 1];
}

void finding_place(struct checking *checking, struct dmn_finding *finding, size_t rule,
		   size_t column)
{
	if (rule != SIZE_MAX)
		finding->rule = (unsigned)rule + 1;
	if (column == SIZE_MAX)
		return;
	finding->column = (unsigned)column + 1;
	finding->column_name = text_c(checking->arena, checking->grid->table->inputs[column].label);
}

/* A text of a table: the one that begins there, or that has this trouble. */
struct wanted_text {
	const char *at;
	const struct dmn_problem *trouble;
	struct checking *checking;
	struct dmn_finding *finding;
};

static bool is_wanted(const struct wanted_text *wanted, const struct expression *expression)
{
	return (wanted->at != NULL && expression->place.source.at == wanted->at) ||
	       (wanted->trouble != NULL && expression->trouble == wanted->trouble);
}

static void look_in_rule(const struct wanted_text *wanted, const struct table *table, size_t rule)
{
	struct dmn_finding *finding = wanted->finding;
	for (size_t o = 0; o < table->output_count; o++)
		if (is_wanted(wanted, &table->rules[rule].outputs[o]))
			finding->rule = (unsigned)rule + 1;
	for (size_t i = 0; i < table->input_count; i++) {
		if (!is_wanted(wanted, &table->rules[rule].tests[i]))
			continue;
		finding->rule = (unsigned)rule + 1;
		finding->column = (unsigned)i + 1;
		finding->column_name = text_c(wanted->checking->arena, table->inputs[i].label);
	}
}

static void look_in_boxed(void *user, const struct site *here, const struct boxed *boxed)
{
	const struct wanted_text *wanted = user;
	(void)here;
	if (boxed->kind == BOXED_TABLE)
		for (size_t rule = 0; rule < boxed->table->rule_count; rule++)
			look_in_rule(wanted, boxed->table, rule);
}

void finding_rule(struct checking *checking, struct dmn_finding *finding,
		  const struct element *element, const char *at, const struct dmn_problem *trouble)
{
	struct wanted_text wanted = { at, trouble, checking, finding };
	site_walk(checking->model, element, look_in_boxed, &wanted);
}

void finding_text(struct checking *checking, struct dmn_finding *finding, const struct place *place)
{
	if (checking->element != NULL)
		finding_rule(checking, finding, checking->element, place->source.at, NULL);
	finding->expression = text_c(checking->arena, place->source);
	finding->line = place->line;
	if (place->source.at != NULL)
		run_line_and_column(place->source, place->offset, &finding->line,
				    &finding->position);
}

/* ---- one table ------------------------------------------------------------ */

static void check_grid(struct checking *checking)
{
	check_cells(checking);
	check_outputs(checking);
	check_gaps(checking);
	check_rules(checking);
	check_likeness(checking);
}

static void check_table(struct checking *checking, const struct site *site)
{
	bool was_whole = checking->summary.is_whole;
	checking->element = site->element;
	checking->grid = NULL;
	checking->summary.tables++;
	checking->summary.rules += site->table->rule_count;
	checking->summary.is_whole = true;
	checking->grid = grid_new(checking->arena, checking->scratch, site);
	size_t first = checking->findings.count;
	if (checking->grid != NULL)
		check_grid(checking);
	else
		checking->summary.is_whole = false;
	if (!checking->summary.is_whole)
		checking_add(
			checking, FINDING_STOPPED,
			checking->grid != NULL
				? "the work allowed was done before all of the table was decided"
				: "the table has more columns than are analysed");
	list_push(checking->arena, &checking->tables,
		  (struct known_table){ checking->grid, first, checking->findings.count });
	checking->summary.is_whole = checking->summary.is_whole && was_whole;
	checking->grid = NULL;
	checking->element = NULL;
}

static void check_all(void *user)
{
	struct checking *checking = user;
	struct sites sites = { 0 };
	checking->summary.is_whole = true;
	check_model(checking);
	sites_of(checking->arena, checking->model, &sites);
	for (size_t i = 0; i < sites.count; i++)
		check_table(checking, arena_copy(checking->arena, &sites.at[i], sizeof *sites.at));
	check_nulls(checking);
}

/* ---- the door ------------------------------------------------------------- */

/* Each arena needs a boundary of its own. */
struct guarded {
	struct arena *arenas[3];
	size_t count;
	void (*body)(void *user);
	void *user;
};

static void run_guarded(void *user)
{
	struct guarded *guarded = user;
	if (guarded->count == 0) {
		guarded->body(guarded->user);
		return;
	}
	struct arena *arena = guarded->arenas[--guarded->count];
	struct error error;
	if (boundary_run(arena, run_guarded, guarded, &error) != STATUS_OK)
		guarded->body = NULL;
}

bool checking_run(struct checking *checking, void (*body)(void *user), void *user)
{
	struct guarded guarded = {
		{ checking->arena, checking->scratch, checking->work }, 3, body, user
	};
	run_guarded(&guarded);
	return guarded.body != NULL;
}

bool checking_open(struct checking *checking, const struct dmn_model *model,
		   const struct dmn_check_options *options, struct arena *arena)
{
	struct dmn_check_options given = { 0 };
	if (options != NULL)
		memcpy(&given, options,
		       options->size < sizeof given ? options->size : sizeof given);
	*checking = (struct checking){ .model = model,
				       .arena = arena,
				       .scratch = arena_new(WORK_MOST),
				       .work = arena_new(WORK_MOST) };
	checking->budget.steps_left = given.most_steps != 0 ? given.most_steps : STEPS_DEFAULT;
	checking->budget.keep_going = model->host.keep_going;
	checking->budget.user = model->host.user;
	checking->wants_cases = given.wants_cases;
	checking->most_witnesses =
		given.most_witnesses != 0 ? given.most_witnesses : WITNESSES_DEFAULT;
	return checking->scratch != NULL && checking->work != NULL;
}

void checking_close(struct checking *checking)
{
	dmn_evaluation_free(checking->evaluation);
	arena_free(checking->scratch);
	arena_free(checking->work);
}

struct checked {
	struct checking checking;
	struct dmn_check *result;
};

static void tell_stopped(void *user)
{
	struct checking *checking = user;
	checking->summary.is_whole = false;
	checking_add(checking, FINDING_STOPPED,
		     "the memory or time allowed was used up before all was decided");
}

/* What was found until the memory was used up takes a little more. */
static void stop(struct checking *checking)
{
	size_t limit_size = checking->arena->limit_size;
	checking->arena->limit_size = 0;
	checking->grid = NULL;
	checking->summary.is_whole = false;
	(void)!boundary_run(checking->arena, tell_stopped, checking, NULL);
	checking->arena->limit_size = limit_size;
}

static void make_result(void *user)
{
	struct checked *checked = user;
	checked->result = arena_new_one(checked->checking.arena, struct dmn_check);
}

const struct dmn_check *dmn_check_model(const struct dmn_model *model,
					const struct dmn_check_options *options,
					struct arena *arena)
{
	struct checked checked = { 0 };
	struct checking *checking = &checked.checking;
	if (checking_open(checking, model, options, arena) &&
	    checking_run(checking, make_result, &checked)) {
		checking->evaluation = dmn_evaluation_new(model);
		if (!checking_run(checking, check_all, checking))
			stop(checking);
		*checked.result = checking->summary;
		checked.result->findings = checking->findings.at;
		checked.result->finding_count = checking->findings.count;
		if (checking->wants_cases)
			checked.result->cases = cases_make(model, options, arena);
	}
	checking_close(checking);
	return checked.result;
}
