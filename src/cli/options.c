/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a command's words. */
#include "cli/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static enum status usage(const struct command_call *call, struct error *error)
{
	return error_remedy(error, "usage: remit %s %s", call->command->name, call->command->usage);
}

static const struct option_spec *find_spec(const struct option_spec *specs, size_t count,
					   struct text name)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(name, specs[i].name))
			return &specs[i];
	return NULL;
}

static enum status give(struct command_call *call, const struct option_spec *spec,
			const char *value, struct error *error)
{
	if (spec->words != NULL) {
		list_push(call->arena, spec->words, value);
		return STATUS_OK;
	}
	if (*spec->value != NULL) {
		error_set(error, STATUS_USAGE, "--%s is given twice", spec->name);
		return usage(call, error);
	}
	*spec->value = value;
	return STATUS_OK;
}

/* Take the option at *at, and the word after it when that is its value. */
static enum status take(struct command_call *call, const struct option_spec *specs, size_t count,
			int *at, struct error *error)
{
	const char *word = call->argv[*at] + 2;
	const char *equals = strchr(word, '=');
	struct text name = { word, equals != NULL ? (size_t)(equals - word) : strlen(word) };
	const struct option_spec *spec = find_spec(specs, count, name);
	if (spec == NULL) {
		error_set(error, STATUS_USAGE, "there is no option --%.*s", TEXT_ARG(name));
		return usage(call, error);
	}
	if (spec->flag != NULL) {
		*spec->flag = true;
		return STATUS_OK;
	}
	if (equals != NULL)
		return give(call, spec, equals + 1, error);
	if (*at + 1 >= call->argc) {
		error_set(error, STATUS_USAGE, "--%s wants a value", spec->name);
		return usage(call, error);
	}
	return give(call, spec, call->argv[++*at], error);
}

static enum status check(struct command_call *call, const struct option_spec *specs, size_t count,
			 const struct option_words *words, size_t fewest, size_t most,
			 struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		if (specs[i].needed && specs[i].value != NULL && *specs[i].value == NULL) {
			error_set(error, STATUS_USAGE, "--%s is missing", specs[i].name);
			return usage(call, error);
		}
	}
	if (words->count < fewest || words->count > most) {
		error_set(error, STATUS_USAGE,
			  words->count < fewest ? "a word is missing" : "there is a word too many");
		return usage(call, error);
	}
	return STATUS_OK;
}

enum status options_read(struct command_call *call, const struct option_spec *specs, size_t count,
			 struct option_words *words, size_t fewest, size_t most,
			 struct error *error)
{
	bool only_words = false;
	for (int i = 0; i < call->argc; i++) {
		const char *word = call->argv[i];
		if (!only_words && strcmp(word, "--") == 0)
			only_words = true;
		else if (!only_words && strncmp(word, "--", 2) == 0)
			TRY(take(call, specs, count, &i, error));
		else
			list_push(call->arena, words, word);
	}
	return check(call, specs, count, words, fewest, most, error);
}

enum status options_number(const char *name, const char *value, int64_t least, int64_t most,
			   int64_t *out, struct error *error)
{
	char *end;
	errno = 0;
	long long number = strtoll(value, &end, 10);
	if (errno == 0 && end != value && *end == '\0' && number >= least && number <= most) {
		*out = number;
		return STATUS_OK;
	}
	error_set(error, STATUS_USAGE, "%s '%s' is not a whole number from %lld to %lld", name,
		  value, (long long)least, (long long)most);
	return STATUS_USAGE;
}
