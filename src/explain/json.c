/* SPDX-License-Identifier: Apache-2.0 */
/* An explanation as a value, and so as JSON (docs/explain.md). */
#include "explain/explain.h"

struct entry_list {
	LIST_OF(struct context_entry);
};

struct item_list {
	LIST_OF(dmn_value);
};

static void put(struct arena *arena, struct entry_list *entries, const char *name, dmn_value value)
{
	list_push(arena, entries, (struct context_entry){ text_from(name), value });
}

static void put_text(struct arena *arena, struct entry_list *entries, const char *name,
		     const char *text)
{
	put(arena, entries, name, value_string(text_from(text)));
}

static void put_count(struct arena *arena, struct entry_list *entries, const char *name,
		      size_t count)
{
	put(arena, entries, name, value_integer((int64_t)count));
}

static dmn_value whole(struct arena *arena, const struct entry_list *entries)
{
	struct dmn_context *context = context_new(arena, entries->count);
	for (size_t i = 0; i < entries->count; i++)
		context->entries[i] = entries->at[i];
	return value_context(context);
}

static dmn_value listed(const struct item_list *items)
{
	return value_list(items->at, items->count);
}

static dmn_value problem_value(struct arena *arena, const struct dmn_problem *problem)
{
	struct entry_list out = { 0 };
	put_text(arena, &out, "code", problem->code);
	put_text(arena, &out, "severity", problem->severity == DMN_ERROR ? "error" : "warning");
	put_text(arena, &out, "message", problem->message);
	put_text(arena, &out, "remedy", problem->remedy);
	put_text(arena, &out, "file", problem->file);
	put_text(arena, &out, "element", problem->element);
	put_text(arena, &out, "expression", problem->expression);
	put_count(arena, &out, "line", problem->line);
	put_count(arena, &out, "column", problem->column);
	return whole(arena, &out);
}

static dmn_value problems_value(struct arena *arena, const struct dmn_problem *const *problems,
				size_t count)
{
	struct item_list out = { 0 };
	for (size_t i = 0; i < count; i++)
		list_push(arena, &out, problem_value(arena, problems[i]));
	return listed(&out);
}

static dmn_value reads_value(struct arena *arena, const struct dmn_read *reads, size_t count,
			     const char *name)
{
	struct item_list out = { 0 };
	for (size_t i = 0; i < count; i++) {
		struct entry_list read = { 0 };
		put_text(arena, &read, name, reads[i].name);
		put(arena, &read, "value", reads[i].value);
		list_push(arena, &out, whole(arena, &read));
	}
	return listed(&out);
}

static dmn_value failed_value(struct arena *arena, const struct dmn_told_rule *rule)
{
	struct item_list out = { 0 };
	for (size_t i = 0; i < rule->failed_count; i++) {
		const struct dmn_failed_cell *cell = &rule->failed[i];
		struct entry_list entries = { 0 };
		put_count(arena, &entries, "column", cell->column);
		put_text(arena, &entries, "label", cell->label);
		put_text(arena, &entries, "test", cell->test);
		put(arena, &entries, "value", cell->seen);
		if (cell->problem != NULL)
			put(arena, &entries, "problem", problem_value(arena, cell->problem));
		list_push(arena, &out, whole(arena, &entries));
	}
	return listed(&out);
}

static dmn_value rules_value(struct arena *arena, const struct dmn_told_rule *rules, size_t count,
			     bool with_failed)
{
	struct item_list out = { 0 };
	for (size_t i = 0; i < count; i++) {
		struct entry_list rule = { 0 };
		put_count(arena, &rule, "rule", rules[i].number);
		put_text(arena, &rule, "note", rules[i].note);
		if (with_failed)
			put(arena, &rule, "failed", failed_value(arena, &rules[i]));
		list_push(arena, &out, whole(arena, &rule));
	}
	return listed(&out);
}

static dmn_value table_value(struct arena *arena, const struct dmn_told_table *table)
{
	struct entry_list out = { 0 };
	put_text(arena, &out, "id", table->id);
	put_text(arena, &out, "hit_policy", table->hit_policy);
	put_count(arena, &out, "rules", table->rule_count);
	put(arena, &out, "columns",
	    reads_value(arena, table->columns, table->column_count, "label"));
	put(arena, &out, "matched",
	    rules_value(arena, table->matched, table->matched_count, false));
	put(arena, &out, "nearest", rules_value(arena, table->nearest, table->nearest_count, true));
	put(arena, &out, "result", table->result);
	return whole(arena, &out);
}

