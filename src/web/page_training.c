/* SPDX-License-Identifier: Apache-2.0 */
/* Trainings: who has which in date, and recording one. */
#include "app/training.h"
#include "web/words.h"

static void line(struct visit *visit, const char *name, const char *label, const char *hint)
{
	govuk_input(&visit->html, &(struct govuk_input){ .name = text_from(name),
							 .label.text = text_from(label),
							 .hint.text = text_from(hint),
							 .classes = TEXT("govuk-input--width-20"),
							 .spellcheck = GOVUK_OFF,
							 .value = visit_field(visit, name),
							 .error = visit_message(visit, name) });
}

static void show_form(struct visit *visit, const struct pack_codes *codes)
{
	struct govuk_option *options =
		arena_new_array(visit->arena, struct govuk_option, codes->code_count + 1);
	for (size_t i = 0; i < codes->code_count; i++)
		options[i] = (struct govuk_option){ .text = codes->codes[i].sentence,
						    .value = codes->codes[i].code };
	govuk_heading(&visit->html, 2, "m", TEXT("Record a training"));
	govuk_form_begin(&visit->html, TEXT("/training"), visit->form_token);
	line(visit, "account", "Who was trained?", "The name of the account");
	govuk_select(&visit->html,
		     &(struct govuk_select){ .name = TEXT("training"),
					     .label.text = TEXT("Training"),
					     .value = visit_field(visit, "training"),
					     .error = visit_message(visit, "training"),
					     .options = options,
					     .option_count = codes->code_count });
	line(visit, "done", "On which day?", "As year, month and day: 2026-01-31");
	line(visit, "until", "Until which day is it in date?",
	     "As year, month and day: 2027-01-31");
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Record it"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static struct html_part until_cell(struct visit *visit, const struct training *it)
{
	struct html part = html_part_begin(&visit->html);
	int64_t last;
	html_text(&part, written_date(visit->arena, it->until));
	if (clock_parse_day(it->until, &last, NULL) == STATUS_OK &&
	    last < clock_today(&visit->app.clock)) {
		html_text(&part, TEXT(" "));
		govuk_tag(&part, &(struct govuk_content){ .text = TEXT("Out of date"),
							  .classes = TEXT("govuk-tag--red") });
	}
	return html_part_end(&part);
}

static struct text name_of(const struct pack_codes *codes, struct text code)
{
	const struct pack_code *found = codes != NULL ? pack_find_code(codes, code) : NULL;
	return found != NULL ? found->sentence : code;
}

static void show_list(struct visit *visit, const struct pack_codes *codes,
		      const struct training_list *list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Account") },
					    { .text = TEXT("Training") },
					    { .text = TEXT("Day") },
					    { .text = TEXT("In date until") },
					    { .text = TEXT("Recorded by") } };
	struct govuk_table table = { .caption = TEXT("Trainings on record"),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 5 };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct training *it = &list->at[i];
		const struct govuk_cell cells[] = {
			{ .text = it->account },
			{ .text = name_of(codes, it->training) },
			{ .text = written_date(visit->arena, it->done_on) },
			{ .html = until_cell(visit, it) },
			{ .text = it->actor },
		};
		govuk_table_row(&visit->html, &table, cells, 5);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static enum status show(struct visit *visit, struct caseload *caseload)
{
	struct training_list list;
	const struct pack_codes *codes = caseload->pack->access.trainings;
	TRY(training_read(caseload, &list, visit->error));
	visit_page_begin(
		visit,
		&(struct visit_title){ .title = "Training", .part = "/training", .is_wide = true });
	govuk_caption(&visit->html, "l", caseload->pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Training"));
	govuk_body(&visit->html, TEXT("Whoever decides or signs needs the trainings that the pack "
				      "asks for, in date."));
	if (list.count == 0)
		govuk_body(&visit->html, TEXT("No training is on record."));
	else
		show_list(visit, codes, &list);
	if (codes == NULL)
		govuk_body(&visit->html, TEXT("This work asks for no training."));
	else if (app_can(&visit->app, USE_TRAINING, caseload->pack))
		show_form(visit, codes);
	return visit_page_end(visit);
}

enum status page_training(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	return show(visit, &caseload);
}

enum status page_training_post(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_TRAINING, caseload.pack, visit->error));
	if (!visit_takes(visit))
		return show(visit, &caseload);
	const struct training it = { .account = visit_field(visit, "account"),
				     .training = visit_field(visit, "training"),
				     .done_on = visit_field(visit, "done"),
				     .until = visit_field(visit, "until") };
	enum status status = training_record(&caseload, &it, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/training");
	TRY(visit_refused(visit, status, NULL));
	return show(visit, &caseload);
}
