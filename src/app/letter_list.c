/* SPDX-License-Identifier: Apache-2.0 */
/* Final decisions with their letters and acts; steps and clocks with their letters. */
#include "app/access.h"
#include "app/letter_internal.h"

enum {
	PAGE = 200
};

struct listing {
	struct caseload *caseload;
	struct caseload version; /* of the pack, which decided the last of them */
	int64_t version_id, after;
	bool waiting;
	struct letter_list *out;
	enum statement_name of; /* decisions, steps or clocks */
};

struct found_one {
	struct letter letter;
	struct text outcome, states; /* the step's, of one */
	int64_t pack_id; /* version of recommendation, step or letter; 0: the present one */
};
struct found {
	LIST_OF(struct found_one);
};

static struct letter read_row(struct arena *arena, const struct rows *rows, struct text *outcome)
{
	struct text texts[21];
	for (unsigned i = 0; i < 21; i++)
		texts[i] = text_copy(arena, rows_text(rows, i));
	*outcome = texts[2];
	return (struct letter){ .decision_id = rows_int(rows, 0),
				.transition_id = rows_int(rows, 22),
				.clock_id = rows_int(rows, 23),
				.item_id = rows_int(rows, 1),
				.decided_on = letter_day_of(arena, texts[3]),
				.root_id = rows_int(rows, 4),
				.id = rows_int(rows, 6),
				.name = texts[7],
				.language = texts[8],
				.asked = texts[9],
				.document_id = rows_int(rows, 10),
				.state = texts[11],
				.why = texts[12],
				.made_at = texts[13],
				.actor = texts[14],
				.ended_on = texts[15],
				.ended_how = texts[16],
				.ended_by = texts[17],
				.done_on = texts[18],
				.done_how = texts[19],
				.done_by = texts[20] };
}

/* By the version of the pack that was decided under. */
static enum status judge(struct listing *it, const struct found_one *one, struct letter *letter,
			 struct error *error)
{
	if (one->pack_id == it->caseload->pack_id || one->pack_id == 0)
		it->version = *it->caseload;
	else if (one->pack_id != it->version_id)
		TRY(caseload_version(it->caseload->app, one->pack_id, &it->version, error));
	it->version_id = one->pack_id;
	letter_judge(it->version.pack, letter, one->states, one->outcome);
	return STATUS_OK;
}

static enum status name_case(struct listing *it, struct letter *letter, struct error *error)
{
	struct text secret;
	TRY(caseload_kept(it->caseload, letter->root_id, &letter->case_id, error));
	return caseload_case(it->caseload, letter->case_id, &letter->reference, &secret, error);
}

static enum status read_page(struct listing *it, struct found *found, struct error *error)
{
	struct app *app = it->caseload->app;
	struct rows rows;
	bool there;
	enum status status;
	TRY(store_query(app->store, it->of,
			BIND(store_text(it->caseload->pack->name), dmn_number(it->after),
			     ACCESS_VIEWER(app), dmn_number(PAGE)),
			&rows, error));
	while ((status = rows_next(&rows, &there, error)) == STATUS_OK && there) {
		struct found_one one = { .pack_id = rows_int(&rows, 5) };
		one.letter = read_row(it->caseload->arena, &rows, &one.outcome);
		one.states = text_copy(it->caseload->arena, rows_text(&rows, 21));
		list_push(it->caseload->arena, found, one);
	}
	rows_end(&rows);
	return status;
}

static bool is_wanted(const struct listing *it, const struct letter *letter)
{
	return it->waiting ? letter->lacks_letter || letter->lacks_sending || letter->lacks_done
			   : letter->id != 0 || letter->lacks_letter || letter->done.length != 0;
}

static enum status read_of(struct listing *it, enum statement_name of, size_t most,
			   struct error *error)
{
	it->of = of;
	it->after = 0;
	for (bool more_come = true; more_come && it->out->count < most;) {
		struct found found = { 0 };
		TRY(read_page(it, &found, error));
		for (size_t i = 0; i < found.count && it->out->count < most; i++) {
			struct letter *letter = &found.at[i].letter;
			it->after = letter->decision_id + letter->transition_id + letter->clock_id;
			TRY(judge(it, &found.at[i], letter, error));
			if (is_wanted(it, letter)) {
				TRY(name_case(it, letter, error));
				list_push(it->caseload->arena, it->out, *letter);
			}
		}
		more_come = found.count == PAGE;
	}
	return STATUS_OK;
}

static enum status read_all(struct listing *it, size_t most, struct error *error)
{
	*it->out = (struct letter_list){ 0 };
	TRY(read_of(it, SQL_letter_decisions, most, error));
	TRY(read_of(it, SQL_letter_steps, most, error));
	return read_of(it, SQL_letter_clocks, most, error);
}

enum status letter_list(struct caseload *caseload, bool waiting, struct letter_list *out,
			struct error *error)
{
	struct listing it = { .caseload = caseload, .waiting = waiting, .out = out };
	TRY(app_may(caseload->app, USE_LETTERS, caseload->pack, error));
	TRY(read_all(&it, LETTERS_SHOWN, error));
	struct app_log log = { .use = USE_LETTERS,
			       .subject = TEXT("letter"),
			       .detail = app_shown(caseload->arena, "letters", out->at, out->count,
						   sizeof *out->at) };
	return app_look(caseload->app, &log, error);
}

enum status letter_lacking(struct caseload *caseload, struct letter_list *out, struct error *error)
{
	struct listing it = { .caseload = caseload, .waiting = true, .out = out };
	return read_all(&it, SIZE_MAX, error);
}
