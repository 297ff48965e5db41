/* SPDX-License-Identifier: Apache-2.0 */
/* What a step's texts stand for: {item CASE/RECORD}, {folder}, {NAME}; and commands and FEEL with
 * it. */
#include "cli/scenario.h"

#include "app/engine_host.h"
#include "base/builder.h"

#include <string.h>

static void add_option(struct arena *arena, struct scenario_words *words, const char *option,
		       const char *value)
{
	list_push(arena, words, arena_copy(arena, option, strlen(option) + 1));
	list_push(arena, words, arena_copy(arena, value, strlen(value) + 1));
}

static bool has_word(const struct scenario_words *words, const char *option)
{
	for (size_t i = 0; i < words->count; i++)
		if (text_is(text_from(words->at[i]), option))
			return true;
	return false;
}

enum status scenario_do(struct scenario_run *run, struct text command, struct scenario_done *out,
			struct error *error)
{
	struct scenario_words words = { 0 };
	TRY(scenario_cut(run->arena, command, &words, error));
	add_option(run->arena, &words, "--db", run->db);
	add_option(run->arena, &words, "--as-of", run->day);
	if (!has_word(&words, "--as"))
		add_option(run->arena, &words, "--as", run->as);
	scenario_call(run->arena, &words, out);
	return STATUS_OK;
}

static dmn_value answer_value(struct scenario_run *run)
{
	dmn_value value;
	struct text it = text_trim(run->answer);
	bool json = it.length != 0 && (it.at[0] == '{' || it.at[0] == '[');
	if (json && dmn_from_json(run->arena, it.at, it.length, &value))
		return value;
	return dmn_string(run->arena, it.at, it.length);
}

dmn_value scenario_ask(struct scenario_run *run, struct text feel)
{
	static const char *const names[] = { "it" };
	struct engine_host host;
	engine_host_init(&host, run->arena);
	dmn_value it = answer_value(run);
	return dmn_feel(&host.host, run->arena, feel.at, feel.length,
			dmn_context(run->arena, names, &it, 1), false);
}

static struct text words_of(struct arena *arena, dmn_value value)
{
	size_t size;
	const char *text = dmn_text(arena, value, &size);
	return (struct text){ text, size };
}

/* `which` is CASE/RECORD, by their keys: its latest cycle. */
static enum status fill_item(struct scenario_run *run, struct text which, struct text *out,
			     struct error *error)
{
	struct text record;
	struct text reference = text_cut(which, '/', &record);
	struct scenario_done done;
	struct text before = run->answer;
	TRY(scenario_do(run,
			text_format(run->arena, "case %.*s '%.*s' --json",
				    TEXT_ARG(run->pack->name), TEXT_ARG(reference)),
			&done, error));
	if (done.status != STATUS_OK) {
		*error = done.error;
		return done.status;
	}
	run->answer = done.answer;
	dmn_value number = scenario_ask(
		run,
		text_format(
			run->arena,
			"sort(it.items[key = \"%.*s\"], function(a, b) a.cycle > b.cycle)[1].item",
			TEXT_ARG(record)));
	run->answer = before;
	*out = words_of(run->arena, number);
	if (number.kind == DMN_NUMBER)
		return STATUS_OK;
	error_set(error, STATUS_NOT_FOUND, "there is no item about '%.*s'", TEXT_ARG(record));
	return error_remedy(error, "write {item CASE/RECORD}, each by its reference");
}

static enum status fill_one(struct scenario_run *run, struct text name, struct text *out,
			    struct error *error)
{
	if (text_starts(name, TEXT("item ")))
		return fill_item(run, text_slice(name, 5, name.length), out, error);
	if (text_is(name, "folder")) {
		*out = text_from(run->scratch.folder);
		return STATUS_OK;
	}
	for (size_t i = run->names.count; i-- > 0;) {
		if (!text_equal(run->names.at[i].name, name))
			continue;
		*out = run->names.at[i].value;
		return STATUS_OK;
	}
	error_set(error, STATUS_INVALID, "nothing is named '%.*s'", TEXT_ARG(name));
	return error_remedy(error, "name it under `names:` of an earlier step");
}

enum status scenario_fill(struct scenario_run *run, struct text text, struct text *out,
			  struct error *error)
{
	struct builder filled = builder_new(run->arena);
	for (size_t at = 0; at < text.length;) {
		struct text value = TEXT("");
		size_t open = text_find(text, TEXT("{"), at);
		size_t close = open == SIZE_MAX ? SIZE_MAX : text_find(text, TEXT("}"), open);
		if (close == SIZE_MAX)
			open = close = text.length;
		builder_add(&filled, text_slice(text, at, open));
		if (open < close) {
			TRY(fill_one(run, text_slice(text, open + 1, close), &value, error));
			builder_add(&filled, value);
		}
		at = close + 1;
	}
	*out = text_copy(run->arena, builder_text(&filled));
	return STATUS_OK;
}
