/* SPDX-License-Identifier: Apache-2.0 */
/* remit dmn show: a model as a page, or a part of it as a picture. */
#include "cli/model_file.h"
#include "os/file.h"

#include <dmn_draw.h>

struct show_words {
	const char *decision;
	const char *out;
	bool svg;
	bool html;
};

/* As the ending of the file says, where nothing else does. */
static bool is_picture(const struct show_words *words)
{
	if (words->svg || words->decision != NULL)
		return true;
	return !words->html && words->out != NULL && text_ends(text_from(words->out), TEXT(".svg"));
}

static enum status write(struct command_call *call, const char *path, struct text text,
			 struct error *error)
{
	if (path != NULL)
		return file_write(path, text, error);
	fwrite(text.at, 1, text.length, call->out);
	return STATUS_OK;
}

static enum status show(struct command_call *call, const struct dmn_model *model,
			const struct show_words *words, struct error *error)
{
	struct dmn_element element;
	struct text drawn;
	if (words->decision != NULL) {
		TRY(model_file_element(model, words->decision, &element, error));
		drawn.at = dmn_draw(call->arena, model, DMN_DRAW_LOGIC, words->decision,
				    &drawn.length);
	} else if (is_picture(words)) {
		drawn.at = dmn_draw(call->arena, model, DMN_DRAW_GRAPH, NULL, &drawn.length);
	} else {
		drawn.at = dmn_draw(call->arena, model, DMN_DRAW_PAGE, NULL, &drawn.length);
	}
	if (drawn.length == 0)
		return error_set(error, STATUS_LIMIT, "the model is too large to be drawn");
	return write(call, words->out, drawn, error);
}

enum status command_dmn_show(struct command_call *call, struct error *error)
{
	struct show_words words = { 0 };
	const struct option_spec specs[] = {
		{ .name = "decision", .value = &words.decision },
		{ .name = "out", .value = &words.out },
		{ .name = "svg", .flag = &words.svg },
		{ .name = "html", .flag = &words.html },
	};
	struct option_words files = { 0 };
	struct dmn_model *model;
	struct engine_host engine;
	TRY(options_read(call, specs, sizeof specs / sizeof *specs, &files, 1, 64, error));
	if (words.html && (words.svg || words.decision != NULL)) {
		error_set(error, STATUS_USAGE, "a page is all of the model");
		return error_remedy(error, "leave out --html, or --svg and --decision");
	}
	engine_host_init(&engine, call->arena);
	TRY(model_file_open(call, &engine, &files, &model, error));
	enum status status = show(call, model, &words, error);
	dmn_model_free(model);
	return status;
}
