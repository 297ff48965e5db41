/* SPDX-License-Identifier: Apache-2.0 */
/* How long one evaluation takes, through dmn.h alone: inputs made beforehand, then in the time the
 * reset, the inputs, the decisions and a look at every part of each answer. Prints one JSON object.
 *
 * usage: evaluate MODEL.dmn INPUTS.jsonl DECISION[,DECISION...] named|slots|json|load|threads|print
 *                 [rounds=5 [seconds a round=1 [count=0]]]
 * named: inputs set by name. slots: by slots found beforehand. json: from the text of the inputs to
 * the text of the answer. load: load and compile the model. threads: slots in two threads and in
 * one, by the wall clock; the median is what two are to one. print: the answers themselves, a JSON
 * line an input. With a count: exactly so many evaluations and no clock, for a tool that counts
 * instructions. */
#include <dmn.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	DECISIONS_MOST = 32,
	ROUNDS_MOST = 101,
	BATCH = 64
};

struct line {
	const char *at;
	size_t size;
	dmn_value value;
};

struct bench {
	char *xml;
	size_t xml_size;
	struct dmn_model *model;
	struct dmn_evaluation *evaluation;
	struct arena *arena;
	struct line *lines;
	size_t line_count;
	char *decisions[DECISIONS_MOST];
	size_t decision_count;
	size_t next;
	char **names; /* of the inputs, NUL-ended, in the order of the first line */
	int *slots;   /* of the same */
	size_t name_count;
	dmn_value *values; /* line by line, in that order */
	int decision_slots[DECISIONS_MOST];
	uint64_t sum;
};

static char *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rbe");
	if (file == NULL) {
		fprintf(stderr, "cannot read %s\n", path);
		exit(2);
	}
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	rewind(file);
	char *at = malloc(*size + 1);
	*size = at != NULL ? fread(at, 1, *size, file) : 0;
	fclose(file);
	if (at == NULL)
		exit(2);
	at[*size] = '\0';
	return at;
}

