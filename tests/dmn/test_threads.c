/* SPDX-License-Identifier: Apache-2.0 */
/* A compiled model is immutable: every model of the folders given (and of the folders in them) is
 * evaluated whole in several threads at once, and each must see what one alone sees. Built with
 * -Db_sanitize=thread this is what finds a write to shared memory. */
#include "base/arena.h"
#include "dmn/model.h"

#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	THREADS = 4,
	FILES_MOST = 16, /* models of one folder, which may import each other */
	PATH_MOST = 1024
};

struct folder {
	char files[FILES_MOST][PATH_MOST];
	size_t count;
};

struct worker {
	const struct dmn_model *model;
	struct dmn_evaluation *evaluation;
	const char *answers; /* in the evaluation's arena */
};

static unsigned passed, failed;

static char *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rbe");
	if (file == NULL)
		return NULL;
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	rewind(file);
	char *bytes = malloc(*size + 1);
	*size = bytes != NULL ? fread(bytes, 1, *size, file) : 0;
	fclose(file);
	return bytes;
}

/* Every decision, with numbers as inputs, and every function called with nothing. */
static void *work(void *user)
{
	struct worker *worker = user;
	worker->evaluation = dmn_evaluation_new(worker->model);
	struct arena *arena = dmn_evaluation_arena(worker->evaluation);
	struct builder answers = builder_new(arena);
	struct dmn_element element;
	dmn_trace(worker->evaluation, true);
	for (size_t i = 0; dmn_model_element(worker->model, i, &element); i++)
		if (element.kind == DMN_ELEMENT_INPUT_DATA && i % 3 != 0)
			dmn_set_input(worker->evaluation, element.name, dmn_number((int64_t)i));
	for (size_t i = 0; dmn_model_element(worker->model, i, &element); i++) {
		dmn_value value =
			element.kind == DMN_ELEMENT_DECISION
				? dmn_decide(worker->evaluation, element.name)
				: dmn_invoke(worker->evaluation, element.name, dmn_null());
		const struct dmn_problem *problem = dmn_problem_of(value);
		builder_add_format(&answers, "%s = %s %s\n", element.name,
				   dmn_to_json(arena, value, NULL),
				   problem != NULL ? problem->message : "");
	}
	worker->answers = text_c(arena, builder_text(&answers));
	return NULL;
}

static void check(const char *name, const struct dmn_model *model)
{
	struct worker workers[THREADS + 1];
	pthread_t threads[THREADS];
	const char *before = model->arena->at;
	for (size_t i = 0; i <= THREADS; i++)
		workers[i] = (struct worker){ .model = model };
	for (size_t i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i], NULL, work, &workers[i]) != 0)
			abort();
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	work(&workers[THREADS]);
	bool agree = model->arena->at == before;
	for (size_t i = 0; i < THREADS; i++)
		agree = agree && strcmp(workers[i].answers, workers[THREADS].answers) == 0;
	for (size_t i = 0; i <= THREADS; i++)
		dmn_evaluation_free(workers[i].evaluation);
	if (!agree)
		printf("%s: the threads do not agree, or changed the model\n", name);
	passed += agree;
	failed += !agree;
}

/* File `main_file` of the folder first, the others beside it for imports. */
static void check_model(const struct folder *folder, size_t main_file)
{
	struct dmn_model *model = dmn_model_new(NULL);
	bool is_main_added = false;
	for (size_t i = 0; i < folder->count; i++) {
		const char *path = folder->files[(main_file + i) % folder->count];
		size_t size = 0;
		char *xml = read_file(path, &size);
		bool is_added = xml != NULL && dmn_model_add(model, path, xml, size);
		is_main_added = is_main_added || (i == 0 && is_added);
		free(xml);
	}
	if (is_main_added && dmn_model_compile(model))
		check(folder->files[main_file], model);
	dmn_model_free(model);
}

static void check_folder(const char *path)
{
	struct folder *folder = calloc(1, sizeof *folder);
	DIR *open = opendir(path);
	const struct dirent *entry;
	while (open != NULL && folder != NULL && (entry = readdir(open)) != NULL) {
		char inner[PATH_MOST];
		struct stat about;
		snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
		if (entry->d_name[0] == '.' || stat(inner, &about) != 0)
			continue;
		size_t length = strlen(inner);
		if (S_ISDIR(about.st_mode))
			check_folder(inner);
		else if (length > 4 && strcmp(inner + length - 4, ".dmn") == 0 &&
			 folder->count < FILES_MOST)
			memcpy(folder->files[folder->count++], inner, length + 1);
	}
	if (open != NULL)
		closedir(open);
	for (size_t i = 0; folder != NULL && i < folder->count; i++)
		check_model(folder, i);
	free(folder);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		check_folder(argv[i]);
	printf("%u passed, %u failed\n", passed, failed);
	return failed != 0 || passed == 0;
}
