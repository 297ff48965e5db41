/* SPDX-License-Identifier: Apache-2.0 */
/* A person confirms that a case is erased. */
#include "app/retention.h"
#include "web/words.h"

static const char *keeper_of(const struct retention_case *it)
{
	return it->is_held ? "A legal hold is on it: lift the hold first."
	       : it->is_merged
		       ? "It is read with another record: let two people separate them first."
	       : it->is_open ? "Work on it is not done: decide or answer what is open first."
			     : "Its time has not come.";
}

static void show_rules(struct visit *visit, const struct pack *pack,
		       const struct retention_case *it)
{
	struct govuk_summary_row *rows =
		arena_new_array(visit->arena, struct govuk_summary_row, pack->retention_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < pack->retention_count; i++) {
		const struct retention_state *state = &it->states[i];
		if (!state->applies)
			continue;
		rows[count++] = (struct govuk_summary_row){
			.key.text = pack->retention[i].label,
			.value.text =
				state->going_on
					? TEXT("It has not ended")
					: visit_format(
						  visit, "Ended on %.*s, kept until %.*s",
						  TEXT_ARG(written_date(
							  visit->arena,
							  visit_day(visit, state->ended_on))),
						  TEXT_ARG(written_date(
							  visit->arena,
							  visit_day(visit, state->kept_until))))
		};
	}
	if (count != 0)
		govuk_summary_list(&visit->html, &(struct govuk_summary_list){
							 .rows = rows, .row_count = count });
}

static void show_form(struct visit *visit)
{
	govuk_warning_text(
		&visit->html,
		&(struct govuk_warning_text){
			.text = TEXT("Everything of the person goes: records, documents, "
				     "recommendations, decisions. It cannot be undone.") });
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/cases/%lld/erase", (long long)visit->numbers[0]),
			 visit->form_token);
	govuk_input(
		&visit->html,
		&(struct govuk_input){ .name = TEXT("reason"),
				       .label.text = TEXT("Why is it erased now?"),
				       .hint.text = TEXT("The certificate keeps it: name nobody"),
				       .value = visit_field(visit, "reason"),
				       .error = visit_message(visit, "reason") });
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Erase the case"),
							   .classes = TEXT("govuk-button--warning"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static enum status show(struct visit *visit, struct caseload *caseload)
{
	struct retention_case it;
	TRY(retention_look(caseload, visit->numbers[0], &it, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "Erase a case",
						       .part = "/retention",
						       .back = TEXT("/retention"),
						       .back_text = "Retention" });
	govuk_caption(&visit->html, "l", it.reference);
	govuk_heading(&visit->html, 1, "l", TEXT("Erase this case"));
	show_rules(visit, caseload->pack, &it);
	if (retention_keeps(&it))
		govuk_inset_text(&visit->html,
				 &(struct govuk_inset_text){ .text = text_from(keeper_of(&it)) });
	else
		show_form(visit);
	return visit_page_end(visit);
}

enum status page_erase(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	return show(visit, &caseload);
}

enum status page_erase_post(struct visit *visit)
{
	struct caseload caseload;
	int64_t erasure;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_ERASE, caseload.pack, visit->error));
	if (!visit_takes(visit))
		return show(visit, &caseload);
	enum status status = erase_case(&caseload, visit->numbers[0], visit_field(visit, "reason"),
					&erasure, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/retention");
	TRY(visit_refused(visit, status, NULL));
	return show(visit, &caseload);
}