/* Of this process alone: what else the machine does is not counted. */
static int64_t now_ns(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* A text like 2026-06-30 is the date. */
static dmn_value with_dates(struct arena *arena, dmn_value value)
{
	if (value.kind == DMN_STRING && value.count == 10 && value.as.string[4] == '-') {
		dmn_value date = dmn_temporal(arena, DMN_DATE, value.as.string, value.count);
		return date.kind == DMN_DATE ? date : value;
	}
	if (value.kind == DMN_LIST) {
		dmn_value *items = malloc((value.count + 1) * sizeof *items);
		for (size_t i = 0; i < value.count && items != NULL; i++)
			items[i] = with_dates(arena, dmn_list_at(value, i));
		dmn_value list = dmn_list(arena, items, value.count);
		free(items);
		return list;
	}
	if (value.kind != DMN_CONTEXT)
		return value;
	size_t count = dmn_context_count(value);
	dmn_value *values = malloc((count + 1) * sizeof *values);
	const char **names = malloc((count + 1) * sizeof *names);
	for (size_t i = 0; i < count && values != NULL && names != NULL; i++) {
		const char *name;
		size_t size;
		values[i] = with_dates(arena, dmn_context_at(value, i, &name, &size));
		names[i] = strndup(name, size);
	}
	dmn_value context = dmn_context(arena, names, values, count);
	for (size_t i = 0; i < count && names != NULL; i++)
		free((void *)(uintptr_t)names[i]);
	free(names);
	free(values);
	return context;
}

static void read_lines(struct bench *bench, const char *path)
{
	size_t size, room = 0;
	char *at = read_file(path, &size);
	for (char *line = strtok_r(at, "\n", &at); line != NULL; line = strtok_r(NULL, "\n", &at)) {
		if (bench->line_count == room) {
			room = room == 0 ? 4096 : room * 2;
			bench->lines = realloc(bench->lines, room * sizeof *bench->lines);
		}
		struct line *made = &bench->lines[bench->line_count++];
		*made = (struct line){ .at = line, .size = strlen(line) };
		if (!dmn_from_json(bench->arena, made->at, made->size, &made->value))
			exit(2);
		made->value = with_dates(bench->arena, made->value);
	}
	if (bench->line_count == 0)
		exit(2);
	bench->name_count = dmn_context_count(bench->lines[0].value);
	bench->names = calloc(bench->name_count + 1, sizeof *bench->names);
	bench->slots = calloc(bench->name_count + 1, sizeof *bench->slots);
	bench->values = calloc(bench->name_count * bench->line_count + 1, sizeof *bench->values);
	for (size_t i = 0; i < bench->name_count; i++) {
		const char *name;
		size_t length;
		dmn_context_at(bench->lines[0].value, i, &name, &length);
		bench->names[i] = strndup(name, length);
		bench->slots[i] = dmn_slot(bench->model, bench->names[i]);
		for (size_t l = 0; l < bench->line_count; l++)
			bench->values[l * bench->name_count + i] =
				dmn_context_get(bench->lines[l].value, bench->names[i]);
	}
}

/* The bytes of all input strings together, as a row's are that has just been read. */
static void pack_strings(struct bench *bench)
{
	size_t count = bench->name_count * bench->line_count, size = 0;
	for (size_t i = 0; i < count; i++)
		size += bench->values[i].kind == DMN_STRING ? bench->values[i].count : 0;
	char *at = malloc(size + 1);
	for (size_t i = 0; i < count && at != NULL; i++) {
		dmn_value *value = &bench->values[i];
		if (value->kind != DMN_STRING)
			continue;
		memcpy(at, value->as.string, value->count);
		*value = dmn_string_view(at, value->count);
		at += value->count;
	}
}

static struct dmn_model *load(const struct bench *bench)
{
	struct dmn_model *model = dmn_model_new(NULL);
	if (!dmn_model_add(model, "model.dmn", bench->xml, bench->xml_size) ||
	    !dmn_model_compile(model))
		exit(2);
	return model;
}

/* Every part of the answer, so that nothing is left to be computed. */
static uint64_t look(dmn_value value)
{
	uint64_t sum = value.kind;
	if (value.kind == DMN_NUMBER || value.kind == DMN_DATE)
		return sum + (uint64_t)value.as.integer;
	if (value.kind == DMN_STRING)
		return sum + value.count + (value.count != 0 ? (uint64_t)value.as.string[0] : 0);
	for (size_t i = 0; value.kind == DMN_LIST && i < value.count; i++)
		sum += look(dmn_list_at(value, i));
	if (value.kind == DMN_CONTEXT)
		for (size_t i = 0; i < dmn_context_count(value); i++)
			sum += look(dmn_context_at(value, i, NULL, NULL));
	return sum;
}

static void once_named(struct bench *bench)
{
	const dmn_value *values = bench->values + bench->next * bench->name_count;
	dmn_evaluation_reset(bench->evaluation);
	for (size_t i = 0; i < bench->name_count; i++)
		dmn_set_input(bench->evaluation, bench->names[i], values[i]);
	for (size_t d = 0; d < bench->decision_count; d++)
		bench->sum += look(dmn_decide(bench->evaluation, bench->decisions[d]));
}

static void once_slots(struct bench *bench)
{
	const dmn_value *values = bench->values + bench->next * bench->name_count;
	dmn_evaluation_reset(bench->evaluation);
	for (size_t i = 0; i < bench->name_count; i++)
		dmn_set_slot(bench->evaluation, bench->slots[i], values[i]);
	for (size_t d = 0; d < bench->decision_count; d++)
		bench->sum += look(dmn_decide_slot(bench->evaluation, bench->decision_slots[d]));
}

static void set_json(struct bench *bench)
{
	const struct line *line = &bench->lines[bench->next];
	dmn_value inputs;
	dmn_evaluation_reset(bench->evaluation);
	dmn_from_json(dmn_evaluation_arena(bench->evaluation), line->at, line->size, &inputs);
	dmn_set_inputs(bench->evaluation, inputs);
}

static void once_json(struct bench *bench)
{
	set_json(bench);
	for (size_t d = 0; d < bench->decision_count; d++) {
		size_t size;
		dmn_to_json(dmn_evaluation_arena(bench->evaluation),
			    dmn_decide(bench->evaluation, bench->decisions[d]), &size);
		bench->sum += size;
	}
}

static void once_load(struct bench *bench)
{
	dmn_model_free(load(bench));
}

static void print_answers(struct bench *bench)
{
	for (bench->next = 0; bench->next < bench->line_count; bench->next++) {
		set_json(bench);
		printf("{");
		for (size_t d = 0; d < bench->decision_count; d++)
			printf("%s\"%s\":%s", d == 0 ? "" : ",", bench->decisions[d],
			       dmn_to_json(dmn_evaluation_arena(bench->evaluation),
					   dmn_decide(bench->evaluation, bench->decisions[d]),
					   NULL));
		printf("}\n");
	}
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;
	return (left > right) - (left < right);
}

static void measure(struct bench *bench, void (*once)(struct bench *), const char *mode, int rounds,
		    double seconds)
{
	double found[ROUNDS_MOST];
	size_t batch = once == once_load ? 1 : BATCH;
	for (int round = -1; round < rounds; round++) {
		int64_t start = now_ns(), took;
		size_t count = 0;
		do {
			for (size_t i = 0; i < batch; i++) {
				once(bench);
				bench->next = (bench->next + 1) % bench->line_count;
			}
			count += batch;
			took = now_ns() - start;
		} while ((double)took < seconds * 1e9);
		if (round >= 0)
			found[round] = (double)took / (double)count;
	}
	qsort(found, (size_t)rounds, sizeof *found, compare);
	printf("{\"mode\": \"%s\", \"median\": %.1f, \"least\": %.1f, \"most\": %.1f, \"sum\": "
	       "%llu}\n",
	       mode, found[rounds / 2], found[0], found[rounds - 1],
	       (unsigned long long)(bench->sum != 0));
}

/* ---- threads ----------------------------------------------------------------- */

struct racer {
	/* The model is shared, the evaluation its own; and no line of the cache either. */
	_Alignas(128) struct bench bench;
	double seconds;
	size_t count;
	pthread_t thread;
};

static double wall(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void *race(void *user)
{
	struct racer *racer = user;
	struct bench *bench = &racer->bench;
	for (double end = wall() + racer->seconds; wall() < end; racer->count += BATCH * 16)
		for (size_t i = 0; i < BATCH * 16; i++) {
			once_slots(bench);
			bench->next = (bench->next + 1) % bench->line_count;
		}
	return NULL;
}

/* Evaluations of so many threads at once, a second. */
static double rate(const struct bench *bench, int threads, double seconds)
{
	struct racer racers[2];
	double count = 0, began = wall();
	for (int i = 0; i < threads; i++) {
		racers[i] = (struct racer){ .bench = *bench, .seconds = seconds };
		racers[i].bench.evaluation = dmn_evaluation_new(bench->model);
		pthread_create(&racers[i].thread, NULL, race, &racers[i]);
	}
	for (int i = 0; i < threads; i++) {
		pthread_join(racers[i].thread, NULL);
		dmn_evaluation_free(racers[i].bench.evaluation);
		count += (double)racers[i].count;
	}
	return count / (wall() - began);
}

static void measure_threads(const struct bench *bench, int rounds, double seconds)
{
	double found[ROUNDS_MOST];
	for (int round = -1; round < rounds; round++) {
		double two = rate(bench, 2, seconds), one = rate(bench, 1, seconds);
		if (round >= 0)
			found[round] = two / one;
	}
	qsort(found, (size_t)rounds, sizeof *found, compare);
	printf("{\"mode\": \"threads\", \"median\": %.2f, \"least\": %.2f, \"most\": %.2f}\n",
	       found[rounds / 2], found[0], found[rounds - 1]);
}

static void run(struct bench *bench, const char *mode, int rounds, double seconds, size_t count)
{
	static const struct {
		const char *name;
		void (*once)(struct bench *);
	} modes[] = { { "named", once_named },
		      { "slots", once_slots },
		      { "json", once_json },
		      { "load", once_load } };
	if (strcmp(mode, "print") == 0) {
		print_answers(bench);
		return;
	}
	if (strcmp(mode, "threads") == 0) {
		measure_threads(bench, rounds, seconds);
		return;
	}
	for (size_t m = 0; m < sizeof modes / sizeof *modes; m++) {
		if (strcmp(mode, modes[m].name) != 0)
			continue;
		if (count == 0)
			measure(bench, modes[m].once, mode, rounds, seconds);
		for (size_t i = 0; i < count;
		     i++, bench->next = (bench->next + 1) % bench->line_count)
			modes[m].once(bench);
		return;
	}
	fprintf(stderr, "no mode '%s'\n", mode);
	exit(2);
}

int main(int argc, char **argv)
{
	struct bench bench = { 0 };
	if (argc < 5) {
		fprintf(stderr,
			"usage: evaluate MODEL INPUTS DECISIONS MODE [ROUNDS [SECONDS [COUNT]]]\n");
		return 2;
	}
	int rounds = argc > 5 ? (int)strtol(argv[5], NULL, 10) : 5;
	bench.arena = dmn_arena_new(0);
	bench.xml = read_file(argv[1], &bench.xml_size);
	bench.model = load(&bench);
	bench.evaluation = dmn_evaluation_new(bench.model);
	read_lines(&bench, argv[2]);
	for (char *rest = argv[3], *name;
	     bench.decision_count < DECISIONS_MOST && (name = strtok_r(rest, ",", &rest)) != NULL;)
		bench.decisions[bench.decision_count++] = name;
	pack_strings(&bench);
	for (size_t d = 0; d < bench.decision_count; d++)
		bench.decision_slots[d] = dmn_slot(bench.model, bench.decisions[d]);
	run(&bench, argv[4], rounds < 1 || rounds > ROUNDS_MOST ? 5 : rounds,
	    argc > 6 ? strtod(argv[6], NULL) : 1, argc > 7 ? strtoul(argv[7], NULL, 10) : 0);
	return 0;
}
