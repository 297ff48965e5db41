/* SPDX-License-Identifier: Apache-2.0 */
#include "app/authorised.h"

struct asking {
	struct app *app;
	const struct pack *pack;
	enum pack_authorised of;
	enum use_case use;
};

static const struct pack_authorisation *latest(const struct asking *it,
					       const struct pack_field *field)
{
	const struct pack_authorisation *found = NULL;
	for (size_t i = 0; i < it->pack->authorisation_count; i++) {
		const struct pack_authorisation *one = &it->pack->authorisations[i];
		if (one->field == field && one->allows[it->of] &&
		    (found == NULL || dmn_date_days(one->until) > dmn_date_days(found->until)))
			found = one;
	}
	return found;
}

static enum status refuse(const struct asking *it, struct text record,
			  const struct pack_field *field, struct error *error)
{
	struct arena *arena = it->app->arena;
	const struct pack_authorisation *last = latest(it, field);
	struct text what = text_format(arena, "%.*s.%.*s", TEXT_ARG(record), TEXT_ARG(field->name));
	const struct text detail[][2] = { { TEXT("field"), what },
					  { TEXT("pack"), it->pack->name } };
	struct app_log log = { .use = it->use,
			       .purpose = TEXT("authorisation"),
			       .detail = app_detail(arena, detail, 2),
			       .refused = true };
	TRY(app_look(it->app, &log, error));
	const char *use = it->of == PACK_AUTHORISED_RULES ? "no rule reads" : "no list is made by";
	char from[CLOCK_TEXT_SIZE], until[CLOCK_TEXT_SIZE];
	if (last == NULL) {
		error_set(error, STATUS_REFUSED, "%s %.*s without an authorisation", use,
			  TEXT_ARG(what));
	} else {
		clock_print_day(dmn_date_days(last->from), from);
		clock_print_day(dmn_date_days(last->until), until);
		error_set(error, STATUS_REFUSED,
			  "%s %.*s today: the authorisation %.*s holds from %s until %s", use,
			  TEXT_ARG(what), TEXT_ARG(last->reference), from, until);
	}
	return error_remedy(error, "do without it; an authorisation that is in date stands under "
				   "`authorisations:` in pack.yaml. The refusal is in the log");
}

enum status authorised_list(struct app *app, const struct pack *pack,
			    const struct pack_record *record, const struct pack_field *field,
			    enum use_case use, struct error *error)
{
	const struct asking it = { app, pack, PACK_AUTHORISED_LISTS, use };
	if (field->sensitivity != PACK_SENSITIVITY_SPECIAL ||
	    pack_authorises(pack, field, it.of, clock_today(&app->clock)))
		return STATUS_OK;
	return refuse(&it, record->name, field, error);
}

enum status authorised_rules(struct app *app, const struct pack *pack, enum use_case use,
			     struct error *error)
{
	const struct asking it = { app, pack, PACK_AUTHORISED_RULES, use };
	for (size_t i = 0; i < pack->authorisation_count; i++) {
		const struct pack_authorisation *one = &pack->authorisations[i];
		if (one->allows[it.of] &&
		    !pack_authorises(pack, one->field, it.of, clock_today(&app->clock)))
			return refuse(&it, one->record->name, one->field, error);
	}
	return STATUS_OK;
}
