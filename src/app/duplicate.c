/* SPDX-License-Identifier: Apache-2.0 */
/* Which records are alike: each is read once, what it has by each of the pack's keys is hashed, and
 * equal hashes are compared. */
#include "app/access.h"
#include "app/merge_internal.h"

#include "base/map.h"

enum {
	PAGE_ROWS = 1000
};

struct finding {
	struct caseload *caseload;
	struct arena *arena; /* of a page of rows */
	struct typed *typed;
	int64_t last;
	struct map merged;
	struct access_hidden hidden;
	struct mark_list marks;
	struct pair_list known; /* what people have said of, in either order */
	struct pair_list pairs;
};

static struct text name_of(const int64_t *id)
{
	return (struct text){ (const char *)id, sizeof *id };
}

/* A merged record is another's part, which stands for both. */
static enum status read_merged(struct finding *it, struct error *error)
{
	struct rows rows;
	bool found;
	it->merged = map_new(it->caseload->arena);
	TRY(store_query(it->caseload->app->store, SQL_merged_range,
			BIND(dmn_number(0), dmn_number(INT64_MAX / 2)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		int64_t *id = arena_new_one(it->caseload->arena, int64_t);
		*id = rows_int(&rows, 0);
		map_put(&it->merged, name_of(id), id);
	}
	rows_end(&rows);
	return status;
}

static void mark_row(struct finding *it, const struct typed_row *row)
{
	const struct pack *pack = it->caseload->pack;
	if (map_has(&it->merged, name_of(&row->id)) || access_is_hidden(&it->hidden, row->id))
		return;
	for (size_t i = 0; i < pack->duplicate_count; i++) {
		struct text key = duplicate_key(it->arena, &pack->duplicates[i], row->values);
		if (key.length != 0 && duplicate_is_told(it->caseload, &pack->duplicates[i]))
			list_push(it->caseload->arena, &it->marks,
				  (struct mark){ hash_bytes(key.at, key.length) + i, row->id });
	}
}

static enum status mark_page(struct finding *it, size_t *count, struct error *error)
{
	struct rows rows;
	bool found;
	*count = 0;
	TRY(typed_page(it->typed, it->last, PAGE_ROWS, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct typed_row row;
		typed_read(it->typed, it->arena, &rows, false, &row);
		it->last = row.id;
		++*count;
		mark_row(it, &row);
	}
	rows_end(&rows);
	arena_reset(it->arena);
	return status;
}

/* Pairs of which somebody has said what they are, and those merged. */
static enum status read_known(struct finding *it, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(it->caseload->app->store, SQL_merge_pairs,
			BIND(store_text(it->caseload->pack->name)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(it->caseload->arena, &it->known,
			  (struct pair){ rows_int(&rows, 0), rows_int(&rows, 1) });
	rows_end(&rows);
	return status;
}

static enum status describe(struct finding *it, const struct pair *pair, struct duplicate_list *out,
			    struct error *error)
{
	struct typed_row one;
	struct typed_row other;
	TRY(merge_root(it->caseload, pair->one, &one, error));
	TRY(merge_root(it->caseload, pair->other, &other, error));
	struct duplicate made = { .one_id = pair->one,
				  .other_id = pair->other,
				  .one = merge_reference(it->caseload, &one),
				  .other = merge_reference(it->caseload, &other),
				  .alike = duplicate_alike(it->caseload, &one, &other) };
	if (made.alike.length != 0)
		list_push(it->caseload->arena, out, made);
	return STATUS_OK;
}

static enum status find(struct finding *it, struct duplicate_list *out, struct error *error)
{
	size_t count;
	TRY(read_merged(it, error));
	TRY(access_read_hidden(it->caseload->app, &it->hidden, error));
	do {
		TRY(mark_page(it, &count, error));
		out->compared += count;
	} while (count == PAGE_ROWS);
	TRY(read_known(it, error));
	duplicate_pairs(it->caseload->arena, &it->marks, &it->known, DUPLICATES_MOST + 1,
			&it->pairs);
	out->more = it->pairs.count > DUPLICATES_MOST;
	for (size_t i = 0; i < it->pairs.count && i < DUPLICATES_MOST; i++)
		TRY(describe(it, &it->pairs.at[i], out, error));
	return STATUS_OK;
}

enum status duplicates_find(struct caseload *caseload, struct duplicate_list *out,
			    struct error *error)
{
	const struct pack_record *root = caseload_root(caseload->pack->decision.about);
	*out = (struct duplicate_list){ .key_count = caseload->pack->duplicate_count };
	TRY(app_may(caseload->app, USE_MERGES, caseload->pack, error));
	struct finding it = { .caseload = caseload,
			      .arena = arena_new(0),
			      .typed = caseload_typed(caseload, root) };
	if (it.arena == NULL)
		return error_set(error, STATUS_LIMIT, "no memory to compare records");
	enum status status = out->key_count != 0 ? find(&it, out, error) : STATUS_OK;
	arena_free(it.arena);
	TRY(status);
	struct app_log log = { .use = USE_MERGES, .subject = TEXT("duplicates") };
	return app_look(caseload->app, &log, error);
}
