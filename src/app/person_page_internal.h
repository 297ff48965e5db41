/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the person's own page share. */
#ifndef REMIT_APP_PERSON_PAGE_INTERNAL_H
#define REMIT_APP_PERSON_PAGE_INTERNAL_H

#include "app/person_page.h"

struct digest person_code_hash(struct arena *arena, struct text code);
/* What is asked for beside the code, as it is on record; empty: it is not. */
enum status person_second(struct caseload *caseload, int64_t root_id, struct text *out,
			  struct error *error) MUST_USE;
/* In the present transaction. */
enum status person_log(const struct person_at *at, enum use_case use, struct text purpose,
		       struct error *error) MUST_USE;
/* Whose page; *shown false where there is none to be shown. */
enum status person_open_case(struct app *app, struct text pack, int64_t root_id,
			     struct person_at *at, bool *shown, struct error *error) MUST_USE;
/* In the present transaction. */
enum status person_session_start(struct app *app, int64_t code_id, struct text *token,
				 struct error *error) MUST_USE;
/* Those of every pack that decides about the same person, its own first. */
enum status person_decisions(struct person_at *at, struct person_page *out,
			     struct error *error) MUST_USE;
/* From here on the app acts as the person. */
void person_act(struct app *app);

#endif
