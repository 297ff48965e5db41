/* SPDX-License-Identifier: Apache-2.0 */
#include "app/log_proof.h"

#include "app/log_entry.h"
#include "app/log_sequence.h"
#include "app/log_tree.h"
#include "audit/base64.h"
#include "base/builder.h"

/* The log has to have the root that was signed: else a proof would be of another log. */
static enum status check_signed(struct app *app, const struct checkpoint *it, struct error *error)
{
	uint64_t size;
	struct digest root;
	TRY(log_newest(app, &size, &root, error));
	if (it->size <= size)
		TRY(log_root_at(app, it->size, &root, error));
	if (it->size <= size && digest_equal(&root, &it->root))
		return STATUS_OK;
	error_set(error, STATUS_TAMPERED,
		  "the log is not the one of which %llu entries were signed",
		  (unsigned long long)it->size);
	return error_remedy(error, "look with: remit audit verify --checkpoint FILE --key KEY");
}

static void add_proof(struct builder *out, const struct tree_proof *proof,
		      const struct checkpoint *checkpoint)
{
	for (size_t i = 0; i < proof->count; i++) {
		builder_add(out, base64_encode(out->arena, digest_bytes(&proof->path[i])));
		builder_add_byte(out, '\n');
	}
	builder_add_byte(out, '\n');
	builder_add(out, checkpoint->note.whole);
}

static enum status disclose(struct app *app, const char *what, uint64_t number, struct error *error)
{
	struct app_log log = { .use = USE_AUDIT_PROVE,
			       .purpose = text_from(what),
			       .subject = TEXT("audit"),
			       .subject_id = (int64_t)number };
	return app_look(app, &log, error);
}

static enum status no_checkpoint(uint64_t size, struct error *error)
{
	error_set(error, STATUS_NOT_FOUND, "there is no checkpoint of %llu entries or more",
		  (unsigned long long)size);
	return error_remedy(error,
			    "make one with: remit audit checkpoint; or give a file that has one");
}

enum status log_prove_entry(struct app *app, uint64_t number, uint64_t size,
			    const struct checkpoint_list *list, struct text *out,
			    struct error *error)
{
	size_t at = 0;
	struct text entry;
	struct tree_proof proof;
	struct log_nodes nodes = { .app = app, .error = error };
	const struct tree_nodes found = log_nodes_of(&nodes);
	TRY(app_may(app, USE_AUDIT_PROVE, NULL, error));
	TRY(log_settle(app, error));
	while (at < list->count &&
	       (list->at[at].size <= number || (size != 0 && list->at[at].size != size)))
		at++;
	if (at == list->count)
		return no_checkpoint(size != 0 ? size : number + 1, error);
	TRY(disclose(app, "entry", number, error));
	TRY(check_signed(app, &list->at[at], error));
	TRY(log_entry_form(app, number, &entry, error));
	(void)tree_prove_inclusion(&found, number, list->at[at].size, &proof);
	TRY(nodes.status);
	struct builder built = builder_new(app->arena);
	builder_add_c(&built, "c2sp.org/tlog-proof@v1\nextra ");
	builder_add(&built, base64_encode(app->arena, entry));
	builder_add_format(&built, "\nindex %llu\n", (unsigned long long)number);
	add_proof(&built, &proof, &list->at[at]);
	*out = builder_text(&built);
	return STATUS_OK;
}

/* The last one, or the one of that size. */
static const struct checkpoint *find(const struct checkpoint_list *list, uint64_t size)
{
	for (size_t i = list->count; i-- > 0;)
		if (size == 0 || list->at[i].size == size)
			return &list->at[i];
	return NULL;
}

enum status log_prove_growth(struct app *app, uint64_t before, uint64_t after,
			     const struct checkpoint_list *list, struct text *out,
			     struct error *error)
{
	struct tree_proof proof;
	struct log_nodes nodes = { .app = app, .error = error };
	const struct tree_nodes found = log_nodes_of(&nodes);
	const struct checkpoint *to = find(list, after);
	TRY(app_may(app, USE_AUDIT_PROVE, NULL, error));
	TRY(log_settle(app, error));
	if (to == NULL || to->size < before)
		return no_checkpoint(after != 0 && after >= before ? after : before, error);
	TRY(disclose(app, "growth", before, error));
	TRY(check_signed(app, to, error));
	(void)tree_prove_consistency(&found, before, to->size, &proof);
	TRY(nodes.status);
	struct builder built = builder_new(app->arena);
	builder_add_format(&built, "old %llu\n", (unsigned long long)before);
	add_proof(&built, &proof, to);
	*out = builder_text(&built);
	return STATUS_OK;
}
