/* SPDX-License-Identifier: Apache-2.0 */
/* An explanation under limits: each number of steps, bytes and questions to the host that ends it
 * somewhere leaves something that can be told, or nothing, and says that it is cut; and with all
 * the room there is it says the same as without limits.
 *
 * usage: test_limits MODEL DECISION INPUTS_JSON */
#include <dmn_explain.h>

#include <stdio.h>
#include <string.h>

static char xml[1 << 20];
static size_t xml_size;
static unsigned questions_left;

static bool keep_going(void *user)
{
	(void)user;
	return questions_left != 0 && questions_left-- != 0;
}

struct outcome {
	bool is_told;
	bool is_cut;
	enum dmn_search_end end;
	char text[1 << 14];
};

static struct outcome explain(const struct dmn_host *host, const char *decision,
			      const char *inputs_json)
{
	static struct outcome outcome;
	outcome = (struct outcome){ 0 };
	struct arena *arena = dmn_arena_new(0);
	struct dmn_model *model = dmn_model_new(host);
	dmn_value inputs;
	if (arena != NULL && model != NULL &&
	    dmn_from_json(arena, inputs_json, strlen(inputs_json), &inputs) &&
	    dmn_model_add(model, "limits.dmn", xml, xml_size) && dmn_model_compile(model)) {
		struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
		const struct dmn_explanation *told =
			dmn_explain(evaluation, decision, inputs, NULL);
		outcome.is_told = told != NULL;
		outcome.is_cut = told != NULL && told->is_cut;
		outcome.end = told != NULL ? told->search.end : DMN_SEARCH_NOT_MADE;
		const char *text = told != NULL ? dmn_explanation_print(arena, told,
									DMN_EXPLANATION_TEXT, NULL)
						: "";
		snprintf(outcome.text, sizeof outcome.text, "%s", text);
		if (told != NULL)
			dmn_explanation_print(arena, told, DMN_EXPLANATION_JSON, NULL);
		dmn_evaluation_free(evaluation);
	}
	dmn_model_free(model);
	dmn_arena_free(arena);
	return outcome;
}

static int failed;

static void point(bool good, const char *what, unsigned long at)
{
	if (good)
		return;
	failed = 1;
	printf("failed: %s, at %lu\n", what, at);
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	FILE *file = fopen(argv[1], "rb");
	if (file == NULL)
		return 2;
	xml_size = fread(xml, 1, sizeof xml, file);
	fclose(file);
	static struct outcome whole;
	whole = explain(NULL, argv[2], argv[3]);
	point(whole.is_told && !whole.is_cut && whole.end == DMN_SEARCH_DONE, "without limits", 0);
	unsigned long cut = 0, partly = 0;
	for (unsigned long steps = 1; steps < 30000; steps += steps < 400 ? 1 : 97) {
		const struct dmn_host host = { .size = sizeof host, .most_steps = steps };
		struct outcome outcome = explain(&host, argv[2], argv[3]);
		cut += outcome.is_cut;
		partly += !outcome.is_cut && outcome.end == DMN_SEARCH_IN_ONE;
		if (outcome.end == DMN_SEARCH_DONE)
			point(strcmp(outcome.text, whole.text) == 0, "the whole search", steps);
	}
	point(cut != 0 && partly != 0, "steps end it in its parts", cut);
	for (size_t bytes = 4096; bytes < 600000; bytes += bytes / 16) {
		const struct dmn_host host = { .size = sizeof host, .most_bytes = bytes };
		struct outcome outcome = explain(&host, argv[2], argv[3]);
		if (outcome.end == DMN_SEARCH_DONE && !outcome.is_cut)
			point(strcmp(outcome.text, whole.text) == 0, "the whole, in bytes", bytes);
	}
	for (unsigned questions = 0; questions < 20; questions++) {
		const struct dmn_host host = { .size = sizeof host, .keep_going = keep_going };
		questions_left = questions;
		struct outcome outcome = explain(&host, argv[2], argv[3]);
		point(outcome.is_told, "the host says no", questions);
	}
	printf("%lu cut, %lu searched in part\n", cut, partly);
	return failed;
}
