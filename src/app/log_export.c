/* SPDX-License-Identifier: Apache-2.0 */
/* The whole log as JSON lines. The order of the members is part of the format: a verifier need be
 * no reader of any JSON. */
#include "app/log_entry.h"
#include "app/log_sequence.h"
#include "app/log_proof.h"
#include "app/log_tree.h"
#include "base/builder.h"
#include "format/json.h"
#include "os/file.h"

enum {
	PAGE = 1000
};

struct exporting {
	struct app *app;
	struct arena *scratch;
	struct file file;
	uint64_t next, size;
};

static void add_text(struct builder *out, const char *key, struct text value)
{
	builder_add_format(out, ",\"%s\":", key);
	json_write_string(out, value);
}

static void add_digest(struct builder *out, const char *key, const struct digest *digest)
{
	char letters[DIGEST_TEXT_SIZE];
	digest_print(digest, letters);
	add_text(out, key, text_from(letters));
}

static void add_entry(struct builder *out, const struct audit_entry *it, const struct digest *leaf)
{
	builder_add_format(out, "{\"number\":%llu,\"at\":%lld", (unsigned long long)it->number,
			   (long long)it->at);
	add_text(out, "actor", it->actor);
	add_text(out, "kind", text_from(audit_kind_code(it->kind)));
	add_text(out, "action", it->action);
	add_text(out, "purpose", it->purpose);
	add_text(out, "face", it->face);
	add_text(out, "subject", it->subject);
	builder_add_format(out, ",\"subject_id\":%lld", (long long)it->subject_id);
	add_text(out, "person_type", it->person_type);
	builder_add_format(out, ",\"person_id\":%lld", (long long)it->person_id);
	add_digest(out, "details", &it->details);
	builder_add_format(out, ",\"batch_count\":%lld", (long long)it->batch_count);
	add_digest(out, "batch_root", &it->batch_root);
	add_digest(out, "leaf", leaf);
	builder_add_c(out, "}\n");
}

/* An entry is exported as it stands, altered or not: the leaf beside it tells. */
static enum status add_row(struct exporting *it, const struct rows *rows, struct builder *out,
			   struct error *error)
{
	struct audit_entry entry;
	struct digest leaf;
	if (!log_entry_read(rows, &entry) || !digest_from_bytes(rows_text(rows, 15), &leaf) ||
	    entry.number != it->next)
		return error_set(error, STATUS_TAMPERED, "entry %llu cannot be read or is missing",
				 (unsigned long long)it->next);
	add_entry(out, &entry, &leaf);
	it->next++;
	return STATUS_OK;
}

static enum status one_page(struct exporting *it, struct error *error)
{
	struct rows rows;
	bool found = false;
	uint64_t from = it->next;
	uint64_t most = it->size - from < PAGE ? it->size - from : PAGE;
	arena_reset(it->scratch);
	struct builder out = builder_new(it->scratch);
	TRY(store_query(it->app->store, SQL_audit_entry_page,
			BIND(dmn_number((int64_t)from), dmn_number((int64_t)most)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		if ((status = add_row(it, &rows, &out, error)) != STATUS_OK)
			break;
	rows_end(&rows);
	TRY(status);
	if (it->next == from)
		return error_set(error, STATUS_TAMPERED,
				 "the log ends before its last recorded root");
	return file_append(&it->file, builder_text(&out), error);
}

static enum status export_to(struct exporting *it, const char *path, struct error *error)
{
	enum status status = STATUS_OK;
	const char *beside = text_format(it->app->arena, "%s.part", path).at;
	if (file_exists(path)) {
		error_set(error, STATUS_CONFLICT, "there is a file '%s' already", path);
		return error_remedy(error, "name a new one: what was exported is not written over");
	}
	TRY(file_create(&it->file, beside, error));
	while (it->next < it->size && status == STATUS_OK)
		status = one_page(it, error);
	file_close(&it->file);
	if (status == STATUS_OK)
		return file_keep(beside, path, error);
	return file_remove(beside, NULL) == STATUS_OK ? status : STATUS_IO;
}

enum status log_export(struct app *app, const char *path, struct log_export_report *out,
		       struct error *error)
{
	struct exporting it = { .app = app };
	struct app_log log = { .use = USE_AUDIT_EXPORT, .subject = TEXT("audit") };
	TRY(app_may(app, USE_AUDIT_EXPORT, NULL, error));
	TRY(app_look(app, &log, error));
	TRY(log_settle(app, error));
	TRY(log_newest(app, &out->size, &out->root, error));
	it.size = out->size;
	it.scratch = arena_new(0);
	if (it.scratch == NULL)
		return error_set(error, STATUS_LIMIT, "no memory to export");
	enum status status = export_to(&it, path, error);
	arena_free(it.scratch);
	return status;
}
