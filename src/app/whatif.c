/* SPDX-License-Identifier: Apache-2.0 */
#include "app/whatif.h"

#include "base/ensure.h"
#include "os/scratch.h"

struct trying {
	struct caseload *caseload;
	const struct whatif_wanted *wanted;
	struct whatif *out;
	const struct pack_accumulation *rules[WHATIF_MOST + 1]; /* in force, then one a value */
};

static const struct pack_accumulation *rule_called(const struct pack *pack, struct text name)
{
	for (size_t i = 0; i < pack->accumulation_count; i++)
		if (text_equal(pack->accumulations[i].name, name) &&
		    text_equal(pack->accumulations[i].makes->owner, pack->name))
			return &pack->accumulations[i];
	return NULL;
}

/* The accumulation that the path is of; what it sums and of which cases is not tried. */
static enum status find_rule(struct trying *it, struct error *error)
{
	struct text rest, last;
	struct text path = it->wanted->path;
	if (!text_is(text_cut(path, '.', &rest), "accumulates"))
		return STATUS_OK;
	it->out->rule = rule_called(it->caseload->pack, text_cut(rest, '.', &last));
	if (it->out->rule != NULL &&
	    (text_is(last, "window") || text_is(last, "total") || text_is(last, "count")))
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "'%.*s' is not tried over what is recorded",
		  TEXT_ARG(path));
	return error_remedy(error, "try its window, total or count");
}

static enum status try_value(struct trying *it, size_t index, struct pack *variant,
			     struct error *error)
{
	struct whatif_try *out = &it->out->tries[index];
	if (it->out->rule == NULL)
		return impact_measure(it->caseload, variant, &(struct impact_call){ 0 },
				      &out->impact, error);
	it->rules[index] = rule_called(variant, it->out->rule->name);
	ensure(it->rules[index] != NULL);
	return STATUS_OK;
}

static enum status next_value(struct trying *it, struct text value, struct error *error)
{
	struct scratch folder;
	struct pack *variant;
	size_t index = it->out->count++;
	it->out->tries[index] = (struct whatif_try){ .name = value };
	TRY(scratch_make(it->caseload->arena, &folder, error));
	enum status status =
		whatif_variant(it->caseload, &it->out->parameter, value, &folder, &variant, error);
	if (status == STATUS_OK)
		status = try_value(it, index, variant, error);
	scratch_end(&folder);
	return status;
}

static enum status try_all(struct trying *it, struct error *error)
{
	struct whatif *out = it->out;
	out->tries[0] = (struct whatif_try){ .name = out->parameter.value, .is_now = true };
	it->rules[0] = out->rule;
	out->count = 1;
	for (size_t i = 0; i < it->wanted->count; i++)
		TRY(next_value(it, it->wanted->values[i], error));
	if (out->rule == NULL)
		return STATUS_OK;
	out->tries[out->count++] = (struct whatif_try){ .name = TEXT("each by itself") };
	return whatif_events(it->caseload, it->wanted, it->rules, out, error);
}

static enum status check(const struct whatif_wanted *wanted, struct error *error)
{
	if (wanted->count == 0 || wanted->count > WHATIF_MOST)
		return error_at_field(error, "to", "there are no values to try, or too many",
				      "give from one to six");
	if (wanted->from != 0 && wanted->until != 0 && wanted->until < wanted->from)
		return error_at_field(error, "until", "the time ends before it begins",
				      "give a later day");
	return STATUS_OK;
}

enum status whatif_try_out(struct caseload *caseload, const struct whatif_wanted *wanted,
			   struct whatif *out, struct error *error)
{
	struct trying it = { .caseload = caseload, .wanted = wanted, .out = out };
	struct app *app = caseload->app;
	*out = (struct whatif){ .effort = caseload->pack->effort };
	TRY(app_may(app, USE_WHATIF, caseload->pack, error));
	TRY(check(wanted, error));
	TRY(pack_parameter_find(caseload->arena, caseload->pack, wanted->path, &out->parameter,
				error));
	TRY(find_rule(&it, error));
	TRY(try_all(&it, error));
	const struct text detail[][2] = { { TEXT("parameter"), wanted->path } };
	struct app_log log = { .use = USE_WHATIF,
			       .subject = TEXT("pack_version"),
			       .subject_id = caseload->pack_id,
			       .detail = app_detail(caseload->arena, detail, 1) };
	return app_look(app, &log, error);
}
