/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/tck_java.h"

#include "base/builder.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static dmn_value from_text(struct arena *arena, dmn_value text)
{
	if (text.kind != DMN_STRING)
		return dmn_null();
	return dmn_number_text(arena, text.as.string, text.count);
}

static dmn_value parse_number(struct arena *arena, const dmn_value *arguments, size_t count)
{
	(void)count;
	return from_text(arena, arguments[0]);
}

static dmn_value parse_whole(struct arena *arena, const dmn_value *arguments, size_t count)
{
	int64_t whole;
	(void)count;
	dmn_value value = from_text(arena, arguments[0]);
	return dmn_get_int(value, &whole) ? value : dmn_null();
}

static dmn_value same_whole(struct arena *arena, const dmn_value *arguments, size_t count)
{
	int64_t whole;
	(void)arena, (void)count;
	return dmn_get_int(arguments[0], &whole) ? arguments[0] : dmn_null();
}

static dmn_value maximum(struct arena *arena, const dmn_value *arguments, size_t count)
{
	(void)arena, (void)count;
	int order = dmn_compare(arguments[0], arguments[1]);
	if (order == 2 || arguments[0].kind != DMN_NUMBER)
		return dmn_null();
	return arguments[order < 0 ? 1 : 0];
}

static dmn_value cosine(struct arena *arena, const dmn_value *arguments, size_t count)
{
	char printed[40];
	(void)count;
	if (arguments[0].kind != DMN_NUMBER)
		return dmn_null();
	double angle = strtod(dmn_text(arena, arguments[0], NULL), NULL);
	int size = snprintf(printed, sizeof printed, "%.17g", cos(angle));
	return dmn_number_text(arena, printed, (size_t)size);
}

static dmn_value one_character(struct arena *arena, const dmn_value *arguments, size_t count)
{
	(void)arena, (void)count;
	struct text text = { arguments[0].as.string, arguments[0].count };
	if (arguments[0].kind != DMN_STRING || text_count(text) != 1)
		return dmn_null();
	return arguments[0];
}

/* String.format with %s alone. */
static dmn_value format(struct arena *arena, const dmn_value *arguments, size_t count)
{
	if (count == 0 || arguments[0].kind != DMN_STRING)
		return dmn_null();
	struct builder out = builder_new(arena);
	size_t next = 1;
	for (uint32_t i = 0; i < arguments[0].count; i++) {
		const char *at = arguments[0].as.string + i;
		bool is_place = *at == '%' && i + 1 < arguments[0].count && at[1] == 's';
		if (!is_place) {
			builder_add_byte(&out, *at);
			continue;
		}
		if (next >= count)
			return dmn_null();
		builder_add_c(&out, dmn_text(arena, arguments[next++], NULL));
		i++;
	}
	struct text made = builder_text(&out);
	return dmn_string(arena, made.at, made.length);
}

dmn_value (*tck_java_find(void *user, const char *class_name,
			  const char *signature))(struct arena *arena, const dmn_value *arguments,
						  size_t count)
{
	static const struct {
		const char *class_name;
		const char *signature; /* without spaces */
		dmn_value (*call)(struct arena *arena, const dmn_value *arguments, size_t count);
	} rows[] = {
		{ "java.lang.Math", "max(double,double)", maximum },
		{ "java.lang.Math", "max(float,float)", maximum },
		{ "java.lang.Math", "max(int,int)", maximum },
		{ "java.lang.Math", "max(long,long)", maximum },
		{ "java.lang.Math", "cos(double)", cosine },
		{ "java.lang.Integer", "valueOf(java.lang.String)", parse_whole },
		{ "java.lang.Float", "valueOf(java.lang.String)", parse_number },
		{ "java.lang.Double", "valueOf(java.lang.String)", parse_number },
		{ "java.lang.Short", "valueOf(short)", same_whole },
		{ "java.lang.Byte", "valueOf(byte)", same_whole },
		{ "java.lang.String", "valueOf(char)", one_character },
		{ "java.lang.String", "format(java.lang.String,[Ljava.lang.Object;)", format },
	};
	char tight[128];
	size_t used = 0;
	(void)user;
	for (const char *c = signature; *c != '\0' && used + 1 < sizeof tight; c++)
		if (*c != ' ')
			tight[used++] = *c;
	tight[used] = '\0';
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].class_name, class_name) == 0 &&
		    strcmp(rows[i].signature, tight) == 0)
			return rows[i].call;
	return NULL;
}
