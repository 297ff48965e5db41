/* SPDX-License-Identifier: Apache-2.0 */
/* Documents: taken in, filed, downloaded. */
#include "app/case_file.h"
#include "base/builder.h"
#include "web/documents.h"
#include "web/words.h"

void documents_table(struct visit *visit, struct caseload *caseload,
		     const struct case_document_list *list, struct text caption, const char *act)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Document") },
					    { .text = TEXT("What it is") },
					    { .text = TEXT("From") },
					    { .text = TEXT("Taken in") },
					    { .text = TEXT("Filing") } };
	struct govuk_table table = { .caption = caption,
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 5 };
	bool may_file = app_can(&visit->app, USE_DOCUMENT_FILE, caseload->pack);
	govuk_scroll_begin(&visit->html, caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct case_document *it = &list->at[i];
		struct html part = html_part_begin(&visit->html);
		govuk_link(&part, &(struct govuk_link){
					  .text = case_document_name(caseload, it),
					  .href = visit_format(visit, "/documents/%lld/download",
							       (long long)it->id) });
		struct html filing = html_part_begin(&visit->html);
		if (may_file)
			govuk_link(&filing,
				   &(struct govuk_link){
					   .text = text_from(act),
					   .visually_hidden_text = case_document_name(caseload, it),
					   .href = visit_format(visit, "/documents/%lld/file",
								(long long)it->id) });
		const struct govuk_cell cells[] = { { .html = html_part_end(&part) },
						    { .text = case_document_words(caseload, it) },
						    { .text = it->sender },
						    { .text = words_instant(visit,
									    it->received_at) },
						    { .text = it->actor },
						    { .html = html_part_end(&filing) } };
		govuk_table_row(&visit->html, &table, cells, 5);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

enum status page_documents(struct visit *visit)
{
	struct caseload caseload;
	struct case_document_list list;
	TRY(visit_pack(visit, &caseload));
	TRY(case_document_waiting(&caseload, &list, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "Documents to be filed",
						       .part = "/documents",
						       .is_wide = true });
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Documents to be filed"));
	if (list.count == 0)
		govuk_body(&visit->html, TEXT("No document waits to be filed."));
	else
		documents_table(visit, &caseload, &list,
				TEXT("Documents to be filed, oldest first"), "File");
	if (app_can(&visit->app, USE_DOCUMENT_ADD, caseload.pack))
		visit_link(visit, "Add a document that is not yet filed", TEXT("/documents/new"));
	return visit_page_end(visit);
}

/* The case that the form is for: its number travels with the form, 0 for none. */
static int64_t case_of(const struct visit *visit)
{
	return visit_number(visit, "case");
}

static struct text back_of(struct visit *visit)
{
	return case_of(visit) == 0 ? TEXT("/documents")
				   : visit_format(visit, "/cases/%lld", (long long)case_of(visit));
}

static void type_radios(struct visit *visit, const struct pack_codes *types)
{
	size_t count;
	struct govuk_choice *items = words_codes(visit, types, &count);
	const struct govuk_fieldset fieldset = {
		.legend = { .text = TEXT("What is it?"),
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	govuk_radios(&visit->html, &(struct govuk_choices){ .name = TEXT("type"),
							    .fieldset = &fieldset,
							    .error = visit_message(visit, "type"),
							    .value = visit_field(visit, "type"),
							    .items = items,
							    .item_count = count });
}

static void line(struct visit *visit, const char *name, const char *label, const char *hint)
{
	govuk_input(&visit->html,
		    &(struct govuk_input){ .name = text_from(name),
					   .label = { .text = text_from(label),
						      .classes = TEXT("govuk-label--m") },
					   .hint.text = text_from(hint),
					   .value = visit_field(visit, name),
					   .error = visit_message(visit, name) });
}

static struct text kinds_taken(struct visit *visit, const struct pack_documents *takes)
{
	struct builder out = builder_new(visit->arena);
	for (size_t i = 0; i < takes->kind_count; i++) {
		builder_add_c(&out, i == 0 ? "" : i + 1 < takes->kind_count ? ", " : " or ");
		builder_add(&out, takes->kinds[i].words);
	}
	builder_add_format(&out, ", up to %lld MB", (long long)(takes->most_bytes / 1000000));
	return written_capital(visit->arena, builder_text(&out));
}

static void add_fields(struct visit *visit, const struct pack_documents *takes)
{
	govuk_upload_begin(&visit->html, TEXT("/documents/new"), visit->form_token);
	govuk_hidden_field(&visit->html, TEXT("case"), visit_field(visit, "case"));
	govuk_file_upload(&visit->html, &(struct govuk_file_upload){
						.name = TEXT("file"),
						.label = { .text = TEXT("File"),
							   .classes = TEXT("govuk-label--m") },
						.hint.text = kinds_taken(visit, takes),
						.error = visit_message(visit, "file") });
	type_radios(visit, takes->types);
	line(visit, "title", "Title (optional)", "The file's name when you give none");
	line(visit, "sender", "Who is it from? (optional)", "");
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Add the document"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static enum status show_add(struct visit *visit, struct caseload *caseload)
{
	struct text secret, caption = TEXT("To be filed later");
	if (case_of(visit) != 0) {
		TRY(caseload_case(caseload, case_of(visit), &caption, &secret, visit->error));
		caption = visit_format(visit, "Case %.*s", TEXT_ARG(caption));
	}
	visit_page_begin(visit, &(struct visit_title){ .title = "Add a document",
						       .part = "/documents",
						       .back = back_of(visit),
						       .back_text = "Back" });
	govuk_caption(&visit->html, "l", caption);
	govuk_heading(&visit->html, 1, "l", TEXT("Add a document"));
	govuk_body(&visit->html, TEXT("The day it is received is today's. A document is never "
				      "changed or taken away."));
	if (caseload->pack->documents.types != NULL)
		add_fields(visit, &caseload->pack->documents);
	else
		govuk_body(&visit->html, TEXT("This work takes no documents."));
	return visit_page_end(visit);
}

enum status page_document_new(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_DOCUMENT_ADD, caseload.pack, visit->error));
	return show_add(visit, &caseload);
}

enum status page_document_new_post(struct visit *visit)
{
	struct caseload caseload;
	const struct http_file *file = &visit->request->file;
	int64_t id;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_DOCUMENT_ADD, caseload.pack, visit->error));
	if (file->name.length == 0)
		visit_problem(visit, "file", TEXT("Choose a file"));
	if (visit_field(visit, "type").length == 0)
		visit_problem(visit, "type", TEXT("Choose what the document is"));
	if (!visit_takes(visit))
		return show_add(visit, &caseload);
	const struct case_document_new wanted = { .type = visit_field(visit, "type"),
						  .title = visit_field(visit, "title"),
						  .sender = visit_field(visit, "sender"),
						  .file_name = file->name,
						  .body = file->body,
						  .root_id = case_of(visit) };
	enum status status = case_document_add(&caseload, &wanted, &id, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "%.*s", TEXT_ARG(back_of(visit)));
	TRY(visit_refused(visit, status == STATUS_CONFLICT ? STATUS_INVALID : status, NULL));
	return show_add(visit, &caseload);
}

