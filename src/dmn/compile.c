/* SPDX-License-Identifier: Apache-2.0 */
/* Boxed expressions to compiled ones, each FEEL text parsed in the scope in which it will run
 * (DMN 1.5 10.2.1). Not here: the elements that hold them, in their order (compile_element.c), and
 * tables. */
#include "dmn/compile_internal.h"

/* "https://www.omg.org/spec/DMN/20240513/B-FEEL/", of any version, or the mere name. */
static bool is_b_feel(struct text language)
{
	struct text name = text_trim(language);
	if (name.length != 0 && name.at[name.length - 1] == '/')
		name.length--;
	return text_ends(name, TEXT("B-FEEL"));
}

/* Is a text of this element B-FEEL, when it has no language of its own? */
static bool is_two_valued(const struct dmn_model *model, const struct element *element)
{
	return model->host.b_feel ||
	       is_b_feel(xml_attribute(element->file->root, "expressionLanguage"));
}

static struct expression parse_text(struct dmn_model *model, const struct element *element,
				    const struct scope *scope, struct text source, bool tests)
{
	struct run *run = &model->run;
	struct expression expression = { 0 };
	expression.place = (struct place){ .file = element->file->file,
					   .element = text_c(model->arena, element->name),
					   .source = source };
	run->place = expression.place;
	size_t problems_before = run->problems.count;
	union {
		const struct model_file *read;
		void *write;
	} user = { .read = element->file };
	model->vocabulary.user = user.write;
	expression.root = tests ? parse_tests(run, &model->vocabulary, scope, source)
				: parse_expression(run, &model->vocabulary, scope, source);
	if (expression.root == NULL && run->problems.count != 0)
		expression.trouble = run->problems.at[run->problems.count > problems_before
							      ? problems_before
							      : run->problems.count - 1];
	return expression;
}

struct expression model_expression(struct dmn_model *model, const struct element *element,
				   const struct scope *scope, struct text source, bool tests)
{
	model->run.is_two_valued = is_two_valued(model, element);
	return parse_text(model, element, scope, source, tests);
}

