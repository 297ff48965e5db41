/* SPDX-License-Identifier: Apache-2.0 */
/* Builtins over single numbers (DMN 1.5 table 76), and number(). */
#include "feel/builtin_internal.h"
#include "feel/temporal.h"
#include "feel/value_print.h"

enum {
	SCALE_LEAST = -6111,
	SCALE_MOST = 6176
};

static dmn_value round_to_scale(struct run *run, const dmn_value *arguments, enum rounding rounding)
{
	int64_t scale = 0;
	dmn_value failure;
	if (arguments[1].kind == DMN_NUMBER &&
	    !builtin_whole(run, "scale", arguments[1], &scale, &failure))
		return failure;
	if (scale < SCALE_LEAST || scale > SCALE_MOST)
		return run_fail(run, PROBLEM_DOMAIN, "the scale %lld is not in -6111 to 6176",
				(long long)scale);
	dmn_value result = number_round(run->arena, arguments[0], (int)scale, rounding);
	return builtin_number(run, "rounding to that scale", result);
}

dmn_value decimal_function(struct run *run, const dmn_value *arguments)
{
	return round_to_scale(run, arguments, ROUND_HALF_EVEN);
}

dmn_value floor_function(struct run *run, const dmn_value *arguments)
{
	return round_to_scale(run, arguments, ROUND_FLOOR);
}

dmn_value ceiling_function(struct run *run, const dmn_value *arguments)
{
	return round_to_scale(run, arguments, ROUND_CEILING);
}

dmn_value round_up(struct run *run, const dmn_value *arguments)
{
	return round_to_scale(run, arguments, ROUND_UP);
}

dmn_value round_down(struct run *run, const dmn_value *arguments)
{
	return round_to_scale(run, arguments, ROUND_DOWN);
}

dmn_value round_half_up(struct run *run, const dmn_value *arguments)
{
	return round_to_scale(run, arguments, ROUND_HALF_UP);
}

dmn_value round_half_down(struct run *run, const dmn_value *arguments)
{
	return round_to_scale(run, arguments, ROUND_HALF_DOWN);
}

dmn_value abs_function(struct run *run, const dmn_value *arguments)
{
	if (arguments[0].kind == DMN_NUMBER)
		return number_absolute(run->arena, arguments[0]);
	return arguments[0].as.integer < 0 ? temporal_negate(run, arguments[0]) : arguments[0];
}

dmn_value modulo_function(struct run *run, const dmn_value *arguments)
{
	if (number_compare(arguments[1], value_integer(0)) == 0)
		return run_fail(run, PROBLEM_DOMAIN, "modulo: the divisor is 0");
	return builtin_number(run, "modulo", number_modulo(run->arena, arguments[0], arguments[1]));
}

dmn_value sqrt_function(struct run *run, const dmn_value *arguments)
{
	return builtin_number(run, "sqrt", number_sqrt(run->arena, arguments[0]));
}

dmn_value log_function(struct run *run, const dmn_value *arguments)
{
	return builtin_number(run, "log", number_log(run->arena, arguments[0]));
}

dmn_value exp_function(struct run *run, const dmn_value *arguments)
{
	return builtin_number(run, "exp", number_exp(run->arena, arguments[0]));
}

/* 0, 1, or another number when it is not whole. */
static dmn_value modulo_two(struct run *run, dmn_value number)
{
	return number_modulo(run->arena, number, value_integer(2));
}

static dmn_value parity(struct run *run, dmn_value number, int64_t rest)
{
	if (!number_is_integer(number))
		return run_fail(run, PROBLEM_DOMAIN, "only whole numbers are odd or even");
	return value_boolean(number_compare(modulo_two(run, number), value_integer(rest)) == 0);
}

dmn_value odd_function(struct run *run, const dmn_value *arguments)
{
	return parity(run, arguments[0], 1);
}

dmn_value even_function(struct run *run, const dmn_value *arguments)
{
	return parity(run, arguments[0], 0);
}

/* ---- number() ------------------------------------------------------------ */

static bool is_one_of(dmn_value separator, const char *allowed)
{
	if (separator.kind == DMN_NULL)
		return true;
	for (; *allowed != '\0'; allowed++)
		if (separator.count == 1 && separator.as.string[0] == *allowed)
			return true;
	return false;
}

/* Without grouping separators, and with a point for the decimal separator. False when the text has
 * a point that is neither. */
static bool normalise(struct text from, char grouping, char decimal, struct builder *out)
{
	for (size_t i = 0; i < from.length; i++) {
		char byte = from.at[i];
		if (byte == grouping)
			continue;
		if (byte == '.' && decimal != '.')
			return false;
		builder_add_byte(out, byte == decimal ? '.' : byte);
	}
	return true;
}

dmn_value number_from(struct run *run, const dmn_value *arguments)
{
	dmn_value grouping = arguments[1], decimal = arguments[2], result;
	if (!is_one_of(grouping, " ,."))
		return run_fail(
			run, PROBLEM_ARGUMENT,
			"number: the grouping separator is a space, a comma, a period or null");
	if (!is_one_of(decimal, ",."))
		return run_fail(run, PROBLEM_ARGUMENT,
				"number: the decimal separator is a comma, a period or null");
	if (grouping.kind == DMN_STRING && decimal.kind == DMN_STRING &&
	    text_equal(value_text(grouping), value_text(decimal)))
		return run_fail(run, PROBLEM_ARGUMENT, "number: the separators must differ");
	char group = grouping.kind == DMN_STRING ? grouping.as.string[0] : '\0';
	char point = decimal.kind == DMN_STRING ? decimal.as.string[0] : group == '.' ? '\0' : '.';
	struct builder spelled = builder_new(run->arena);
	run_step(run, arguments[0].count / 64);
	if (!normalise(value_text(arguments[0]), group, point, &spelled) ||
	    !number_parse(run->arena, builder_text(&spelled), &result))
		return run_fail(run, PROBLEM_ARGUMENT,
				"number: \"%.*s\" is no number with these separators",
				TEXT_ARG(value_excerpt(value_text(arguments[0]))));
	return result;
}
