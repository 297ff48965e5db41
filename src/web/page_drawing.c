/* SPDX-License-Identifier: Apache-2.0 */
/* The rules drawn, and who may read them. */
#include "app/packs.h"
#include "audit/base64.h"
#include "audit/digest.h"
#include "base/builder.h"
#include "web/rules.h"

#include <dmn_draw.h>

static enum status not_found(struct visit *visit)
{
	error_set(visit->error, STATUS_NOT_FOUND, "there are no such rules in the open");
	return error_remedy(visit->error, "sign in, or ask the owner of the rules");
}

/* The first that everybody may read. */
static enum status first_open(struct visit *visit, struct caseload *out)
{
	struct caseload_list all = { 0 };
	TRY(caseload_newest(&visit->app, &all, visit->error));
	for (size_t i = 0; i < all.count; i++) {
		if (all.at[i].pack->is_private)
			continue;
		*out = all.at[i];
		return STATUS_OK;
	}
	return not_found(visit);
}

enum status rules_pack(struct visit *visit, struct caseload *out)
{
	struct text name = visit_field(visit, "pack");
	if (name.length == 0 && !visit->signed_in)
		return first_open(visit, out);
	if (name.length == 0)
		return visit_pack(visit, out);
	TRY(caseload_named(&visit->app, name, out, visit->error));
	return out->pack->is_private && !visit->signed_in ? not_found(visit) : STATUS_OK;
}

enum status rules_may(struct visit *visit, struct text pack, bool *may)
{
	struct caseload caseload;
	*may = visit->signed_in;
	if (visit->signed_in)
		return STATUS_OK;
	TRY(caseload_named(&visit->app, pack, &caseload, visit->error));
	*may = !caseload.pack->is_private;
	return STATUS_OK;
}

struct text rules_staff(const struct visit *visit, struct text account)
{
	return visit->signed_in ? account : TEXT("A member of staff");
}

/* The page has style elements of its own: each is let in by its hash (CSP Level 3, 6.7.3.3). */
static struct text hashes_of(struct arena *arena, struct text page)
{
	static const char begin[] = "<style>";
	struct builder out = builder_new(arena);
	for (size_t at = 0; (at = text_find(page, text_from(begin), at)) != SIZE_MAX;) {
		size_t from = at + sizeof begin - 1;
		size_t to = text_find(page, TEXT("</style>"), from);
		if (to == SIZE_MAX)
			break;
		struct digest digest = digest_of(text_slice(page, from, to));
		struct text hash = base64_encode(arena, digest_bytes(&digest));
		builder_add_format(&out, " 'sha256-%.*s'", TEXT_ARG(hash));
		at = to;
	}
	return builder_text(&out);
}

enum status page_rules_drawing(struct visit *visit)
{
	struct caseload caseload;
	struct evaluator *evaluator;
	struct text drawn;
	TRY(rules_pack(visit, &caseload));
	if (!pack_decides(caseload.pack))
		return not_found(visit);
	TRY(evaluator_take(&caseload, PACKS_RULES, &evaluator, visit->error));
	drawn.at = dmn_draw(visit->arena, evaluator->model, DMN_DRAW_PAGE, NULL, &drawn.length);
	evaluator_give(&caseload, evaluator);
	if (drawn.length == 0)
		return error_set(visit->error, STATUS_LIMIT, "the model is too large to be drawn");
	visit->response->status = 200;
	visit->response->type = "text/html; charset=utf-8";
	visit->response->body = drawn;
	visit->response->styles = hashes_of(visit->arena, drawn);
	return STATUS_OK;
}
