/* SPDX-License-Identifier: Apache-2.0 */
/* Asking what the actor's role reaches. */
#include "app/reach.h"

#include "base/builder.h"

static enum pack_action action_of(const struct app *app)
{
	return app->telling == APP_EXPORTS ? PACK_ACTION_EXPORT : PACK_ACTION_SEE;
}

/* On their own page a person is told what the pack lists there. */
static bool permits(const struct app *app, const struct pack *pack,
		    const struct pack_record *record, const struct pack_field *field)
{
	return text_is(app->role, APP_ROLE_PERSON)
		       ? pack_person_sees(pack, record, field)
		       : pack_permits(pack, app->role, action_of(app), record, field);
}

bool reach_sees(const struct app *app, const struct pack *pack, const struct pack_record *record,
		const struct pack_field *field)
{
	return app->telling == APP_TELLS_ALL || permits(app, pack, record, field);
}

bool reach_alters(const struct app *app, const struct pack *pack, const struct pack_record *record,
		  const struct pack_field *field)
{
	return pack_permits(pack, app->role, PACK_ACTION_ALTER, record, field);
}

bool reach_sees_inputs(const struct app *app, const struct pack *pack)
{
	return app->telling == APP_TELLS_ALL ||
	       pack_permits_inputs(pack, app->role, action_of(app));
}

struct text reach_lacks(const struct app *app, const struct pack *pack, struct arena *arena)
{
	struct builder out = builder_new(arena);
	for (size_t i = 0; i < pack->record_count; i++) {
		const struct pack_record *record = &pack->records[i];
		for (size_t f = 0; f < record->field_count; f++)
			if (record->fields[f].engine &&
			    !reach_sees(app, pack, record, &record->fields[f]))
				builder_add_format(
					&out, "%s%.*s: %.*s", out.length == 0 ? "" : "; ",
					TEXT_ARG(record->label), TEXT_ARG(record->fields[f].label));
	}
	return builder_text(&out);
}