static enum status show_file(struct visit *visit, struct caseload *caseload)
{
	struct case_document it;
	TRY(case_document_find(caseload, visit->numbers[0], &it, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "File a document",
						       .part = "/documents",
						       .back = TEXT("/documents"),
						       .back_text = "Documents to be filed" });
	govuk_caption(&visit->html, "l", case_document_name(caseload, &it));
	govuk_heading(&visit->html, 1, "l",
		      it.root_id == 0 ? TEXT("File a document")
				      : TEXT("Move a document to another case"));
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/documents/%lld/file", (long long)it.id),
			 visit->form_token);
	line(visit, "reference", "Reference of the case", "As the case file shows it");
	line(visit, "reason", "Why does it belong there?",
	     it.root_id == 0 ? "" : "The case it lies on now keeps this on record");
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("File it there"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_document_file(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_DOCUMENT_FILE, caseload.pack, visit->error));
	return show_file(visit, &caseload);
}

enum status page_document_file_post(struct visit *visit)
{
	struct caseload caseload;
	int64_t root_id = 0;
	bool found;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_DOCUMENT_FILE, caseload.pack, visit->error));
	TRY(case_file_find(&visit->app, caseload.pack->name, visit_field(visit, "reference"),
			   &root_id, &found, visit->error));
	if (!found)
		visit_problem(visit, "reference",
			      TEXT("No case has this reference: check it letter by letter"));
	if (!visit_takes(visit))
		return show_file(visit, &caseload);
	enum status status = case_document_file(&caseload, visit->numbers[0], root_id,
						visit_field(visit, "reason"), visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/cases/%lld", (long long)root_id);
	TRY(visit_refused(visit, status == STATUS_CONFLICT ? STATUS_INVALID : status,
			  status == STATUS_CONFLICT ? "reference" : NULL));
	return show_file(visit, &caseload);
}

/* The name for a header: RFC 6266, with RFC 8187's coding, so that it can hold anything. */
static struct text attachment(struct visit *visit, struct text name)
{
	static const char hex[] = "0123456789ABCDEF";
	struct builder out = builder_new(visit->arena);
	builder_add_c(&out, "attachment; filename*=UTF-8''");
	for (size_t i = 0; i < name.length; i++) {
		unsigned char byte = (unsigned char)name.at[i];
		bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
			     (byte >= 'a' && byte <= 'z') || byte == '.' || byte == '-' ||
			     byte == '_';
		if (plain) {
			builder_add_byte(&out, (char)byte);
			continue;
		}
		builder_add_byte(&out, '%');
		builder_add_byte(&out, hex[byte >> 4]);
		builder_add_byte(&out, hex[byte & 15]);
	}
	return builder_text(&out);
}

/* Never opened in the browser: what people send could be made to act there. */
enum status page_document_download(struct visit *visit)
{
	struct caseload caseload;
	struct case_document it;
	struct text body;
	TRY(visit_pack(visit, &caseload));
	TRY(case_document_read(&caseload, visit->numbers[0], &it, &body, visit->error));
	visit->response->status = 200;
	visit->response->type = text_c(visit->arena, it.media_type);
	visit->response->body = body;
	http_add_header(visit->response, "Content-Disposition", attachment(visit, it.file_name));
	return STATUS_OK;
}
