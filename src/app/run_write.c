/* SPDX-License-Identifier: Apache-2.0 */
/* What a run writes: contents by hash, a recommendation where something differs, the work item. */
#include "app/content.h"
#include "app/facet.h"
#include "app/run_internal.h"
#include "app/team.h"

#include <string.h>

struct contents {
	struct text texts[RUN_TEXTS];
	struct digest digests[RUN_TEXTS];
	int64_t ids[RUN_TEXTS];
	unsigned char mark[RUN_MARK];
};

static dmn_value mark_value(const struct contents *contents)
{
	return store_text((struct text){ (const char *)contents->mark, RUN_MARK });
}

static enum status put_recommendation(struct running *running, const struct assembled_row *about,
				      const struct contents *contents,
				      const struct verdict *verdict, int64_t *id,
				      struct error *error)
{
	struct app *app = running->caseload->app;
	char now[CLOCK_TEXT_SIZE];
	clock_print(clock_now(), now);
	return store_number(app->store, SQL_recommendation_put,
			    BIND(dmn_number(running->report->run_id), dmn_number(about->row.id),
				 dmn_number(contents->ids[RUN_INPUTS]),
				 dmn_number(contents->ids[RUN_RESULT]),
				 dmn_number(contents->ids[RUN_MATCHED]),
				 store_text(verdict->outcome), store_text(verdict_state(verdict)),
				 store_text(text_from(now)), mark_value(contents)),
			    id, NULL, error);
}

static enum status keep_marks(struct running *running, const struct known_item *item,
			      const struct marks *marks, struct error *error)
{
	if (text_equal(item->tray, marks->tray) && text_equal(item->facets, marks->facets))
		return STATUS_OK;
	return store_do(
		running->caseload->app->store, SQL_item_mark,
		BIND(store_text(marks->tray), store_text(marks->facets), dmn_number(item->id)),
		error);
}

static enum status put_item(struct running *running, const struct assembled_row *about,
			    const struct verdict *verdict, const struct known_item *item,
			    int64_t recommendation, const struct marks *marks, struct error *error)
{
	const struct pack *pack = running->caseload->pack;
	struct store *store = running->caseload->app->store;
	enum work_state state = verdict->in_scope ? WORK_SEALED : WORK_OUT_OF_SCOPE;
	dmn_value word = store_text(text_from(work_state_word(state)));
	char now[CLOCK_TEXT_SIZE];
	clock_print(clock_now(), now);
	dmn_value at = store_text(text_from(now));
	bool fresh = item == NULL || item->state == WORK_SIGNED;
	if (fresh)
		return store_do(store, SQL_item_put,
				BIND(store_text(pack->name), store_text(pack->decision.about->name),
				     dmn_number(about->row.id), dmn_number(about->home),
				     dmn_number(item == NULL ? 1 : item->cycle + 1), word,
				     store_text(verdict->sort_key), dmn_number(recommendation), at,
				     store_text(marks->tray), store_text(marks->facets)),
				error);
	/* A decision that waits for its second person was about other facts: it lapses. */
	if (item->state == WORK_DECIDED)
		TRY(store_do(store, SQL_decision_lapse, BIND(dmn_number(item->id)), error));
	TRY(keep_marks(running, item, marks, error));
	return store_do(store, SQL_item_renew,
			BIND(word, store_text(verdict->sort_key), dmn_number(recommendation), at,
			     dmn_number(item->id)),
			error);
}

static enum status commit_result(struct running *running, struct batch *batch,
				 const struct assembled_row *about, const struct contents *contents,
				 struct error *error)
{
	struct text secret = batch_secret(batch, about);
	if (secret.length != SECRET_SIZE)
		return error_set(error, STATUS_DATABASE, "record %lld has no secret",
				 (long long)about->home);
	struct text bytes = { (const char *)contents->digests, sizeof contents->digests };
	struct digest commitment = digest_commit(secret, bytes);
	struct digest leaf = tree_leaf_hash(digest_bytes(&commitment));
	tree_add(&running->leaves, &leaf, NULL, NULL);
	return STATUS_OK;
}

static void note_change(struct running *running, const struct assembled_row *about)
{
	size_t count = running->changed.count;
	if (count == 0 || running->changed.at[count - 1] != about->row.root)
		list_push(running->caseload->arena, &running->changed, about->row.root);
}

enum status run_write(struct running *running, struct batch *batch, struct assembled_row *about,
		      struct text inputs, const struct verdict *verdict, struct error *error)
{
	struct contents contents = { .texts = { inputs, verdict->json, verdict->matched } };
	int64_t recommendation;
	for (unsigned i = 0; i < RUN_TEXTS; i++)
		contents.digests[i] = digest_of(contents.texts[i]);
	const struct known_item *item = run_find_item(running, about->row.id);
	const struct marks marks = { team_tray(batch, about),
				     facet_blocked(batch->arena, facet_text(batch, about),
						   verdict->result) };
	bool settled;
	run_mark(contents.digests, contents.mark);
	bool same = item != NULL && memcmp(item->mark, contents.mark, RUN_MARK) == 0;
	if (item != NULL && !same)
		note_change(running, about);
	TRY(run_is_settled(running, batch, item, verdict, &settled, error));
	if (same && !item->is_marked)
		TRY(store_do(running->caseload->app->store, SQL_recommendation_mark,
			     BIND(mark_value(&contents), dmn_number(item->id)), error));
	if (settled || same)
		return keep_marks(running, item, &marks, error);
	for (unsigned i = 0; i < RUN_TEXTS; i++)
		TRY(content_put_known(running->caseload->app, contents.texts[i],
				      &contents.digests[i], &contents.ids[i], error));
	TRY(put_recommendation(running, about, &contents, verdict, &recommendation, error));
	TRY(put_item(running, about, verdict, item, recommendation, &marks, error));
	running->report->written++;
	return commit_result(running, batch, about, &contents, error);
}

enum status run_log_batch(struct running *running, struct error *error)
{
	if (running->leaves.size == 0)
		return STATUS_OK;
	struct digest root = tree_root(&running->leaves);
	struct app_log log = { .use = USE_RUN,
			       .subject = TEXT("run"),
			       .subject_id = running->report->run_id,
			       .batch_count = running->leaves.size,
			       .batch_root = &root };
	running->leaves = (struct tree){ 0 };
	return app_log(running->caseload->app, &log, error);
}
