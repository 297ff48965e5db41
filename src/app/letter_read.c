/* SPDX-License-Identifier: Apache-2.0 */
/* One letter as it was made. */
#include "app/access.h"
#include "app/letter_internal.h"

struct kept {
	struct text words;
	bool same;	    /* as they were made */
	int64_t version_id; /* of the pack */
	struct text states; /* whose step it tells */
};

static enum status get(struct caseload *caseload, int64_t id, struct letter *out, struct kept *kept,
		       struct error *error)
{
	struct app *app = caseload->app;
	struct text texts[25];
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_letter_get,
			BIND(dmn_number(id), store_text(caseload->pack->name), ACCESS_VIEWER(app)),
			&rows, error));
	enum status status = rows_next(&rows, &found, error);
	for (unsigned i = 0; status == STATUS_OK && found && i < 25; i++)
		texts[i] = text_copy(caseload->arena, rows_text(&rows, i));
	if (status == STATUS_OK && found)
		*out = (struct letter){ .id = id,
					.name = texts[1],
					.language = texts[2],
					.asked = texts[3],
					.item_id = rows_int(&rows, 4),
					.transition_id = rows_int(&rows, 25),
					.clock_id = rows_int(&rows, 26),
					.decision_id = rows_int(&rows, 5),
					.root_id = rows_int(&rows, 6),
					.document_id = rows_int(&rows, 7),
					.state = texts[8],
					.why = texts[9],
					.made_at = texts[10],
					.actor = texts[11],
					.ended_on = texts[12],
					.ended_how = texts[13],
					.ended_by = texts[14],
					.outcome = texts[19],
					.decided_on = letter_day_of(caseload->arena, texts[20]),
					.done_on = texts[21],
					.done_how = texts[22],
					.done_by = texts[23] };
	kept->version_id = status == STATUS_OK && found ? rows_int(&rows, 16) : 0;
	rows_end(&rows);
	TRY(status);
	if (!found)
		return error_set(error, STATUS_NOT_FOUND, "there is no letter %lld", (long long)id);
	struct digest hash = digest_of(texts[17]);
	kept->words = texts[17];
	kept->states = texts[24];
	kept->same = text_equal(digest_bytes(&hash), texts[18]);
	return STATUS_OK;
}

enum status letter_read(struct caseload *caseload, int64_t id, struct letter *out,
			struct document *document, struct error *error)
{
	struct app *app = caseload->app;
	struct caseload version;
	struct kept kept = { 0 };
	struct text secret;
	TRY(app_may(app, USE_LETTER_READ, caseload->pack, error));
	TRY(get(caseload, id, out, &kept, error));
	TRY(caseload_kept(caseload, out->root_id, &out->case_id, error));
	TRY(caseload_case(caseload, out->case_id, &out->reference, &secret, error));
	TRY(caseload_version(app, kept.version_id, &version, error));
	letter_judge(version.pack, out, kept.states, out->outcome);
	*document = (struct document){ 0 };
	if (out->document_id != 0 && !kept.same)
		return error_set(error, STATUS_TAMPERED,
				 "the words of letter %lld are not those that were made",
				 (long long)id);
	if (out->document_id != 0)
		TRY(letter_read_words(caseload->arena, kept.words, document, error));
	struct letter_entry entry = { USE_LETTER_READ, "letter", id, out->root_id, TEXT("") };
	TRY(app_begin(app, error));
	return app_end(app, letter_log(caseload, &entry, error), error);
}

enum status letter_is_made(const struct letter *letter, struct error *error)
{
	if (letter->document_id != 0)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT, "letter %lld is not made: %.*s", (long long)letter->id,
		  (int)text_slice(letter->why, 0, 300).length, letter->why.at);
	return error_remedy(error, "enter it on the case, then make the letter again");
}
