/* SPDX-License-Identifier: Apache-2.0 */
/* Which decisions a sample draws. */
#include "app/sample.h"

#include "base/builder.h"

bool sample_draws(struct text secret, const struct pack *pack, const struct pack_sample *sample,
		  struct text outcome, const struct digest *payload)
{
	uint64_t number = 0;
	struct arena *arena = arena_new(0);
	if (arena == NULL || !pack_sample_takes(pack, sample, outcome)) {
		arena_free(arena);
		return false;
	}
	struct builder text = builder_new(arena);
	builder_add_format(&text, "sample %.*s ", TEXT_ARG(sample->name));
	builder_add(&text, digest_bytes(payload));
	struct digest digest = digest_commit(secret, builder_text(&text));
	for (size_t i = 0; i < sizeof number; i++)
		number = number << 8 | digest.bytes[i];
	arena_free(arena);
	return number % (uint64_t)sample->one_in == 0;
}

enum status sample_before(const struct item *item, const struct item_decision *made, bool *drawn,
			  struct error *error)
{
	struct app *app = item->caseload.app;
	const struct pack *pack = item->caseload.pack;
	struct text secret;
	TRY(app_secret(app, app->arena, &secret, error));
	*drawn = false;
	for (size_t i = 0; i < pack->sample_count; i++)
		*drawn |= !pack->samples[i].blind && sample_draws(secret, pack, &pack->samples[i],
								  made->outcome, &made->payload);
	return STATUS_OK;
}

static enum status put(const struct item *item, const struct item_decision *made,
		       const struct pack_sample *sample, struct error *error)
{
	struct app *app = item->caseload.app;
	return store_do(app->store, SQL_look_put,
			BIND(store_text(item->caseload.pack->name), store_text(sample->name),
			     dmn_number(item->id), dmn_number(made->id), dmn_number(item->root_id),
			     store_text(app_now(app))),
			error);
}

enum status sample_after(const struct item *item, const struct item_decision *made,
			 struct error *error)
{
	struct app *app = item->caseload.app;
	const struct pack *pack = item->caseload.pack;
	struct text secret;
	TRY(app_secret(app, app->arena, &secret, error));
	for (size_t i = 0; i < pack->sample_count; i++)
		if (pack->samples[i].blind &&
		    sample_draws(secret, pack, &pack->samples[i], made->outcome, &made->payload))
			TRY(put(item, made, &pack->samples[i], error));
	return STATUS_OK;
}
