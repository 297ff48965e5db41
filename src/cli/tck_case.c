/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/tck_case.h"

#include "format/xml.h"
#include "os/file.h"

#include <string.h>

enum {
	FILE_SIZE_MOST = 64 * 1024 * 1024
};

/* ---- values in the kit's XML ------------------------------------------ */

static struct text local_type(const struct xml_element *value)
{
	for (size_t i = 0; i < value->attribute_count; i++) {
		const struct xml_attribute *attribute = &value->attributes[i];
		if (!text_is(attribute->name, "type"))
			continue;
		struct text rest;
		text_cut(attribute->value, ':', &rest);
		return rest.length != 0 ? rest : attribute->value;
	}
	return TEXT("");
}

static bool is_nil(const struct xml_element *value)
{
	for (size_t i = 0; i < value->attribute_count; i++)
		if (text_is(value->attributes[i].name, "nil"))
			return text_is(value->attributes[i].value, "true");
	return false;
}

static dmn_value read_duration(struct arena *arena, struct text text)
{
	dmn_value value = dmn_temporal(arena, DMN_DAYS_DURATION, text.at, text.length);
	if (value.kind == DMN_NULL)
		value = dmn_temporal(arena, DMN_MONTHS_DURATION, text.at, text.length);
	return value;
}

/* A typed text as a value; `like` guides an untyped one. */
static dmn_value read_simple(struct arena *arena, const struct xml_element *value, int like)
{
	struct text type = local_type(value);
	struct text text = value->text;
	struct text trimmed = text_trim(text);
	if (is_nil(value))
		return dmn_null();
	if (type.length == 0 && like == DMN_NUMBER)
		type = TEXT("decimal");
	if (type.length == 0 && like == DMN_BOOLEAN)
		type = TEXT("boolean");
	if (text_is(type, "boolean"))
		return dmn_boolean(text_is(trimmed, "true") || text_is(trimmed, "1"));
	if (text_is(type, "date"))
		return dmn_temporal(arena, DMN_DATE, trimmed.at, trimmed.length);
	if (text_is(type, "time"))
		return dmn_temporal(arena, DMN_TIME, trimmed.at, trimmed.length);
	if (text_is(type, "dateTime"))
		return dmn_temporal(arena, DMN_DATE_TIME, trimmed.at, trimmed.length);
	if (text_is(type, "duration") || text_is(type, "dayTimeDuration") ||
	    text_is(type, "yearMonthDuration"))
		return read_duration(arena, trimmed);
	if (text_is(type, "decimal") || text_is(type, "double") || text_is(type, "integer") ||
	    text_is(type, "int") || text_is(type, "float") || text_is(type, "long"))
		return dmn_number_text(arena, trimmed.at, trimmed.length);
	return dmn_string(arena, text.at, text.length);
}

static dmn_value read_value(struct arena *arena, const struct xml_element *bearer, int like);

static dmn_value read_list(struct arena *arena, const struct xml_element *list)
{
	struct {
		LIST_OF(dmn_value);
	} items = { 0 };
	for (const struct xml_element *item = xml_child(list, "item"); item != NULL;
	     item = xml_next(item, "item"))
		list_push(arena, &items, read_value(arena, item, DMN_STRING));
	return dmn_list(arena, items.at, items.count);
}

static dmn_value read_components(struct arena *arena, const struct xml_element *bearer)
{
	struct {
		LIST_OF(const char *);
	} names = { 0 };
	struct {
		LIST_OF(dmn_value);
	} values = { 0 };
	for (const struct xml_element *c = xml_child(bearer, "component"); c != NULL;
	     c = xml_next(c, "component")) {
		list_push(arena, &names, text_c(arena, xml_attribute(c, "name")));
		list_push(arena, &values, read_value(arena, c, DMN_STRING));
	}
	return dmn_context(arena, names.at, values.at, names.count);
}

static dmn_value read_value(struct arena *arena, const struct xml_element *bearer, int like)
{
	const struct xml_element *value = xml_child(bearer, "value");
	const struct xml_element *list = xml_child(bearer, "list");
	if (value != NULL)
		return read_simple(arena, value, like);
	if (list != NULL)
		return is_nil(list) ? dmn_null() : read_list(arena, list);
	if (xml_child(bearer, "component") != NULL)
		return read_components(arena, bearer);
	return dmn_null();
}

/* ---- comparison ------------------------------------------------------- */

static bool is_near(struct arena *arena, dmn_value a, dmn_value b)
{
	const char *expression = "abs(a - b) <= 0.00000001";
	const char *names[] = { "a", "b" };
	dmn_value values[] = { a, b };
	return dmn_is_true(dmn_feel(NULL, arena, expression, strlen(expression),
				    dmn_context(arena, names, values, 2), false));
}

static bool same(struct arena *arena, dmn_value expected, dmn_value actual, bool *within);

