/* SPDX-License-Identifier: Apache-2.0 */
/* Giving to somebody outside what lies in a compartment. */
#include "app/compartment_internal.h"

#include "audit/digest.h"
#include "record/age.h"
#include "work/flow.h"

struct disclosing {
	struct caseload *caseload;
	const struct disclosure_request *wanted;
	const struct pack_compartment *rule;
	struct compartment it;
	struct compartment_shown given;
	struct disclosure *out;
};

static enum status check(const struct disclosing *it, struct error *error)
{
	const struct disclosure_request *wanted = it->wanted;
	const struct pack_code *ground =
		pack_find_code(it->rule->disclosure.grounds, wanted->ground);
	if (text_trim(wanted->recipient).length == 0)
		return error_at_field(error, "to", "it is not said to whom",
				      "name the person and the body that gets it");
	if (!pack_code_holds(ground, clock_today(&it->caseload->app->clock)))
		return error_at_field(error, "ground", "that is no ground that may be chosen",
				      text_format(it->caseload->arena,
						  "choose a code of the list '%.*s'",
						  TEXT_ARG(it->rule->disclosure.grounds->name))
					      .at);
	if (work_word_count(wanted->reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say it in at least three words");
	if (wanted->name_count == 0)
		return error_at_field(error, "field", "it is not said what is given",
				      "name each field, as record.field: nothing else leaves");
	return STATUS_OK;
}

/* Of all that is held, what was named. Each name has to be of something. */
static enum status choose(struct disclosing *it, const struct compartment_shown *held,
			  struct error *error)
{
	for (size_t n = 0; n < it->wanted->name_count; n++) {
		size_t before = it->given.count;
		for (size_t i = 0; i < held->count; i++)
			if (text_is(held->at[i].name, it->wanted->names[n]))
				list_push(it->caseload->arena, &it->given, held->at[i]);
		if (it->given.count == before)
			return error_at_field(
				error, "field",
				text_format(it->caseload->arena,
					    "nothing is held there of '%s' that you may export",
					    it->wanted->names[n])
					.at,
				"look what is: remit compartment look");
	}
	return STATUS_OK;
}

static struct text day_after(struct disclosing *it, dmn_value period)
{
	struct arena *arena = it->caseload->arena;
	char day[CLOCK_TEXT_SIZE];
	clock_print_day(
		age_after(age_from_value(arena, period), clock_today(&it->caseload->app->clock)),
		day);
	return text_copy(arena, text_from(day));
}

static void fill(struct disclosing *it)
{
	const struct pack_disclosure *rule = &it->rule->disclosure;
	char today[CLOCK_TEXT_SIZE];
	clock_print_day(clock_today(&it->caseload->app->clock), today);
	*it->out = (struct disclosure){
		.root_id = it->wanted->root_id,
		.recipient = text_trim(it->wanted->recipient),
		.ground = it->wanted->ground,
		.reason = it->wanted->reason,
		.body = disclosure_body(it->caseload->arena, &it->given),
		.actor = it->caseload->app->actor,
		.made_on = text_copy(it->caseload->arena, text_from(today)),
		.told_due = day_after(it, rule->told_within),
		.deleted_due = day_after(it, rule->deleted_within),
	};
}

static enum status record(struct disclosing *it, struct error *error)
{
	const struct disclosure *made = it->out;
	struct app *app = &it->it.app;
	char hash[DIGEST_TEXT_SIZE];
	struct digest digest = digest_of(made->body);
	TRY(store_number(app->store, SQL_disclosure_put,
			 BIND(store_text(it->caseload->pack->name), dmn_number(made->root_id),
			      store_text(made->recipient), store_text(made->ground),
			      store_text(made->reason), store_text(made->body),
			      store_text(made->actor), store_text(made->made_on),
			      store_text(app_now(app)), store_text(made->told_due),
			      store_text(made->deleted_due)),
			 &it->out->id, NULL, error));
	digest_print(&digest, hash);
	const struct text detail[][2] = { { TEXT("recipient"), made->recipient },
					  { TEXT("ground"), made->ground },
					  { TEXT("reason"), made->reason },
					  { TEXT("given"), text_from(hash) } };
	return disclosure_log(&it->it, USE_COMPARTMENT_DISCLOSE, made->root_id,
			      app_detail(app->arena, detail, 4), error);
}

static enum status disclose(struct disclosing *it, struct error *error)
{
	struct compartment_shown held = { 0 };
	struct caseload_roots roots;
	int64_t kept;
	TRY(caseload_kept(it->caseload, it->wanted->root_id, &kept, error));
	TRY(caseload_roots(it->caseload, kept, &roots, error));
	TRY(compartment_records(&it->it, it->caseload, error));
	for (size_t i = 0; i < roots.count; i++)
		TRY(compartment_read(&it->it, roots.at[i], &held, error));
	TRY(choose(it, &held, error));
	fill(it);
	TRY(compartment_begin(&it->it, error));
	return compartment_end(&it->it, record(it, error), error);
}

enum status disclosure_make(struct caseload *caseload, const struct disclosure_request *wanted,
			    struct disclosure *out, struct error *error)
{
	struct disclosing it = { .caseload = caseload, .wanted = wanted, .out = out };
	struct compartment_reach reach;
	TRY(disclosure_guard(caseload, wanted->compartment, USE_COMPARTMENT_DISCLOSE, &it.rule,
			     error));
	TRY(compartment_reached(caseload, wanted->root_id, &reach, error));
	TRY(check(&it, error));
	TRY(compartment_open(caseload->app, wanted->compartment, false, &it.it, error));
	enum status status = disclose(&it, error);
	compartment_close(&it.it);
	out->reference = reach.reference;
	return status;
}
