/* SPDX-License-Identifier: Apache-2.0 */
/* A command of the program from within it. */
#include "cli/scenario.h"

#include "base/builder.h"

#include <stdlib.h>

enum {
	WORDS_MOST = 100
};

/* The word that begins at *at, without its quotes. */
static enum status cut_word(struct arena *arena, struct text text, size_t *at, char **out,
			    struct error *error)
{
	struct builder word = builder_new(arena);
	char quote = '\0';
	for (; *at < text.length; ++*at) {
		char c = text.at[*at];
		if (quote != '\0' ? c == quote : c == '"' || c == '\'')
			quote = quote != '\0' ? '\0' : c;
		else if (quote == '\0' && (c == ' ' || c == '\n'))
			break;
		else
			builder_add_byte(&word, c);
	}
	builder_add_byte(&word, '\0');
	*out = arena_copy(arena, word.at, word.length);
	if (quote == '\0')
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "a quotation mark of the command has no second");
	return error_remedy(error, "put what belongs together between two of %c", quote);
}

enum status scenario_cut(struct arena *arena, struct text text, struct scenario_words *out,
			 struct error *error)
{
	for (size_t at = 0; at < text.length;) {
		char *word;
		if (text.at[at] == ' ' || text.at[at] == '\n') {
			at++;
			continue;
		}
		TRY(cut_word(arena, text, &at, &word, error));
		list_push(arena, out, word);
		if (out->count > WORDS_MOST)
			return error_set(error, STATUS_LIMIT, "the command has more than %d words",
					 WORDS_MOST);
	}
	return STATUS_OK;
}

struct frame {
	struct command_call *call;
	struct scenario_done *out;
};

static void body(void *user)
{
	struct frame *frame = user;
	frame->out->status = frame->call->command->function(frame->call, &frame->out->error);
}

static void call_into(struct arena *arena, struct command_call *call, struct scenario_done *out)
{
	char *bytes = NULL;
	size_t size = 0;
	struct frame frame = { call, out };
	call->out = call->notes = open_memstream(&bytes, &size);
	call->arena = arena_new(0);
	if (call->out == NULL || call->arena == NULL) {
		out->status = error_set(&out->error, STATUS_LIMIT, "there is no memory left");
	} else {
		enum status left = boundary_run(call->arena, body, &frame, &out->error);
		out->status = left != STATUS_OK ? left : out->status;
	}
	arena_free(call->arena);
	if (call->out != NULL)
		(void)fclose(call->out);
	out->answer = text_copy(arena, (struct text){ bytes, bytes != NULL ? size : 0 });
	free(bytes);
}

void scenario_call(struct arena *arena, const struct scenario_words *words,
		   struct scenario_done *out)
{
	int taken = 0;
	struct command_call call = { 0 };
	*out = (struct scenario_done){ .answer = TEXT("") };
	call.command = command_find((int)words->count, words->at, &taken);
	call.argc = (int)words->count - taken;
	call.argv = words->at + taken;
	if (call.command != NULL) {
		call_into(arena, &call, out);
		return;
	}
	out->status = error_set(&out->error, STATUS_USAGE, "there is no command '%s'",
				words->count != 0 ? words->at[0] : "");
	error_remedy(&out->error, "'remit help' lists them");
}