static bool same_list(struct arena *arena, dmn_value expected, dmn_value actual, bool *within)
{
	if (expected.count != actual.count)
		return false;
	for (size_t i = 0; i < expected.count; i++)
		if (!same(arena, dmn_list_at(expected, i), dmn_list_at(actual, i), within))
			return false;
	return true;
}

static bool same_context(struct arena *arena, dmn_value expected, dmn_value actual, bool *within)
{
	if (dmn_context_count(expected) != dmn_context_count(actual))
		return false;
	for (size_t i = 0; i < dmn_context_count(expected); i++) {
		const char *name;
		size_t size;
		dmn_value wanted = dmn_context_at(expected, i, &name, &size);
		const char *name_c = text_c(arena, (struct text){ name, size });
		if (!dmn_context_has(actual, name_c) ||
		    !same(arena, wanted, dmn_context_get(actual, name_c), within))
			return false;
	}
	return true;
}

static bool same(struct arena *arena, dmn_value expected, dmn_value actual, bool *within)
{
	if (expected.kind != actual.kind)
		return false;
	if (expected.kind == DMN_LIST)
		return same_list(arena, expected, actual, within);
	if (expected.kind == DMN_CONTEXT)
		return same_context(arena, expected, actual, within);
	if (expected.kind == DMN_NULL || dmn_equal(expected, actual))
		return true;
	if (expected.kind == DMN_NUMBER && is_near(arena, expected, actual)) {
		*within = true;
		return true;
	}
	return false;
}

/* ---- running ----------------------------------------------------------- */

struct suite {
	struct arena *arena;
	struct dmn_model *model;
	const struct xml_element *root;
	struct tck_results *out;
};

static void set_inputs(struct suite *suite, struct dmn_evaluation *evaluation,
		       const struct xml_element *test)
{
	for (const struct xml_element *input = xml_child(test, "inputNode"); input != NULL;
	     input = xml_next(input, "inputNode")) {
		dmn_value value = read_value(suite->arena, input, DMN_STRING);
		const char *name = text_c(suite->arena, xml_attribute(input, "name"));
		struct text uri = xml_attribute(input, "namespace");
		if (uri.length != 0)
			dmn_set_input_in(evaluation, text_c(suite->arena, uri), name, value);
		else
			dmn_set_input(evaluation, name, value);
	}
}

static dmn_value service_arguments(struct suite *suite, const struct xml_element *test)
{
	struct {
		LIST_OF(const char *);
	} names = { 0 };
	struct {
		LIST_OF(dmn_value);
	} values = { 0 };
	for (const struct xml_element *input = xml_child(test, "inputNode"); input != NULL;
	     input = xml_next(input, "inputNode")) {
		list_push(suite->arena, &names, text_c(suite->arena, xml_attribute(input, "name")));
		list_push(suite->arena, &values, read_value(suite->arena, input, DMN_STRING));
	}
	return dmn_context(suite->arena, names.at, values.at, names.count);
}

/* The value of a result node: of a decision, or of a decision service's output. */
static dmn_value result_value(struct suite *suite, struct dmn_evaluation *evaluation,
			      const struct xml_element *test, const char *name)
{
	if (!text_is(xml_attribute(test, "type"), "decisionService"))
		return dmn_decide(evaluation, name);
	const char *service = text_c(suite->arena, xml_attribute(test, "invocableName"));
	dmn_value result = dmn_invoke(evaluation, service, service_arguments(suite, test));
	if (result.kind == DMN_CONTEXT && dmn_context_has(result, name))
		return dmn_context_get(result, name);
	return result;
}

static const char *detail_of(struct suite *suite, const char *name, dmn_value expected,
			     dmn_value actual)
{
	const struct dmn_problem *problem = dmn_problem_of(actual);
	struct text text = text_format(
		suite->arena, "%s: expected %s, got %s%s%s", name,
		dmn_to_json(suite->arena, expected, NULL), dmn_to_json(suite->arena, actual, NULL),
		problem != NULL ? ": " : "", problem != NULL ? problem->message : "");
	return text_c(suite->arena, text);
}

static void run_node(struct suite *suite, struct dmn_evaluation *evaluation,
		     const struct xml_element *test, const struct xml_element *node,
		     struct tck_result *result)
{
	const char *name = text_c(suite->arena, xml_attribute(node, "name"));
	dmn_value actual = result_value(suite, evaluation, test, name);
	const struct xml_element *expected_element = xml_child(node, "expected");
	dmn_value expected = expected_element == NULL
				     ? dmn_null()
				     : read_value(suite->arena, expected_element, actual.kind);
	bool wants_error = text_is(xml_attribute(node, "errorResult"), "true");
	if (same(suite->arena, expected, actual, &result->within)) {
		/* A warning tells of a null by the specification's own tables: no error. */
		const struct dmn_problem *problem = dmn_problem_of(actual);
		bool tells_error = problem != NULL && problem->severity == DMN_ERROR;
		result->strict = result->strict && wants_error == tells_error;
		return;
	}
	result->passed = false;
	result->strict = false;
	result->detail = detail_of(suite, name, expected, actual);
}

