/* SPDX-License-Identifier: Apache-2.0 */
/* Everything held on a person, as a file to be given to them. */
#include "app/person_file.h"
#include "exchange/pdf.h"
#include "web/words.h"

static void line(struct visit *visit, const char *name, const char *label, const char *hint)
{
	govuk_input(&visit->html,
		    &(struct govuk_input){ .name = text_from(name),
					   .label = { .text = text_from(label),
						      .classes = TEXT("govuk-label--s") },
					   .hint.text = text_from(hint),
					   .value = visit_field(visit, name),
					   .error = visit_message(visit, name) });
}

static void choice(struct visit *visit, const char *name, const char *legend, const char *hint,
		   const struct govuk_choice *items, size_t count)
{
	const struct govuk_fieldset fieldset = {
		.legend = { .text = text_from(legend),
			    .classes = TEXT("govuk-fieldset__legend--s") }
	};
	govuk_radios(&visit->html, &(struct govuk_choices){ .name = text_from(name),
							    .fieldset = &fieldset,
							    .hint.text = text_from(hint),
							    .error = visit_message(visit, name),
							    .value = visit_field(visit, name),
							    .items = items,
							    .item_count = count });
}

static void show_form(struct visit *visit)
{
	const struct govuk_choice names[] = {
		{ .text = TEXT("By role, grade and a number"), .value = TEXT("no") },
		{ .text = TEXT("By account"), .value = TEXT("yes") }
	};
	const struct govuk_choice forms[] = {
		{ .text = TEXT("PDF, to read and print"), .value = TEXT("pdf") },
		{ .text = TEXT("JSON, for a program"), .value = TEXT("json") }
	};
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/cases/%lld/person", (long long)visit->numbers[0]),
			 visit->form_token);
	line(visit, "to", "Who gets it?", "The person, or who acts for them, by name");
	line(visit, "why", "Why is it given?", "For example: request of 3 March 2026");
	choice(visit, "names", "How are staff named?", "By account only where the law asks for it",
	       names, 2);
	choice(visit, "form", "In which form?", "Both say the same", forms, 2);
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Make the file") });
	html_end(&visit->html);
}

static enum status show(struct visit *visit, struct caseload *caseload)
{
	struct text reference, secret;
	TRY(caseload_case(caseload, visit->numbers[0], &reference, &secret, visit->error));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Everything held on a person",
						.part = "/worklist",
						.back = visit_format(visit, "/cases/%lld",
								     (long long)visit->numbers[0]),
						.back_text = "Case" });
	govuk_caption(&visit->html, "l", visit_format(visit, "Case %.*s", TEXT_ARG(reference)));
	govuk_heading(&visit->html, 1, "l", TEXT("Everything held on a person"));
	govuk_body(&visit->html,
		   TEXT("A person may ask for a copy of what is held on them (UK GDPR, Article "
			"15). The "
			"file has every value with its source, what the rules recommended and why, "
			"what staff wrote, who looked, and to whom it was given before."));
	govuk_body(&visit->html, TEXT("What is sealed until a decision is final is named and not "
				      "shown. Read the file before it "
				      "goes out: what staff wrote may name other people. That you "
				      "made it is recorded."));
	show_form(visit);
	return visit_page_end(visit);
}

enum status page_person(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_PERSON_FILE, caseload.pack, visit->error));
	return show(visit, &caseload);
}

static enum status give(struct visit *visit, const struct person_file *file)
{
	bool pdf = text_is(visit_field(visit, "form"), "pdf");
	struct document document;
	visit->response->body = file->json;
	if (pdf) {
		person_file_document(file, &document);
		TRY(pdf_write(visit->arena, &document, &visit->response->body, visit->error));
	}
	visit->response->status = 200;
	visit->response->type = pdf ? "application/pdf" : "application/json";
	http_add_header(visit->response, "Content-Disposition",
			visit_format(visit, "attachment; filename=person-%lld.%s",
				     (long long)file->root_id, pdf ? "pdf" : "json"));
	return STATUS_OK;
}

enum status page_person_post(struct visit *visit)
{
	struct caseload caseload;
	struct person_file file;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_PERSON_FILE, caseload.pack, visit->error));
	const struct person_file_call call = { .to = visit_field(visit, "to"),
					       .why = visit_field(visit, "why"),
					       .names = text_is(visit_field(visit, "names"),
								"yes") };
	if (visit_field(visit, "names").length == 0)
		visit_problem(visit, "names", TEXT("Choose how staff are named"));
	if (visit_field(visit, "form").length == 0)
		visit_problem(visit, "form", TEXT("Choose the form"));
	if (!visit_takes(visit))
		return show(visit, &caseload);
	enum status status = person_file_make(&visit->app, caseload.pack->name, visit->numbers[0],
					      &call, &file, visit->error);
	if (status == STATUS_OK)
		return give(visit, &file);
	TRY(visit_refused(visit, status, NULL));
	return show(visit, &caseload);
}
