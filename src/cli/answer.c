/* SPDX-License-Identifier: Apache-2.0 */
/* JSON answers. */
#include "cli/answer.h"

#include "format/json.h"

struct answer answer_new(struct arena *arena)
{
	return (struct answer){ .out = builder_new(arena) };
}

static void begin(struct answer *answer, const char *key)
{
	if (answer->comma)
		builder_add_byte(&answer->out, ',');
	answer->comma = true;
	if (key == NULL)
		return;
	json_write_string(&answer->out, text_from(key));
	builder_add_byte(&answer->out, ':');
}

static void open(struct answer *answer, const char *key, char bracket)
{
	begin(answer, key);
	builder_add_byte(&answer->out, bracket);
	answer->comma = false;
}

static void close(struct answer *answer, char bracket)
{
	builder_add_byte(&answer->out, bracket);
	answer->comma = true;
}

void answer_object(struct answer *answer, const char *key)
{
	open(answer, key, '{');
}

void answer_list(struct answer *answer, const char *key)
{
	open(answer, key, '[');
}

void answer_end_object(struct answer *answer)
{
	close(answer, '}');
}

void answer_end_list(struct answer *answer)
{
	close(answer, ']');
}

void answer_text(struct answer *answer, const char *key, struct text value)
{
	begin(answer, key);
	json_write_string(&answer->out, value);
}

void answer_texts(struct answer *answer, const char *key, const struct text *at, size_t count)
{
	answer_list(answer, key);
	for (size_t i = 0; i < count; i++)
		answer_text(answer, NULL, at[i]);
	answer_end_list(answer);
}

void answer_number(struct answer *answer, const char *key, int64_t value)
{
	begin(answer, key);
	builder_add_format(&answer->out, "%lld", (long long)value);
}

void answer_truth(struct answer *answer, const char *key, bool value)
{
	begin(answer, key);
	builder_add_c(&answer->out, value ? "true" : "false");
}

void answer_raw(struct answer *answer, const char *key, struct text json)
{
	begin(answer, key);
	builder_add(&answer->out, json);
}

void answer_print(const struct answer *answer, FILE *out)
{
	struct text text = builder_text(&answer->out);
	fwrite(text.at, 1, text.length, out);
	fputc('\n', out);
}
