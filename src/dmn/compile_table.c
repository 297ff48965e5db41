/* SPDX-License-Identifier: Apache-2.0 */
/* Decision tables (DMN 1.5 chapter 8): XML to columns and rules. */
#include "dmn/model.h"
#include "dmn/table_constant.h"
#include "dmn/table_index.h"

#include "base/builder.h"

struct table_compiler {
	struct dmn_model *model;
	const struct element *element;
	const struct scope *scope; /* of the table */
	struct scope cell_scope;   /* the same with `?` */
};

static size_t count_children(const struct xml_element *source, const char *name)
{
	size_t count = 0;
	for (const struct xml_element *c = xml_child(source, name); c != NULL;
	     c = xml_next(c, name))
		count++;
	return count;
}

static struct expression expression(struct table_compiler *compiler,
				    const struct xml_element *source, bool tests)
{
	struct text text = source != NULL ? xml_child_text(source, "text") : TEXT("");
	if (text.length == 0 && !tests)
		return (struct expression){ .place = { .file = compiler->element->file->file,
						       .element =
							       text_c(compiler->model->arena,
								      compiler->element->name) } };
	return model_expression(compiler->model, compiler->element,
				tests ? &compiler->cell_scope : compiler->scope, text, tests);
}

static const struct node *allowed(struct table_compiler *compiler, const struct xml_element *source,
				  const char *name, struct text *text)
{
	const struct xml_element *values = xml_child(source, name);
	if (values == NULL)
		return NULL;
	*text = xml_child_text(values, "text");
	return text->length == 0 ? NULL : expression(compiler, values, true).root;
}

static void compile_input(struct table_compiler *compiler, const struct xml_element *source,
			  struct table_input *input)
{
	const struct xml_element *value = xml_child(source, "inputExpression");
	input->label = xml_attribute(source, "label");
	input->value = expression(compiler, value, false);
	if (value != NULL)
		input->type = model_type(
			compiler->model, compiler->element->file, xml_attribute(value, "typeRef"),
			text_c(compiler->model->arena, compiler->element->name), value->line);
	input->plain_kinds = type_plain_kinds(input->type);
	input->allowed = allowed(compiler, source, "inputValues", &input->allowed_text);
	if (input->label.length == 0)
		input->label = input->value.place.source;
}

static void compile_output(struct table_compiler *compiler, const struct xml_element *source,
			   struct table_output *output)
{
	output->name = xml_attribute(source, "name");
	output->type = model_type(
		compiler->model, compiler->element->file, xml_attribute(source, "typeRef"),
		text_c(compiler->model->arena, compiler->element->name), source->line);
	output->allowed = allowed(compiler, source, "outputValues", &output->allowed_text);
	const struct xml_element *fallback = xml_child(source, "defaultOutputEntry");
	if (fallback != NULL)
		output->fallback = expression(compiler, fallback, false);
}

static const char *join_notes(struct table_compiler *compiler, const struct xml_element *rule)
{
	struct builder notes = builder_new(compiler->model->arena);
	for (const struct xml_element *c = xml_child(rule, "annotationEntry"); c != NULL;
	     c = xml_next(c, "annotationEntry")) {
		struct text text = xml_child_text(c, "text");
		if (text.length == 0)
			continue;
		if (notes.length != 0)
			builder_add_c(&notes, "; ");
		builder_add(&notes, text);
	}
	if (notes.length == 0)
		builder_add(&notes, xml_child_text(rule, "description"));
	return text_c(compiler->model->arena, builder_text(&notes));
}

/* A rule should have an entry for each column: one too few is taken as `-`, or as null. */
static void check_entries(struct table_compiler *compiler, const struct xml_element *rule,
			  const char *kind, size_t wanted)
{
	size_t count = count_children(rule, kind);
	if (count != wanted)
		model_problem(compiler->model, compiler->element->file,
			      text_c(compiler->model->arena, compiler->element->name), rule->line,
			      PROBLEM_MODEL, "the rule has %zu %s elements for %zu columns", count,
			      kind, wanted);
}

static void compile_rule(struct table_compiler *compiler, const struct xml_element *source,
			 const struct table *table, struct table_rule *rule)
{
	struct arena *arena = compiler->model->arena;
	check_entries(compiler, source, "inputEntry", table->input_count);
	check_entries(compiler, source, "outputEntry", table->output_count);
	rule->tests = arena_new_array(arena, struct expression, table->input_count);
	rule->outputs = arena_new_array(arena, struct expression, table->output_count);
	rule->note = join_notes(compiler, source);
	const struct xml_element *entry = xml_child(source, "inputEntry");
	for (size_t i = 0; i < table->input_count; i++) {
		rule->tests[i] = expression(compiler, entry, true);
		entry = entry != NULL ? xml_next(entry, "inputEntry") : NULL;
	}
	entry = xml_child(source, "outputEntry");
	for (size_t i = 0; i < table->output_count; i++) {
		rule->outputs[i] = expression(compiler, entry, false);
		entry = entry != NULL ? xml_next(entry, "outputEntry") : NULL;
	}
}

