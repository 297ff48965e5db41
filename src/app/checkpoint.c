/* SPDX-License-Identifier: Apache-2.0 */
#include "app/checkpoint_internal.h"
#include "app/compartment.h"
#include "app/log_sequence.h"
#include "app/log_tree.h"
#include "os/file.h"

enum {
	FILE_MOST_SIZE = 256 * 1024 * 1024
};

/* The log has to begin with what was signed last. */
static enum status check_last(struct app *app, const struct checkpoint *last, uint64_t size,
			      struct error *error)
{
	struct digest root;
	bool same = last->size <= size;
	if (same)
		TRY(log_root_at(app, last->size, &root, error));
	if (same && digest_equal(&root, &last->root))
		return STATUS_OK;
	error_set(error, STATUS_TAMPERED,
		  "the log is not the one of which %llu entries were signed: nothing is signed",
		  (unsigned long long)last->size);
	return error_remedy(error,
			    "look with: remit audit verify --checkpoint FILE --key KEY; after a "
			    "restore, begin a new folder with a new key");
}

/* The key's last checkpoint in the file; size 0 when there is none. What was being written when the
 * machine went down is cut off: nobody was told of it. */
static enum status read_last(struct app *app, struct file *file, const struct note_signer *signer,
			     struct checkpoint *last, struct error *error)
{
	struct text bytes;
	struct note note;
	size_t by;
	enum note_cut cut;
	*last = (struct checkpoint){ 0 };
	TRY(file_read(app->arena, file->path, FILE_MOST_SIZE, &bytes, error));
	struct text rest = bytes;
	while ((cut = note_cut(&rest, &note)) == NOTE_CUT) {
		struct checkpoint found;
		if (note_check(app->arena, &note, &signer->key, 1, &by) == NOTE_SIGNED &&
		    checkpoint_parse(app->arena, &note, &found))
			*last = found;
	}
	if (cut == NOTE_TORN)
		return file_cut(file, bytes.length - rest.length, error);
	return cut == NOTE_END
		       ? STATUS_OK
		       : error_set(error, STATUS_INVALID,
				   "'%s' holds something else than checkpoints", file->path);
}

static enum status sign(struct app *app, const struct note_signer *signer,
			const struct checkpoint *last, struct checkpoint *out, struct error *error)
{
	struct digest again;
	out->origin = signer->key.name;
	TRY(log_newest(app, &out->size, &out->root, error));
	TRY(log_root_at(app, out->size, &again, error));
	if (!digest_equal(&again, &out->root))
		return error_set(
			error, STATUS_TAMPERED,
			"the log's tree does not give its recorded root: nothing is signed");
	if (last->size != 0)
		TRY(check_last(app, last, out->size, error));
	out->note.body = checkpoint_body(app->arena, out->origin, out->size, &out->root);
	out->note.whole = note_sign(app->arena, out->note.body, signer);
	return STATUS_OK;
}

static enum status add_to(struct app *app, struct file *file, const struct note_signer *signer,
			  struct checkpoint *out, struct error *error)
{
	struct checkpoint last;
	TRY(read_last(app, file, signer, &last, error));
	TRY(sign(app, signer, &last, out, error));
	TRY(file_append(file, out->note.whole, error));
	return file_sync(file, error);
}

enum status checkpoint_make(struct app *app, const char *folder, struct checkpoint_report *out,
			    struct error *error)
{
	struct note_signer signer;
	struct file file;
	struct app_log log = { .use = USE_AUDIT_CHECKPOINT, .subject = TEXT("audit") };
	*out = (struct checkpoint_report){ 0 };
	TRY(app_may(app, USE_AUDIT_CHECKPOINT, NULL, error));
	TRY(checkpoint_signer(app->arena, folder, &signer, error));
	TRY(compartment_anchor_all(app, error));
	TRY(app_look(app, &log, error));
	TRY(log_settle(app, error));
	TRY(file_open_to_add(&file, file_join(app->arena, folder, "checkpoints"), error));
	enum status status = add_to(app, &file, &signer, &out->checkpoint, error);
	file_close(&file);
	TRY(status);
	return checkpoint_send(app, folder, out, error);
}
