/* SPDX-License-Identifier: Apache-2.0 */
#include "app/packs.h"

#include "app/caseload_internal.h"

#include <stdlib.h>

struct kept {
	struct caseload caseload;
	int64_t last_origin;
	struct evaluator evaluators[PACKS_MODEL_COUNT];
	bool has_evaluator[PACKS_MODEL_COUNT];
	struct kept *next;
};

struct app_packs {
	struct arena *arena;
	struct kept *first;
};

struct app_packs *packs_new(void)
{
	struct arena *arena = arena_new(0);
	if (arena == NULL)
		return NULL;
	struct app_packs *packs = arena_new_one(arena, struct app_packs);
	packs->arena = arena;
	return packs;
}

void packs_free(struct app_packs *packs)
{
	if (packs == NULL)
		return;
	for (struct kept *at = packs->first; at != NULL; at = at->next)
		for (size_t i = 0; i < PACKS_MODEL_COUNT; i++)
			if (at->has_evaluator[i])
				evaluator_close(&at->evaluators[i]);
	arena_free(packs->arena);
}

static struct kept *find(const struct app *app, int64_t pack_id)
{
	struct kept *at = app->packs != NULL ? app->packs->first : NULL;
	while (at != NULL && at->caseload.pack_id != pack_id)
		at = at->next;
	return at;
}

static enum status keep(struct app *app, int64_t pack_id, struct kept **out, struct error *error)
{
	/* A stand-in for the app whose arena outlives the request. */
	struct app lasting = *app;
	lasting.arena = app->packs->arena;
	struct kept *kept = arena_new_one(lasting.arena, struct kept);
	TRY(caseload_open(&lasting, pack_id, &kept->caseload, error));
	kept->caseload.app = NULL;
	kept->next = app->packs->first;
	app->packs->first = kept;
	*out = kept;
	return STATUS_OK;
}

/* After an import there are origins that the kept caseload has not read. */
static enum status refresh(struct app *app, struct kept *kept, struct error *error)
{
	int64_t last;
	struct app lasting = *app;
	TRY(store_number(app->store, SQL_origin_last, BIND_NONE, &last, NULL, error));
	if (last == kept->last_origin)
		return STATUS_OK;
	lasting.arena = app->packs->arena;
	kept->caseload.app = &lasting;
	enum status status = caseload_read_origins(&kept->caseload, error);
	kept->caseload.app = NULL;
	kept->last_origin = last;
	return status;
}

enum status packs_version(struct app *app, int64_t pack_id, struct caseload *out,
			  struct error *error)
{
	struct kept *kept = find(app, pack_id);
	if (kept == NULL)
		TRY(keep(app, pack_id, &kept, error));
	TRY(refresh(app, kept, error));
	*out = kept->caseload;
	out->app = app;
	out->arena = app->arena;
	return STATUS_OK;
}

static struct text file_of(const struct pack *pack, enum packs_model model)
{
	return model == PACKS_RULES ? pack->decision.model : pack->overview.model;
}

enum status evaluator_take(const struct caseload *caseload, enum packs_model model,
			   struct evaluator **out, struct error *error)
{
	struct kept *kept = find(caseload->app, caseload->pack_id);
	struct text file = file_of(caseload->pack, model);
	if (kept == NULL) {
		*out = arena_new_one(caseload->arena, struct evaluator);
		return evaluator_open_file(*out, caseload->arena, caseload->pack, file, error);
	}
	*out = &kept->evaluators[model];
	if (kept->has_evaluator[model])
		return STATUS_OK;
	TRY(evaluator_open_file(*out, caseload->app->packs->arena, caseload->pack, file, error));
	kept->has_evaluator[model] = true;
	return STATUS_OK;
}

void evaluator_give(const struct caseload *caseload, struct evaluator *evaluator)
{
	if (find(caseload->app, caseload->pack_id) == NULL)
		evaluator_close(evaluator);
}
