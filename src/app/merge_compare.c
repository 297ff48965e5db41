/* SPDX-License-Identifier: Apache-2.0 */
/* Two records side by side, as their sources tell them. */
#include "app/explain.h"
#include "app/merge_internal.h"
#include "app/reach.h"

#include "base/builder.h"

static struct text source_of(struct caseload *caseload, const struct typed_row *row)
{
	const struct caseload_origin *origin = caseload_origin(caseload, row->origin);
	return origin != NULL ? text_format(caseload->arena, "%.*s, line %lld",
					    TEXT_ARG(origin->label), (long long)row->origin_row)
			      : TEXT("");
}

static void add_field(struct caseload *caseload, const struct pack_field *field,
		      const struct typed_row *one, const struct typed_row *other,
		      struct merge_comparison *out)
{
	dmn_value mine = one->values[field->index];
	dmn_value theirs = other->values[field->index];
	bool sees = reach_sees(caseload->app, caseload->pack,
			       caseload_root(caseload->pack->decision.about), field);
	if (mine.kind == DMN_NULL && theirs.kind == DMN_NULL && sees)
		return;
	if (!sees) {
		list_push(caseload->arena, &out->fields,
			  (struct merge_field){ .label = field->label,
						.one = REACH_WITHHELD,
						.other = REACH_WITHHELD,
						.withheld = true });
		return;
	}
	list_push(caseload->arena, &out->fields,
		  (struct merge_field){
			  .label = field->label,
			  .one = explain_value_words(caseload->arena, field, mine),
			  .other = explain_value_words(caseload->arena, field, theirs),
			  .one_source = source_of(caseload, one),
			  .other_source = source_of(caseload, other),
			  .same = record_same(mine, theirs),
		  });
}

static struct text detail_of(struct caseload *caseload, int64_t kept_id, int64_t merged_id,
			     struct text detail)
{
	struct builder out = builder_new(caseload->arena);
	builder_add_format(&out, "{\"kept\":%lld,\"merged\":%lld", (long long)kept_id,
			   (long long)merged_id);
	if (detail.length != 0) {
		builder_add_byte(&out, ',');
		builder_add(&out, detail);
	}
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

enum status merge_log(struct caseload *caseload, const struct app_log *what, int64_t kept_id,
		      int64_t merged_id, struct error *error)
{
	const int64_t ids[] = { kept_id, merged_id };
	for (size_t i = 0; i < 2; i++) {
		struct app_log log = *what;
		struct text reference;
		TRY(caseload_case(caseload, ids[i], &reference, &log.secret, error));
		log.person_type = caseload_root(caseload->pack->decision.about)->name;
		log.person_id = ids[i];
		log.detail = detail_of(caseload, kept_id, merged_id, what->detail);
		TRY(app_log(caseload->app, &log, error));
	}
	return STATUS_OK;
}

static enum status log_look(struct caseload *caseload, int64_t one_id, int64_t other_id,
			    struct error *error)
{
	struct app *app = caseload->app;
	struct app_log log = { .use = USE_MERGES, .subject = TEXT("comparison") };
	TRY(app_begin(app, error));
	return app_end(app, merge_log(caseload, &log, one_id, other_id, error), error);
}

enum status merge_compare(struct caseload *caseload, int64_t one_id, int64_t other_id,
			  struct merge_comparison *out, struct error *error)
{
	const struct pack_record *root = caseload_root(caseload->pack->decision.about);
	struct typed_row one;
	struct typed_row other;
	*out = (struct merge_comparison){ .one_id = one_id, .other_id = other_id };
	TRY(app_may(caseload->app, USE_MERGES, caseload->pack, error));
	if (one_id == other_id)
		return error_set(error, STATUS_NOT_FOUND, "that is one record, not two");
	TRY(merge_root(caseload, one_id, &one, error));
	TRY(merge_root(caseload, other_id, &other, error));
	out->one = merge_reference(caseload, &one);
	out->other = merge_reference(caseload, &other);
	out->alike = duplicate_alike(caseload, &one, &other);
	for (size_t i = 0; i < root->field_count; i++)
		add_field(caseload, &root->fields[i], &one, &other, out);
	return log_look(caseload, one_id, other_id, error);
}