static const char *kind_word(enum dmn_element_kind kind)
{
	switch (kind) {
	case DMN_ELEMENT_BKM: return "business knowledge model";
	case DMN_ELEMENT_SERVICE: return "decision service";
	case DMN_ELEMENT_INPUT_DATA: return "input data";
	case DMN_ELEMENT_DECISION: break;
	}
	return "decision";
}

static dmn_value step_value(struct arena *arena, const struct dmn_told_step *step)
{
	struct entry_list out = { 0 };
	struct item_list tables = { 0 };
	for (size_t i = 0; i < step->table_count; i++)
		list_push(arena, &tables, table_value(arena, &step->tables[i]));
	put_text(arena, &out, "kind", kind_word(step->kind));
	put_text(arena, &out, "name", step->name);
	put_count(arena, &out, "depth", step->depth);
	put_text(arena, &out, "logic", step->logic);
	if (step->expression[0] != '\0')
		put_text(arena, &out, "expression", step->expression);
	put(arena, &out, "inputs", reads_value(arena, step->reads, step->read_count, "name"));
	put(arena, &out, "tables", listed(&tables));
	put(arena, &out, "problems", problems_value(arena, step->problems, step->problem_count));
	put(arena, &out, "result", step->result);
	put(arena, &out, "is_cut", value_boolean(step->is_cut));
	return whole(arena, &out);
}

static dmn_value alternative_value(struct arena *arena, const struct dmn_alternative *alternative)
{
	struct item_list changes = { 0 };
	for (size_t i = 0; i < alternative->change_count; i++) {
		const struct dmn_change *change = &alternative->changes[i];
		struct entry_list entries = { 0 };
		put_text(arena, &entries, "input", change->path);
		put(arena, &entries, "from", change->from);
		put(arena, &entries, "to", change->to);
		put_count(arena, &entries, "size", change->size);
		list_push(arena, &changes, whole(arena, &entries));
	}
	struct entry_list out = { 0 };
	put(arena, &out, "changes", listed(&changes));
	put(arena, &out, "outcome", alternative->outcome);
	return whole(arena, &out);
}

static dmn_value search_value(struct arena *arena, const struct dmn_search *search)
{
	static const char *const ends[] = { "not made", "done", "in one", "in two" };
	struct entry_list out = { 0 };
	struct item_list alternatives = { 0 };
	for (size_t i = 0; i < search->alternative_count; i++)
		list_push(arena, &alternatives, alternative_value(arena, &search->alternatives[i]));
	put_text(arena, &out, "end", ends[search->end]);
	put_count(arena, &out, "tried", search->tried);
	put_count(arena, &out, "inputs", search->leaf_count);
	put_count(arena, &out, "values", search->value_count);
	put_count(arena, &out, "fixed", search->fixed_count);
	put_count(arena, &out, "size_tried", search->size_tried);
	put(arena, &out, "alternatives", listed(&alternatives));
	return whole(arena, &out);
}

static dmn_value explanation_value(struct arena *arena, const struct dmn_explanation *explanation)
{
	struct entry_list out = { 0 };
	struct item_list steps = { 0 };
	for (size_t i = 0; i < explanation->step_count; i++)
		list_push(arena, &steps, step_value(arena, &explanation->steps[i]));
	put_text(arena, &out, "decision", explanation->decision);
	put(arena, &out, "result", explanation->result);
	if (explanation->member[0] != '\0') {
		put_text(arena, &out, "member", explanation->member);
		put(arena, &out, "outcome", explanation->outcome);
	}
	if (explanation->is_wanted)
		put(arena, &out, "wanted", explanation->wanted);
	put(arena, &out, "problems",
	    problems_value(arena, explanation->problems, explanation->problem_count));
	put(arena, &out, "steps", listed(&steps));
	put_count(arena, &out, "left_out", explanation->left_out);
	put(arena, &out, "is_cut", value_boolean(explanation->is_cut));
	put(arena, &out, "search", search_value(arena, &explanation->search));
	return whole(arena, &out);
}

struct making {
	struct arena *arena;
	const struct dmn_explanation *explanation;
	dmn_value value;
};

static void run_making(void *user)
{
	struct making *making = user;
	making->value = explanation_value(making->arena, making->explanation);
}

const char *explain_json(struct arena *arena, const struct dmn_explanation *explanation,
			 size_t *size)
{
	struct making making = { arena, explanation, value_null() };
	if (boundary_run(arena, run_making, &making, NULL) == STATUS_OK)
		return dmn_to_json(arena, making.value, size);
	if (size != NULL)
		*size = 0;
	return "";
}
