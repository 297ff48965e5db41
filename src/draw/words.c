/* SPDX-License-Identifier: Apache-2.0 */
/* The words in which logic is shown. */
#include "draw/draw.h"

const struct boxed *draw_logic_of(const struct element *element)
{
	const struct boxed *logic = element->logic;
	bool is_function = logic != NULL && element->kind == DMN_ELEMENT_BKM;
	return is_function ? (logic->part_count != 0 ? logic->parts[0] : NULL) : logic;
}

struct text draw_policy_words(struct arena *arena, const struct table *table)
{
	static const char *const words[HIT_POLICY_COUNT] = {
		"At most one rule may match",
		"All rules that match must agree",
		"Of the rules that match, the one with the highest output counts",
		"The first rule that matches counts",
		"All rules that match count, in their order",
		"All rules that match count, the highest output first",
		"All rules that match count",
	};
	static const char *const made[AGGREGATION_COUNT] = { "", "; their outputs are added up",
							     "; the least output is the result",
							     "; the greatest output is the result",
							     "; their number is the result" };
	const char *aggregate = table->policy == HIT_COLLECT ? made[table->aggregation] : "";
	return text_format(arena, "%s%s (%s)", words[table->policy], aggregate,
			   hit_policy_names[table->policy]);
}

const char *draw_policy_letter(const struct table *table)
{
	static const char *const letters[HIT_POLICY_COUNT] = { "U", "A", "P", "F", "R", "O", "C" };
	static const char *const collected[AGGREGATION_COUNT] = { "C", "C+", "C<", "C>", "C#" };
	return table->policy == HIT_COLLECT ? collected[table->aggregation]
					    : letters[table->policy];
}

struct text draw_input_label(const struct table_input *input)
{
	return text_trim(input->label);
}

struct text draw_output_label(const struct table *table, size_t output)
{
	struct text name = text_trim(table->outputs[output].name);
	return name.length != 0 ? name : TEXT("Result");
}

struct text draw_cell(const struct expression *expression)
{
	return text_trim(expression->place.source);
}

bool draw_has_notes(const struct table *table)
{
	for (size_t i = 0; i < table->rule_count; i++)
		if (table->rules[i].note[0] != '\0')
			return true;
	return false;
}