static void run_case(struct suite *suite, struct dmn_evaluation *evaluation,
		     const struct xml_element *test)
{
	struct tck_result result = {
		.case_id = xml_attribute(test, "id"), .passed = true, .strict = true, .detail = ""
	};
	dmn_evaluation_reset(evaluation);
	set_inputs(suite, evaluation, test);
	for (const struct xml_element *node = xml_child(test, "resultNode"); node != NULL;
	     node = xml_next(node, "resultNode"))
		run_node(suite, evaluation, test, node, &result);
	list_push(suite->arena, suite->out, result);
}

static enum status add_model(struct suite *suite, const char *folder, const char *name,
			     struct error *error)
{
	struct text xml;
	TRY(file_read(suite->arena, file_join(suite->arena, folder, name), FILE_SIZE_MOST, &xml,
		      error));
	if (!dmn_model_add(suite->model, name, xml.at, xml.length))
		return error_set(error, STATUS_INVALID, "%s: %s", name,
				 dmn_model_problem(suite->model, 0)->message);
	return STATUS_OK;
}

/* The file's model first, then the others of the folder, which it may import. */
static enum status load_models(struct suite *suite, const char *folder, struct error *error)
{
	struct text main_name = xml_child_text(suite->root, "modelName");
	struct file_names names = { 0 };
	TRY(add_model(suite, folder, text_c(suite->arena, main_name), error));
	TRY(file_list(suite->arena, folder, &names, error));
	for (size_t i = 0; i < names.count; i++)
		if (text_ends(names.at[i], TEXT(".dmn")) && !text_equal(names.at[i], main_name))
			TRY(add_model(suite, folder, text_c(suite->arena, names.at[i]), error));
	if (!dmn_model_compile(suite->model))
		return error_set(error, STATUS_INVALID, "the model does not compile");
	return STATUS_OK;
}

static void run_all(struct suite *suite)
{
	struct dmn_evaluation *evaluation = dmn_evaluation_new(suite->model);
	for (const struct xml_element *test = xml_child(suite->root, "testCase"); test != NULL;
	     test = xml_next(test, "testCase"))
		run_case(suite, evaluation, test);
	dmn_evaluation_free(evaluation);
}

/* A model that cannot be loaded fails each of its cases. */
static void fail_all(struct suite *suite, const struct error *error)
{
	for (const struct xml_element *test = xml_child(suite->root, "testCase"); test != NULL;
	     test = xml_next(test, "testCase")) {
		struct tck_result result = { .case_id = xml_attribute(test, "id") };
		result.detail = text_c(suite->arena, text_from(error->message));
		list_push(suite->arena, suite->out, result);
	}
}

/* Comments that end at the first "-->", as editors see them: XML allows no "--" inside one. */
static struct text calm_comments(struct arena *arena, struct text xml)
{
	char *at = arena_copy(arena, xml.at, xml.length);
	bool is_comment = false;
	for (size_t i = 0; i + 2 < xml.length; i++) {
		if (!is_comment) {
			is_comment = text_starts(text_slice(xml, i, xml.length), TEXT("<!--"));
			i += is_comment ? 3 : 0;
		} else if (at[i] == '-' && at[i + 1] == '-') {
			is_comment = at[i + 2] != '>';
			at[i] = is_comment ? ' ' : '-';
		}
	}
	return (struct text){ .at = at, .length = xml.length };
}

/* The kit has files that only this slip keeps from being XML; their cases are run all the same. */
static enum status read_cases(struct arena *arena, const char *path, struct xml_element **out_root,
			      struct error *error)
{
	struct text xml;
	struct error slip = { 0 };
	TRY(file_read(arena, path, FILE_SIZE_MOST, &xml, error));
	if (xml_read(arena, xml, out_root, &slip) == STATUS_OK)
		return STATUS_OK;
	enum status status = xml_read(arena, calm_comments(arena, xml), out_root, error);
	if (status != STATUS_OK)
		error_place(error, path, 0, NULL);
	return status;
}

enum status tck_run_file(struct arena *arena, const struct dmn_host *host, const char *folder,
			 const char *path, struct tck_results *out, struct error *error)
{
	struct xml_element *root;
	TRY(read_cases(arena, path, &root, error));
	struct suite suite = {
		.arena = arena, .root = root, .out = out, .model = dmn_model_new(host)
	};
	if (suite.model == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	struct error load_error = { 0 };
	if (load_models(&suite, folder, &load_error) == STATUS_OK)
		run_all(&suite);
	else
		fail_all(&suite, &load_error);
	dmn_model_free(suite.model);
	return STATUS_OK;
}