static bool is_boxed_expression(const struct xml_element *element)
{
	static const char *const names[] = { "literalExpression",
					     "decisionTable",
					     "context",
					     "invocation",
					     "functionDefinition",
					     "list",
					     "relation",
					     "conditional",
					     "filter",
					     "for",
					     "some",
					     "every" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (text_is(element->name, names[i]))
			return true;
	return false;
}

/* The boxed expression inside an element, or NULL. */
const struct xml_element *compile_inner(const struct xml_element *element)
{
	if (element == NULL)
		return NULL;
	for (const struct xml_element *child = element->first; child != NULL; child = child->next)
		if (is_boxed_expression(child))
			return child;
	return NULL;
}

static struct boxed *boxed_new(struct compiler *compiler, enum boxed_kind kind,
			       const struct xml_element *source)
{
	struct boxed *boxed = arena_new_one(compiler->model->arena, struct boxed);
	boxed->kind = kind;
	boxed->place =
		(struct place){ .file = compiler->element->file->file,
				.element = text_c(compiler->model->arena, compiler->element->name),
				.line = source->line };
	boxed->is_two_valued = is_two_valued(compiler->model, compiler->element);
	return boxed;
}

static size_t count_children(const struct xml_element *source, const char *name)
{
	size_t count = 0;
	for (const struct xml_element *c = xml_child(source, name); c != NULL;
	     c = xml_next(c, name))
		count++;
	return count;
}

static const struct type *type_of(struct compiler *compiler, const struct xml_element *source)
{
	return model_type(compiler->model, compiler->element->file,
			  xml_attribute(source, "typeRef"),
			  text_c(compiler->model->arena, compiler->element->name), source->line);
}

static bool is_of_function(const struct type *type)
{
	return type == NULL || type->kind == TYPE_FUNCTION || type->kind == TYPE_ANY;
}

/* The type of a function definition may be given as its own or, as is often written, as that of
 * its result. */
const struct type *compile_result_of(const struct type *type)
{
	return is_of_function(type) ? (type != NULL ? type->item : NULL) : type;
}

/* Move a type that is of the result from the variable that holds a function to the function. */
void compile_settle_result(struct boxed *function, const struct type **type)
{
	if (function == NULL || function->kind != BOXED_FUNCTION || is_of_function(*type))
		return;
	if (function->types[0] == NULL)
		function->types[0] = *type;
	*type = NULL;
}

static void make_parts(struct compiler *compiler, struct boxed *boxed, size_t count)
{
	struct arena *arena = compiler->model->arena;
	boxed->parts = arena_new_array(arena, struct boxed *, count);
	boxed->names = arena_new_array(arena, struct text, count);
	boxed->types = arena_new_array(arena, const struct type *, count);
	boxed->part_count = count;
}

/* FEEL by any of its URIs ("https://www.omg.org/spec/DMN/20191111/FEEL/"), or by its mere name. */
static bool is_feel(struct text language)
{
	struct text name = text_trim(language);
	if (name.length != 0 && name.at[name.length - 1] == '/')
		name.length--;
	return name.length == 0 || text_ends(name, TEXT("FEEL")) || text_ends(name, TEXT("feel")) ||
	       text_find(name, TEXT("/FEEL/"), 0) != SIZE_MAX;
}

static struct text language_of_text(const struct compiler *compiler,
				    const struct xml_element *source)
{
	struct text language = xml_attribute(source, "expressionLanguage");
	return language.length != 0
		       ? language
		       : xml_attribute(compiler->element->file->root, "expressionLanguage");
}

static struct boxed *compile_literal(struct compiler *compiler, const struct scope *scope,
				     const struct xml_element *source)
{
	struct boxed *boxed = boxed_new(compiler, BOXED_LITERAL, source);
	struct dmn_model *model = compiler->model;
	struct text text = xml_child_text(source, "text");
	struct text language = language_of_text(compiler, source);
	bool is_imported = xml_child(source, "importedValues") != NULL;
	boxed->expression.place = boxed->place;
	if (is_feel(language) && !is_imported) {
		model->run.is_two_valued = model->host.b_feel || is_b_feel(language);
		if (text.length != 0)
			boxed->expression =
				parse_text(model, compiler->element, scope, text, false);
		return boxed;
	}
	size_t before = model->run.problems.count;
	model_problem(model, compiler->element->file, boxed->place.element, source->line,
		      PROBLEM_UNSUPPORTED, "expressions in '%.*s' are not evaluated",
		      TEXT_ARG(is_imported ? TEXT("imported values") : language));
	if (model->run.problems.count > before)
		boxed->expression.trouble = model->run.problems.at[before];
	return boxed;
}

/* Names of entries and columns are distinct (DMN 1.5 10.2.1.4): a second one makes it all null. */
static void check_distinct(struct compiler *compiler, struct boxed *boxed, size_t count,
			   const struct xml_element *source)
{
	struct map seen = map_new(compiler->model->arena);
	struct problem_list *problems = &compiler->model->run.problems;
	for (size_t i = 0; i < count; i++) {
		if (boxed->names[i].length == 0)
			continue;
		size_t before = problems->count;
		if (map_has(&seen, boxed->names[i]))
			model_problem(compiler->model, compiler->element->file,
				      boxed->place.element, source->line, PROBLEM_MODEL,
				      "the name '%.*s' stands twice", TEXT_ARG(boxed->names[i]));
		if (problems->count > before && boxed->trouble == NULL)
			boxed->trouble = problems->at[before];
		map_put(&seen, boxed->names[i], boxed);
	}
}

static struct boxed *compile_context(struct compiler *compiler, const struct scope *outer,
				     const struct xml_element *source)
{
	struct boxed *boxed = boxed_new(compiler, BOXED_CONTEXT, source);
	struct vocabulary *vocabulary = &compiler->model->vocabulary;
	struct scope *scope = arena_new_one(compiler->model->arena, struct scope);
	scope->outer = outer;
	make_parts(compiler, boxed, count_children(source, "contextEntry"));
	size_t i = 0;
	for (const struct xml_element *entry = xml_child(source, "contextEntry"); entry != NULL;
	     entry = xml_next(entry, "contextEntry"), i++) {
		const struct xml_element *variable = xml_child(entry, "variable");
		const struct xml_element *inner = compile_inner(entry);
		if (variable != NULL) {
			boxed->names[i] = xml_attribute(variable, "name");
			boxed->types[i] = type_of(compiler, variable);
		}
		bool sees_itself = inner != NULL && text_is(inner->name, "functionDefinition");
		if (sees_itself)
			scope_add(vocabulary, scope, boxed->names[i]);
		boxed->parts[i] = compile_boxed(compiler, scope, inner);
		compile_settle_result(boxed->parts[i], &boxed->types[i]);
		if (!sees_itself)
			scope_add(vocabulary, scope, boxed->names[i]);
	}
	check_distinct(compiler, boxed, boxed->part_count, source);
	return boxed;
}

static struct boxed *compile_invocation(struct compiler *compiler, const struct scope *scope,
					const struct xml_element *source)
{
	struct boxed *boxed = boxed_new(compiler, BOXED_INVOCATION, source);
	const struct xml_element *callee = compile_inner(source);
	if (callee != NULL)
		boxed->expression = model_expression(compiler->model, compiler->element, scope,
						     xml_child_text(callee, "text"), false);
	make_parts(compiler, boxed, count_children(source, "binding"));
	size_t i = 0;
	for (const struct xml_element *binding = xml_child(source, "binding"); binding != NULL;
	     binding = xml_next(binding, "binding"), i++) {
		const struct xml_element *parameter = xml_child(binding, "parameter");
		if (parameter != NULL)
			boxed->names[i] = xml_attribute(parameter, "name");
		boxed->parts[i] = compile_boxed(compiler, scope, compile_inner(binding));
	}
	return boxed;
}

static void compile_parameters(struct compiler *compiler, const struct xml_element *source,
			       struct scope *scope, struct parameter **out, size_t *out_count)
{
	size_t count = count_children(source, "formalParameter");
	struct parameter *parameters =
		arena_new_array(compiler->model->arena, struct parameter, count);
	size_t i = 0;
	for (const struct xml_element *p = xml_child(source, "formalParameter"); p != NULL;
	     p = xml_next(p, "formalParameter"), i++) {
		parameters[i].name = xml_attribute(p, "name");
		parameters[i].type = type_of(compiler, p);
		scope_add(&compiler->model->vocabulary, scope, parameters[i].name);
	}
	*out = parameters;
	*out_count = count;
}

static enum function_language language_of(const struct xml_element *source)
{
	struct text kind = xml_attribute(source, "kind");
	if (text_is(kind, "Java") || text_is(kind, "J"))
		return LANGUAGE_JAVA;
	if (kind.length == 0 || text_is(kind, "FEEL") || text_is(kind, "F"))
		return LANGUAGE_FEEL;
	return LANGUAGE_OTHER;
}

struct boxed *compile_function(struct compiler *compiler, const struct scope *outer,
			       const struct xml_element *source)
{
	struct boxed *boxed = boxed_new(compiler, BOXED_FUNCTION, source);
	struct scope *scope = arena_new_one(compiler->model->arena, struct scope);
	scope->outer = outer;
	compile_parameters(compiler, source, scope, &boxed->parameters, &boxed->parameter_count);
	boxed->language = language_of(source);
	make_parts(compiler, boxed, 1);
	boxed->types[0] = compile_result_of(type_of(compiler, source));
	/* The mapping of an external function sees nothing of the parameters. */
	boxed->parts[0] = compile_boxed(compiler, boxed->language == LANGUAGE_FEEL ? scope : outer,
					compile_inner(source));
	return boxed;
}

static struct boxed *compile_list(struct compiler *compiler, const struct scope *scope,
				  const struct xml_element *source)
{
	struct boxed *boxed = boxed_new(compiler, BOXED_LIST, source);
	size_t count = 0;
	for (const struct xml_element *c = source->first; c != NULL; c = c->next)
		count += is_boxed_expression(c);
	make_parts(compiler, boxed, count);
	size_t i = 0;
	for (const struct xml_element *c = source->first; c != NULL; c = c->next)
		if (is_boxed_expression(c))
			boxed->parts[i++] = compile_boxed(compiler, scope, c);
	return boxed;
}

static struct boxed *compile_relation(struct compiler *compiler, const struct scope *scope,
				      const struct xml_element *source)
{
	struct boxed *boxed = boxed_new(compiler, BOXED_RELATION, source);
	size_t columns = count_children(source, "column");
	size_t rows = count_children(source, "row");
	make_parts(compiler, boxed, columns * rows);
	boxed->names = arena_new_array(compiler->model->arena, struct text, columns);
	boxed->types = arena_new_array(compiler->model->arena, const struct type *, columns);
	boxed->name_count = columns;
	size_t i = 0;
	for (const struct xml_element *c = xml_child(source, "column"); c != NULL;
	     c = xml_next(c, "column"), i++) {
		boxed->names[i] = xml_attribute(c, "name");
		boxed->types[i] = type_of(compiler, c);
	}
	check_distinct(compiler, boxed, columns, source);
	i = 0;
	for (const struct xml_element *row = xml_child(source, "row"); row != NULL;
	     row = xml_next(row, "row")) {
		size_t end = i + columns;
		for (const struct xml_element *c = row->first; c != NULL && i < end; c = c->next)
			if (is_boxed_expression(c))
				boxed->parts[i++] = compile_boxed(compiler, scope, c);
		i = end;
	}
	return boxed;
}

static struct boxed *compile_conditional(struct compiler *compiler, const struct scope *scope,
					 const struct xml_element *source)
{
	static const char *const names[] = { "if", "then", "else" };
	struct boxed *boxed = boxed_new(compiler, BOXED_CONDITIONAL, source);
	make_parts(compiler, boxed, 3);
	for (size_t i = 0; i < 3; i++)
		boxed->parts[i] =
			compile_boxed(compiler, scope, compile_inner(xml_child(source, names[i])));
	return boxed;
}

static struct boxed *compile_filter(struct compiler *compiler, const struct scope *outer,
				    const struct xml_element *source)
{
	struct boxed *boxed = boxed_new(compiler, BOXED_FILTER, source);
	make_parts(compiler, boxed, 2);
	boxed->parts[0] = compile_boxed(compiler, outer, compile_inner(xml_child(source, "in")));
	struct scope *scope = arena_new_one(compiler->model->arena, struct scope);
	scope->outer = outer;
	scope->is_dynamic = true;
	scope_add(&compiler->model->vocabulary, scope, TEXT("item"));
	boxed->parts[1] = compile_boxed(compiler, scope, compile_inner(xml_child(source, "match")));
	return boxed;
}

static struct boxed *compile_iterator(struct compiler *compiler, const struct scope *outer,
				      const struct xml_element *source, enum boxed_kind kind)
{
	struct boxed *boxed = boxed_new(compiler, kind, source);
	make_parts(compiler, boxed, 2);
	struct scope *scope = arena_new_one(compiler->model->arena, struct scope);
	scope->outer = outer;
	boxed->parts[0] = compile_boxed(compiler, scope, compile_inner(xml_child(source, "in")));
	boxed->names[0] = xml_attribute(source, "iteratorVariable");
	scope_add(&compiler->model->vocabulary, scope, boxed->names[0]);
	if (kind == BOXED_FOR)
		scope_add(&compiler->model->vocabulary, scope, TEXT("partial"));
	const char *body = kind == BOXED_FOR ? "return" : "satisfies";
	boxed->parts[1] = compile_boxed(compiler, scope, compile_inner(xml_child(source, body)));
	return boxed;
}

static struct boxed *compile_table(struct compiler *compiler, const struct scope *scope,
				   const struct xml_element *source)
{
	struct boxed *boxed = boxed_new(compiler, BOXED_TABLE, source);
	boxed->table = model_compile_table(compiler->model, compiler->element, scope, source);
	return boxed;
}

static struct boxed *dispatch(struct compiler *compiler, const struct scope *scope,
			      const struct xml_element *source)
{
	struct text name = source->name;
	if (text_is(name, "literalExpression"))
		return compile_literal(compiler, scope, source);
	if (text_is(name, "decisionTable"))
		return compile_table(compiler, scope, source);
	if (text_is(name, "context"))
		return compile_context(compiler, scope, source);
	if (text_is(name, "invocation"))
		return compile_invocation(compiler, scope, source);
	if (text_is(name, "functionDefinition"))
		return compile_function(compiler, scope, source);
	if (text_is(name, "list"))
		return compile_list(compiler, scope, source);
	if (text_is(name, "relation"))
		return compile_relation(compiler, scope, source);
	if (text_is(name, "conditional"))
		return compile_conditional(compiler, scope, source);
	if (text_is(name, "filter"))
		return compile_filter(compiler, scope, source);
	if (text_is(name, "for"))
		return compile_iterator(compiler, scope, source, BOXED_FOR);
	if (text_is(name, "some"))
		return compile_iterator(compiler, scope, source, BOXED_SOME);
	return compile_iterator(compiler, scope, source, BOXED_EVERY);
}

struct boxed *compile_boxed(struct compiler *compiler, const struct scope *scope,
			    const struct xml_element *source)
{
	if (source == NULL)
		return NULL;
	struct boxed *boxed = dispatch(compiler, scope, source);
	boxed->type = type_of(compiler, source);
	compile_settle_result(boxed, &boxed->type);
	return boxed;
}
