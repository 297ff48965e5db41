/* SPDX-License-Identifier: Apache-2.0 */
/* A code with which the person opens their own page: made by staff, shown once. */
#include "app/person_page.h"
#include "web/words.h"

static void begin(struct visit *visit)
{
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "A code for the person",
						.part = "/worklist",
						.back = visit_format(visit, "/cases/%lld",
								     (long long)visit->numbers[0]),
						.back_text = "Case" });
	govuk_heading(&visit->html, 1, "l", TEXT("A code for the person"));
}

enum status page_person_code(struct visit *visit)
{
	struct caseload caseload;
	struct text reference;
	struct text secret;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_PERSON_CODE, caseload.pack, visit->error));
	TRY(caseload_case(&caseload, visit->numbers[0], &reference, &secret, visit->error));
	begin(visit);
	govuk_body(
		&visit->html,
		TEXT("With it the person reads what was decided on them and why, what is due, and "
		     "who has looked; and challenges or corrects it. Send it by letter, to the "
		     "address that is on record. An earlier code ends."));
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/cases/%lld/code", (long long)visit->numbers[0]),
			 visit->form_token);
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Make a code"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_person_code_post(struct visit *visit)
{
	struct caseload caseload;
	struct person_code code;
	TRY(visit_pack(visit, &caseload));
	TRY(person_code_make(&caseload, visit->numbers[0], &code, visit->error));
	begin(visit);
	govuk_panel(&visit->html, &(struct govuk_panel){ .heading_level = 2,
							 .title.text = code.text,
							 .text = TEXT("It is shown this once") });
	govuk_body(&visit->html,
		   visit_format(visit,
				"It opens /you once, until %.*s, together with what the page "
				"asks for.",
				TEXT_ARG(written_date(visit->arena, code.until_on))));
	return visit_page_end(visit);
}
