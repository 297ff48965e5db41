/* SPDX-License-Identifier: Apache-2.0 */
/* What a wrong value led to: who had it, and which decisions rested on it. */
#include "app/evaluate.h"
#include "app/rectify_internal.h"

static void add_recipient(struct caseload *caseload, struct text who, int64_t micros,
			  struct rectify_look *out)
{
	char at[CLOCK_TEXT_SIZE];
	if (who.length == 0)
		return;
	clock_print(micros, at);
	list_push(caseload->arena, &out->recipients,
		  (struct rectify_recipient){ .who = text_copy(caseload->arena, who),
					      .at = text_copy(caseload->arena, text_from(at)) });
}

/* Of a disclosure, whom its entry names. */
static struct text given_to(struct arena *arena, struct text detail)
{
	dmn_value value;
	if (!dmn_from_json(arena, detail.at, detail.length, &value))
		return TEXT("");
	return evaluate_text(evaluate_member(value, "to"));
}

static enum status read_who(struct caseload *caseload, enum statement_name name,
			    const dmn_value *values, size_t count, struct rectify_look *out,
			    struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, name, values, count, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		add_recipient(caseload,
			      name == SQL_rectify_disclosures
				      ? given_to(caseload->arena, rows_text(&rows, 2))
				      : rows_text(&rows, 0),
			      rows_int(&rows, 1), out);
	rows_end(&rows);
	return status;
}

static enum status read_told(struct caseload *caseload, struct rectify_look *out,
			     struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_rectify_told_list, BIND(dmn_number(out->of.id)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		bool listed = false;
		struct text day = text_copy(caseload->arena, rows_text(&rows, 1));
		for (size_t i = 0; i < out->recipients.count; i++)
			if (text_equal(out->recipients.at[i].who, rows_text(&rows, 0))) {
				out->recipients.at[i].told_on = day;
				listed = true;
			}
		if (!listed)
			list_push(caseload->arena, &out->recipients,
				  (struct rectify_recipient){
					  .who = text_copy(caseload->arena, rows_text(&rows, 0)),
					  .told_on = day });
	}
	rows_end(&rows);
	return status;
}

enum status rectify_read_recipients(struct caseload *caseload, struct rectify_look *out,
				    struct error *error)
{
	const dmn_value person = dmn_number(out->of.case_id);
	const dmn_value type = store_text(caseload_root(caseload->pack->decision.about)->name);
	int64_t at = clock_now();
	if (!out->of.is_open)
		TRY(clock_parse(out->of.answered_at, &at, error));
	const dmn_value before = dmn_number(at);
	TRY(read_who(caseload, SQL_rectify_disclosures, BIND(person, type, before), out, error));
	TRY(read_who(caseload, SQL_look_people_before,
		     BIND(person, type, before, store_text(out->of.answered_by)), out, error));
	return read_told(caseload, out, error);
}

/* Are the rules given the field? */
static bool is_input(const struct pack *pack, struct text name)
{
	struct text last;
	struct text record = text_cut(name, '.', &last);
	for (size_t i = 0; i < pack->decision.input_count; i++) {
		const struct pack_record *it = pack->decision.inputs[i].record;
		const struct pack_field *field = pack_find_field(it, last);
		if (text_equal(it->name, record) && field != NULL && field->engine)
			return true;
	}
	return false;
}

enum status rectify_read_decisions(struct caseload *caseload, struct rectify_look *out,
				   struct error *error)
{
	struct arena *arena = caseload->arena;
	bool given = is_input(caseload->pack, out->of.name);
	struct text quoted = text_format(arena, "\"%.*s\"", TEXT_ARG(out->of.name));
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_rectify_decisions,
			BIND(dmn_number(out->of.case_id)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		bool cites = text_find(rows_text(&rows, 6), quoted, 0) != SIZE_MAX;
		if (!cites && !given)
			continue;
		list_push(
			arena, &out->decisions,
			(struct rectify_decision){ .id = rows_int(&rows, 0),
						   .item_id = rows_int(&rows, 1),
						   .outcome = text_copy(arena, rows_text(&rows, 2)),
						   .state = text_copy(arena, rows_text(&rows, 3)),
						   .actor = text_copy(arena, rows_text(&rows, 4)),
						   .made_at = text_copy(arena, rows_text(&rows, 5)),
						   .cites = cites });
	}
	rows_end(&rows);
	return status;
}

enum status rectify_read(struct caseload *caseload, int64_t id, struct rectify_look *out,
			 struct error *error)
{
	struct app *app = caseload->app;
	*out = (struct rectify_look){ 0 };
	TRY(app_may(app, USE_RECTIFICATIONS, caseload->pack, error));
	TRY(rectify_open(caseload, id, &out->of, error));
	TRY(rectify_read_recipients(caseload, out, error));
	TRY(rectify_read_decisions(caseload, out, error));
	TRY(app_begin(app, error));
	return app_end(
		app,
		rectify_log(caseload, &out->of, USE_RECTIFICATIONS, "fact", out->of.name, error),
		error);
}
