/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's version into the database: its files by content hash, so that any run can be replayed
 * with the very rules it used. */
#include "app/caseload_internal.h"
#include "app/content.h"

struct digest pack_digest(const struct pack *pack)
{
	struct digest_stream stream;
	digest_begin(&stream);
	for (size_t i = 0; i < pack->file_count; i++) {
		struct digest file = digest_of(pack->files[i].bytes);
		digest_add(&stream, pack->files[i].name);
		digest_add(&stream, (struct text){ "\0", 1 });
		digest_add(&stream, digest_bytes(&file));
	}
	return digest_end(&stream);
}

static enum status keep_files(struct app *app, const struct pack *pack, int64_t pack_id,
			      struct error *error)
{
	for (size_t i = 0; i < pack->file_count; i++) {
		int64_t content;
		TRY(content_put(app, pack->files[i].bytes, &content, error));
		TRY(store_do(app->store, SQL_pack_file_put,
			     BIND(dmn_number(pack_id), store_text(pack->files[i].name),
				  dmn_number(content)),
			     error));
	}
	return STATUS_OK;
}

static enum status keep(struct app *app, const struct pack *pack, const struct digest *digest,
			int64_t *pack_id, struct error *error)
{
	TRY(store_number(app->store, SQL_pack_put,
			 BIND(store_text(pack->name), store_text(pack->version),
			      store_text(digest_bytes(digest)), store_text(app_now(app)),
			      store_text(app->actor)),
			 pack_id, NULL, error));
	TRY(keep_files(app, pack, *pack_id, error));
	struct app_log log = { .use = USE_TAKE_PACK,
			       .subject = TEXT("pack_version"),
			       .subject_id = *pack_id,
			       .detail = text_format(
				       app->arena, "{\"name\":\"%.*s\",\"version\":\"%.*s\"}",
				       TEXT_ARG(pack->name), TEXT_ARG(pack->version)) };
	return app_log(app, &log, error);
}

static enum status find(struct app *app, const struct digest *digest, int64_t *id, bool *found,
			struct error *error)
{
	return store_number(app->store, SQL_pack_find, BIND(store_text(digest_bytes(digest))), id,
			    found, error);
}

/* Two versions of one name: the second takes two people. */
static enum status check_known(struct app *app, const struct pack *pack, struct error *error)
{
	int64_t id;
	bool found;
	TRY(store_number(app->store, SQL_pack_known, BIND(store_text(pack->name)), &id, &found,
			 error));
	if (!found)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT, "another version of the pack '%.*s' is in force",
		  TEXT_ARG(pack->name));
	error_remedy(error,
		     "a changed version takes two people: remit pack propose --db URL %.*s "
		     "--statement TEXT, then another: remit pack take",
		     TEXT_ARG(pack->folder));
	return STATUS_CONFLICT;
}

enum status pack_check_first(struct app *app, const struct pack *pack, struct error *error)
{
	struct digest digest = pack_digest(pack);
	int64_t id;
	bool found;
	TRY(find(app, &digest, &id, &found, error));
	return found ? STATUS_OK : check_known(app, pack, error);
}

enum status pack_may_keep(struct app *app, const struct pack *pack, struct error *error)
{
	struct digest digest = pack_digest(pack);
	int64_t id;
	bool found;
	TRY(find(app, &digest, &id, &found, error));
	if (found)
		return STATUS_OK;
	TRY(app_may(app, USE_TAKE_PACK, NULL, error));
	return check_known(app, pack, error);
}

enum status pack_keep(struct app *app, const struct pack *pack, int64_t *id, struct error *error)
{
	struct digest digest = pack_digest(pack);
	bool found;
	TRY(find(app, &digest, id, &found, error));
	return found ? STATUS_OK : keep(app, pack, &digest, id, error);
}
