/* SPDX-License-Identifier: Apache-2.0 */
/* Keeping a letter: its words, its file on the case, and the entry of both. */
#include "app/case_document.h"
#include "app/letter_internal.h"

#include "format/json.h"

static struct text detail_of(struct letter_making *it)
{
	struct builder out = builder_new(it->filling.arena);
	struct digest words = digest_of(it->words);
	struct digest pdf = digest_of(it->pdf);
	char hash[DIGEST_TEXT_SIZE];
	const char *of = it->transition_id != 0 ? "transition"
			 : it->clock_id != 0	? "clock"
						: "decision";
	int64_t of_id = it->transition_id + it->clock_id;
	builder_add_format(&out, "{\"%s\":%lld,\"item\":%lld,\"name\":", of,
			   (long long)(of_id != 0 ? of_id : it->item.decision.id),
			   (long long)it->item.id);
	json_write_string(&out, it->filling.letter->name);
	builder_add_c(&out, ",\"language\":");
	json_write_string(&out, it->filling.language->tag);
	builder_add_c(&out, ",\"version\":");
	json_write_string(&out, it->filling.pack->version);
	if (it->pdf.length == 0) {
		builder_add_c(&out, ",\"not_made\":");
		json_write_string(&out, it->why);
	} else {
		digest_print(&words, hash);
		builder_add_format(&out, ",\"document\":%lld,\"words\":\"%s\"",
				   (long long)it->document_id, hash);
		digest_print(&pdf, hash);
		builder_add_format(&out, ",\"pdf\":\"%s\"", hash);
	}
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

static enum status file_it(struct letter_making *it, struct error *error)
{
	struct caseload *caseload = &it->item.caseload;
	struct case_document made = { 0 };
	struct case_document_new wanted = {
		.type = it->filling.letter->document,
		.title = text_slice(it->document.title, 0, CASE_DOCUMENT_WORDS_MOST),
		.sender = text_slice(caseload->pack->owner, 0, CASE_DOCUMENT_WORDS_MOST),
		.file_name = text_format(it->filling.arena, "%.*s.%.*s.pdf",
					 TEXT_ARG(it->filling.letter->name),
					 TEXT_ARG(it->filling.language->tag)),
		.body = it->pdf,
		.root_id = it->item.root_id
	};
	TRY(case_document_describe(caseload, &wanted, &made, error));
	TRY(case_document_keep(caseload, &made, it->pdf, error));
	it->document_id = made.id;
	return case_document_put_on(caseload, made.id, it->item.root_id,
				    TEXT("a letter of this case"), error);
}

static dmn_value number_or_none(int64_t number)
{
	return number != 0 ? dmn_number(number) : dmn_null();
}

/* What could not be made stands there already. */
static enum status put_again(struct letter_making *it, dmn_value hash, struct error *error)
{
	struct caseload *caseload = &it->item.caseload;
	struct text state = it->document_id != 0 ? TEXT(LETTER_MADE) : TEXT(LETTER_NOT_MADE);
	return store_do(caseload->app->store, SQL_letter_put_again,
			BIND(dmn_number(caseload->pack_id), store_text(it->filling.language->tag),
			     store_text(it->filling.asked), number_or_none(it->document_id),
			     store_text(it->words), hash, store_text(state), store_text(it->why),
			     store_text(app_now(caseload->app)), store_text(caseload->app->actor),
			     dmn_number(it->id)),
			error);
}

static enum status put_new(struct letter_making *it, dmn_value hash, struct error *error)
{
	struct caseload *caseload = &it->item.caseload;
	struct app *app = caseload->app;
	bool of_decision = it->transition_id == 0 && it->clock_id == 0, found;
	struct text state = it->document_id != 0 ? TEXT(LETTER_MADE) : TEXT(LETTER_NOT_MADE);
	return store_number(
		app->store, SQL_letter_put,
		BIND(store_text(caseload->pack->name), dmn_number(caseload->pack_id),
		     store_text(it->filling.letter->name), store_text(it->filling.language->tag),
		     store_text(it->filling.asked), dmn_number(it->item.id),
		     of_decision ? dmn_number(it->item.decision.id) : dmn_null(),
		     number_or_none(it->transition_id), number_or_none(it->clock_id),
		     dmn_number(it->item.root_id), number_or_none(it->document_id),
		     store_text(it->words), hash, store_text(state), store_text(it->why),
		     store_text(app_now(app)), store_text(app->actor)),
		&it->id, &found, error);
}

enum status letter_put(struct letter_making *it, struct error *error)
{
	struct digest digest = digest_of(it->words);
	dmn_value hash = dmn_null();
	if (it->pdf.length != 0) {
		TRY(file_it(it, error));
		hash = store_text(digest_bytes(&digest));
	}
	TRY(it->id != 0 ? put_again(it, hash, error) : put_new(it, hash, error));
	struct letter_entry entry = { USE_LETTER_MAKE, "letter", it->id, it->item.root_id,
				      detail_of(it) };
	return letter_log(&it->item.caseload, &entry, error);
}
