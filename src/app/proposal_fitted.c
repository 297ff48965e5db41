/* SPDX-License-Identifier: Apache-2.0 */
/* A version that moves the need for something to where it fits what there is (domain S17). */
#include "app/proposal_internal.h"

#include "app/evaluate.h"
#include "work/flow.h"

enum {
	WORDS_LEAST = 10
};

struct fitted {
	const struct pack *pack;
	struct text name, label;
	int64_t before, after; /* cases that need one */
	int64_t today;
};

static enum status refuse(const struct fitted *it, const char *why, struct error *error)
{
	error_set(error, STATUS_INVALID,
		  "with version %.*s %lld cases need %.*s, and %lld do now, which fits it to what "
		  "there is: %s",
		  TEXT_ARG(it->pack->version), (long long)it->after, TEXT_ARG(it->label),
		  (long long)it->before, why);
	return error_remedy(error,
			    "change the rules for another reason, or publish this one in "
			    "pack.yaml: capacity.%.*s.moved: {version: %.*s, why, equality, "
			    "data_protection}, with assessments that were made for this version",
			    TEXT_ARG(it->name), TEXT_ARG(it->pack->version));
}

/* Made for exactly this version, of that kind, and in date. */
static bool is_assessed(const struct fitted *it, const char *kind, struct text reference)
{
	for (size_t i = 0; i < it->pack->assessment_count; i++) {
		const struct pack_assessment *one = &it->pack->assessments[i];
		if (text_is(one->kind, kind) && text_equal(one->reference, reference) &&
		    text_equal(one->pack, it->pack->name) &&
		    text_equal(one->version, it->pack->version) &&
		    (one->review.kind != DMN_DATE || dmn_date_days(one->review) >= it->today))
			return true;
	}
	return false;
}

static enum status check_one(const struct fitted *it, struct error *error)
{
	const struct pack_capacity *capacity = pack_find_capacity(it->pack, it->name);
	if (capacity == NULL || !text_equal(capacity->moved.version, it->pack->version))
		return refuse(it, "its published reasons are lacking", error);
	if (it->pack->is_private)
		return refuse(it, "its rules are for staff alone, and so would its reasons be",
			      error);
	if (work_word_count(capacity->moved.why) < WORDS_LEAST)
		return refuse(it, "its reasons are fewer than ten words", error);
	if (!is_assessed(it, "equality", capacity->moved.equality))
		return refuse(it, "no equality impact assessment of this version has the reference",
			      error);
	if (!is_assessed(it, "data protection", capacity->moved.data_protection))
		return refuse(it,
			      "no data protection impact assessment of this version has the "
			      "reference",
			      error);
	return STATUS_OK;
}

static int64_t number_of(dmn_value of, const char *name)
{
	int64_t out = 0;
	return dmn_get_int(dmn_context_get(of, name), &out) ? out : 0;
}

enum status proposal_check_fitted(struct app *app, const struct pack *pack, struct text impact,
				  struct error *error)
{
	dmn_value read;
	if (!dmn_from_json(app->arena, impact.at, impact.length, &read) || read.kind != DMN_CONTEXT)
		return STATUS_OK; /* an older release's */
	dmn_value list = dmn_context_get(read, "capacities");
	for (size_t i = 0; list.kind == DMN_LIST && i < list.count; i++) {
		dmn_value one = dmn_list_at(list, i);
		dmn_value need = dmn_context_get(one, "need");
		const struct fitted it = { .pack = pack,
					   .name = evaluate_text(dmn_context_get(one, "name")),
					   .label = evaluate_text(dmn_context_get(one, "label")),
					   .before = number_of(need, "before"),
					   .after = number_of(need, "after"),
					   .today = clock_today(&app->clock) };
		if (dmn_is_true(dmn_context_get(one, "fitted")))
			TRY(check_one(&it, error));
	}
	return STATUS_OK;
}
