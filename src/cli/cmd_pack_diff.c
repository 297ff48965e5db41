/* SPDX-License-Identifier: Apache-2.0 */
/* remit pack diff: what changed between two versions of a pack. */
#include "cli/answer.h"
#include "cli/options.h"
#include "cli/pack_impact.h"
#include "pack/difference.h"

#include <string.h>

static void print_text(struct command_call *call, const struct pack_difference *found)
{
	struct text file = TEXT("");
	for (size_t i = 0; i < found->count; i++) {
		const struct pack_change *it = &found->at[i];
		bool rules = it->key.length != 0 && !text_starts(it->sentence, it->key);
		if (!text_equal(it->file, file))
			fprintf(call->out, "%.*s\n", TEXT_ARG(it->file));
		file = it->file;
		fprintf(call->out, "  %.*s%s%.*s\n", TEXT_ARG(rules ? it->key : TEXT("")),
			rules ? ": " : "", TEXT_ARG(it->sentence));
	}
	if (found->count == 0)
		fprintf(call->out, "The two are the same.\n");
}

static void print_json(struct command_call *call, const struct pack_difference *found)
{
	struct answer answer = answer_new(call->arena);
	answer_object(&answer, NULL);
	answer_list(&answer, "changes");
	for (size_t i = 0; i < found->count; i++) {
		answer_object(&answer, NULL);
		answer_text(&answer, "file", found->at[i].file);
		answer_text(&answer, "key", found->at[i].key);
		answer_text(&answer, "sentence", found->at[i].sentence);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, call->out);
}

static bool is_of_cases(const struct command_call *call)
{
	for (int i = 0; i < call->argc; i++)
		if (strcmp(call->argv[i], "--impact") == 0)
			return true;
	return false;
}

enum status command_pack_diff(struct command_call *call, struct error *error)
{
	struct option_words words = { 0 };
	struct pack_difference found;
	bool json = false;
	const struct option_spec specs[] = { { .name = "json", .flag = &json } };
	if (is_of_cases(call))
		return command_pack_impact(call, error);
	TRY(options_read(call, specs, 1, &words, 2, 2, error));
	TRY(pack_difference(call->arena, words.at[0], words.at[1], &found, error));
	if (json)
		print_json(call, &found);
	else
		print_text(call, &found);
	return found.count == 0 ? STATUS_OK
				: error_set(error, STATUS_DIFFERS, "%zu changes", found.count);
}
