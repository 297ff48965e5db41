/* SPDX-License-Identifier: Apache-2.0 */
/* Models and inputs from files. */
#include "cli/model_file.h"

#include "cli/engine_print.h"
#include "os/file.h"

#include <string.h>

enum {
	MODEL_SIZE_MOST = 64 * 1024 * 1024
};

static enum status load(struct command_call *call, struct dmn_model *model,
			const struct option_words *files, struct error *error)
{
	for (size_t i = 0; i < files->count; i++) {
		struct text xml;
		TRY(file_read(call->arena, files->at[i], MODEL_SIZE_MOST, &xml, error));
		if (!dmn_model_add(model, files->at[i], xml.at, xml.length))
			return problem_error(dmn_model_problem(model, 0), error);
	}
	if (!dmn_model_compile(model))
		return error_set(error, STATUS_LIMIT, "the model is too large to compile");
	return STATUS_OK;
}

enum status model_file_load(struct command_call *call, struct engine_host *engine,
			    const struct option_words *files, struct dmn_model **out,
			    struct error *error)
{
	struct dmn_model *model = dmn_model_new(&engine->host);
	if (model == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	enum status status = load(call, model, files, error);
	if (status != STATUS_OK)
		dmn_model_free(model);
	*out = status == STATUS_OK ? model : NULL;
	return status;
}

enum status model_file_open(struct command_call *call, struct engine_host *engine,
			    const struct option_words *files, struct dmn_model **out,
			    struct error *error)
{
	const struct dmn_problem *problem;
	TRY(model_file_load(call, engine, files, out, error));
	for (size_t i = 0; (problem = dmn_model_problem(*out, i)) != NULL; i++)
		print_problem(call, problem);
	return STATUS_OK;
}

static bool find_element(const struct dmn_model *model, const char *name, struct dmn_element *out)
{
	for (size_t i = 0; dmn_model_element(model, i, out); i++)
		if (strcmp(out->name, name) == 0)
			return true;
	return false;
}

static enum status unknown_decision(const struct dmn_model *model, const char *name,
				    struct error *error)
{
	char names[256] = "";
	struct dmn_element element;
	for (size_t i = 0; dmn_model_element(model, i, &element); i++) {
		if (element.kind != DMN_ELEMENT_DECISION)
			continue;
		size_t used = strlen(names);
		snprintf(names + used, sizeof names - used, "%s%s", used != 0 ? ", " : "",
			 element.name);
	}
	error_set(error, STATUS_NOT_FOUND, "the model has no decision '%s'", name);
	return error_remedy(error, "its decisions are: %s", names);
}

enum status model_file_element(const struct dmn_model *model, const char *name,
			       struct dmn_element *out, struct error *error)
{
	if (find_element(model, name, out))
		return STATUS_OK;
	*out = (struct dmn_element){ .kind = DMN_ELEMENT_DECISION, .name = name };
	return strchr(name, '.') != NULL ? STATUS_OK : unknown_decision(model, name, error);
}

static enum status read_inputs(struct command_call *call, const char *given, dmn_value *out,
			       struct error *error)
{
	bool is_json = text_starts(text_trim(text_from(given)), TEXT("{"));
	const char *name = is_json ? "the inputs" : given;
	struct text json = text_from(given);
	dmn_value inputs;
	if (!is_json)
		TRY(file_read(call->arena, given, MODEL_SIZE_MOST, &json, error));
	if (!dmn_from_json(call->arena, json.at, json.length, &inputs)) {
		problem_error(dmn_problem_of(inputs), error);
		return error_place(error, name, 0, NULL);
	}
	if (inputs.kind != DMN_CONTEXT)
		return error_set(error, STATUS_INVALID, "%s does not hold a JSON object", name);
	*out = inputs;
	return STATUS_OK;
}

/* A name that the model has not is most often one misspelled. */
enum status model_file_inputs(struct command_call *call, const struct dmn_model *model,
			      const struct dmn_element *asked, const char *given, dmn_value *out,
			      struct error *error)
{
	*out = dmn_null();
	if (given == NULL)
		return STATUS_OK;
	TRY(read_inputs(call, given, out, error));
	bool is_called = asked->kind == DMN_ELEMENT_BKM;
	for (size_t i = 0; !is_called && i < dmn_context_count(*out); i++) {
		struct dmn_element element;
		struct text name;
		dmn_context_at(*out, i, &name.at, &name.length);
		const char *name_c = text_c(call->arena, name);
		if (!find_element(model, name_c, &element) && strchr(name_c, '.') == NULL)
			fprintf(call->notes, "remit: warning: the model has no input '%s'\n",
				name_c);
	}
	return STATUS_OK;
}
