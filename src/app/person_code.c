/* SPDX-License-Identifier: Apache-2.0 */
/* Codes that open the person's own page. */
#include "app/person_page_internal.h"

#include "os/host.h"
#include "record/age.h"

enum {
	CODE_LETTERS = 16, /* of five bits each */
	CODE_GROUP = 4
};

/* Crockford's: none is taken for another. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static struct text new_code(struct arena *arena)
{
	unsigned char random[CODE_LETTERS];
	char text[CODE_LETTERS + CODE_LETTERS / CODE_GROUP];
	size_t length = 0;
	host_random(random, sizeof random);
	for (size_t i = 0; i < CODE_LETTERS; i++) {
		if (i != 0 && i % CODE_GROUP == 0)
			text[length++] = '-';
		text[length++] = alphabet[random[i] & 31];
	}
	return text_copy(arena, (struct text){ text, length });
}

/* As a person may write it: any case, with spaces or not, O for 0 and I or L for 1. */
struct digest person_code_hash(struct arena *arena, struct text code)
{
	char *plain = arena_new_array(arena, char, code.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < code.length; i++) {
		char c = code.at[i];
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c == '-' || c == ' ')
			continue;
		plain[length++] = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
	}
	const struct text parts[] = { TEXT("person code\n"), { plain, length } };
	return digest_of_parts(parts, 2);
}

enum status person_second(struct caseload *caseload, int64_t root_id, struct text *out,
			  struct error *error)
{
	const struct pack_field *field = caseload->pack->person_page.second.field;
	struct batch *batch;
	*out = TEXT("");
	TRY(batch_new(caseload, clock_today(&caseload->app->clock), &batch, error));
	enum status status = batch_family(batch, root_id, error);
	struct assembled_row *row = status == STATUS_OK ? batch_root(batch) : NULL;
	if (row != NULL && row->row.values[field->index].kind != DMN_NULL)
		*out = text_copy(caseload->arena,
				 record_text(batch->arena, row->row.values[field->index]));
	batch_free(batch);
	return status;
}

static struct text until_of(struct caseload *caseload)
{
	char day[CLOCK_TEXT_SIZE];
	struct age period = age_from_value(caseload->arena, caseload->pack->person_page.code);
	clock_print_day(age_after(period, clock_today(&caseload->app->clock)), day);
	return text_copy(caseload->arena, text_from(day));
}

static enum status record(struct caseload *caseload, struct person_at *at,
			  const struct person_code *code, struct error *error)
{
	struct app *app = caseload->app;
	struct digest hash = person_code_hash(app->arena, code->text);
	int64_t id;
	TRY(app_turn(app, error));
	TRY(store_do(app->store, SQL_person_account,
		     BIND(store_text(TEXT(APP_ROLE_PERSON)), store_text(TEXT(APP_ROLE_PERSON)),
			  store_text(app_now(app))),
		     error));
	TRY(store_do(app->store, SQL_person_code_replace,
		     BIND(store_text(app_now(app)), store_text(caseload->pack->name),
			  dmn_number(at->root_id)),
		     error));
	TRY(store_do(app->store, SQL_person_session_replace,
		     BIND(store_text(caseload->pack->name), dmn_number(at->root_id)), error));
	TRY(store_number(app->store, SQL_person_code_put,
			 BIND(store_text(caseload->pack->name), dmn_number(at->root_id),
			      store_text(digest_bytes(&hash)), store_text(app->actor),
			      store_text(app_now(app)), store_text(code->until_on)),
			 &id, NULL, error));
	return person_log(at, USE_PERSON_CODE, TEXT(""), error);
}

enum status person_code_make(struct caseload *caseload, int64_t root_id, struct person_code *out,
			     struct error *error)
{
	struct app *app = caseload->app;
	struct person_at at = { .caseload = *caseload };
	struct text second;
	TRY(app_may(app, USE_PERSON_CODE, caseload->pack, error));
	TRY(caseload_kept(caseload, root_id, &at.root_id, error));
	TRY(caseload_case(caseload, at.root_id, &at.reference, &at.secret, error));
	if (caseload->pack->person_page.code.kind == DMN_NULL) {
		error_set(error, STATUS_CONFLICT, "the pack has no page for the person");
		return error_remedy(error, "its owner declares one: person_page");
	}
	TRY(person_second(caseload, at.root_id, &second, error));
	if (second.length == 0) {
		error_set(error, STATUS_CONFLICT, "what is asked for beside the code is not known");
		return error_remedy(error, "have '%.*s' put on record first",
				    TEXT_ARG(caseload->pack->person_page.second.field->label));
	}
	*out = (struct person_code){ .text = new_code(app->arena), .until_on = until_of(caseload) };
	TRY(app_begin(app, error));
	return app_end(app, record(caseload, &at, out, error), error);
}