/* The word in any case of (ASCII) letters. */
static bool is_word(struct text given, const char *word)
{
	size_t i = 0;
	for (; i < given.length && word[i] != '\0'; i++) {
		char letter = given.at[i];
		if (letter >= 'a' && letter <= 'z')
			letter = (char)(letter - 'a' + 'A');
		if (letter != word[i])
			return false;
	}
	return i == given.length && word[i] == '\0';
}

/* The attribute's place among the names, in any case of letters; 0, the default, with a problem
 * when it is none. */
static size_t choice_of(struct table_compiler *compiler, const struct xml_element *source,
			const char *attribute, const char *const *names, size_t count)
{
	struct text given = text_trim(xml_attribute(source, attribute));
	const char *given_c = text_c(compiler->model->arena, given);
	for (size_t i = 0; i < count; i++)
		if (is_word(given, names[i]))
			return i;
	if (given.length != 0)
		model_problem(compiler->model, compiler->element->file,
			      text_c(compiler->model->arena, compiler->element->name), source->line,
			      PROBLEM_MODEL, "there is no %s '%s'; it is read as '%s'", attribute,
			      given_c, names[0]);
	return 0;
}

static enum hit_policy policy_of(struct table_compiler *compiler, const struct xml_element *source)
{
	return (enum hit_policy)choice_of(compiler, source, "hitPolicy", hit_policy_names,
					  HIT_POLICY_COUNT);
}

static enum aggregation aggregation_of(struct table_compiler *compiler,
				       const struct xml_element *source)
{
	return (enum aggregation)choice_of(compiler, source, "aggregation", aggregation_names,
					   AGGREGATION_COUNT);
}

static void compile_columns(struct table_compiler *compiler, const struct xml_element *source,
			    struct table *table)
{
	struct arena *arena = compiler->model->arena;
	table->input_count = count_children(source, "input");
	table->output_count = count_children(source, "output");
	table->inputs = arena_new_array(arena, struct table_input, table->input_count);
	table->outputs = arena_new_array(arena, struct table_output, table->output_count);
	size_t i = 0;
	for (const struct xml_element *c = xml_child(source, "input"); c != NULL;
	     c = xml_next(c, "input"))
		compile_input(compiler, c, &table->inputs[i++]);
	i = 0;
	for (const struct xml_element *c = xml_child(source, "output"); c != NULL;
	     c = xml_next(c, "output"))
		compile_output(compiler, c, &table->outputs[i++]);
}

static const unsigned *slots_of(struct arena *arena, const struct table *table)
{
	unsigned *slots = arena_new_array(arena, unsigned, table->input_count);
	for (size_t i = 0; i < table->input_count; i++)
		slots[i] = table->inputs[i].slot - 1;
	return slots;
}

const struct table *model_compile_table(struct dmn_model *model, const struct element *element,
					const struct scope *scope, const struct xml_element *source)
{
	struct table_compiler compiler = { .model = model, .element = element, .scope = scope };
	compiler.cell_scope.outer = scope;
	scope_add(&model->vocabulary, &compiler.cell_scope, TEXT("?"));
	struct table *table = arena_new_one(model->arena, struct table);
	table->id = xml_attribute(source, "id");
	table->policy = policy_of(&compiler, source);
	table->aggregation = aggregation_of(&compiler, source);
	compile_columns(&compiler, source, table);
	if (table->output_count == 0)
		model_problem(model, element->file, text_c(model->arena, element->name),
			      source->line, PROBLEM_MODEL, "the decision table has no output");
	table->rule_count = count_children(source, "rule");
	table->rules = arena_new_array(model->arena, struct table_rule, table->rule_count);
	size_t i = 0;
	for (const struct xml_element *c = xml_child(source, "rule"); c != NULL;
	     c = xml_next(c, "rule"))
		compile_rule(&compiler, c, table, &table->rules[i++]);
	table->index = table_index_new(model->arena, table);
	table_find_constants(model->arena, table);
	table->is_whole = table_index_is_whole(table);
	if (table->is_whole)
		table->slots = slots_of(model->arena, table);
	return table;
}
