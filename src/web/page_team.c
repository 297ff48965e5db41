/* SPDX-License-Identifier: Apache-2.0 */
/* Teams: who is in which, what waits for them, and changing that. */
#include "app/team.h"
#include "web/words.h"

static const char *field_of(struct visit *visit, const char *step, const char *what)
{
	return visit_format(visit, "%s-%s", step, what).at;
}

static void line(struct visit *visit, const char *step, const char *what, const char *label,
		 const char *hint)
{
	const char *name = field_of(visit, step, what);
	govuk_input(&visit->html, &(struct govuk_input){ .name = text_from(name),
							 .label.text = text_from(label),
							 .hint.text = text_from(hint),
							 .spellcheck = GOVUK_OFF,
							 .value = visit_field(visit, name),
							 .error = visit_message(visit, name) });
}

static void begin_form(struct visit *visit, const char *step, const char *heading)
{
	govuk_heading(&visit->html, 2, "m", text_from(heading));
	govuk_form_begin(&visit->html, TEXT("/teams"), visit->form_token);
	govuk_hidden_field(&visit->html, TEXT("step"), text_from(step));
}

static void end_form(struct visit *visit, const char *step, const char *button)
{
	line(visit, step, "asked_by", "Who asked for it?", "As the log is to have it");
	line(visit, step, "reason", "Why?", "In three words or more");
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = text_from(button),
					     .classes = TEXT("govuk-button--secondary"),
					     .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static struct text name_of(const struct pack *pack, struct text tray)
{
	const struct pack_field *by = pack->teams.by.field;
	const struct pack_code *code = by != NULL ? pack_find_code(by->codes, tray) : NULL;
	return code != NULL ? code->sentence : tray;
}

static struct text roles_of(struct visit *visit, const struct pack_tray *it)
{
	struct builder out = builder_new(visit->arena);
	for (size_t i = 0; i < it->role_count; i++)
		builder_add_format(&out, "%s%.*s", i == 0 ? "" : "; ",
				   TEXT_ARG(it->roles[i]->label));
	return it->role_count != 0 ? builder_text(&out) : TEXT("Any role");
}

/* What each tray's work is for, and whose it is. */
static void show_purposes(struct visit *visit, const struct pack *pack)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Work") },
					    { .text = TEXT("What it is for") },
					    { .text = TEXT("Whose it is") },
					    { .text = TEXT("Source") } };
	const struct govuk_table table = { .caption = TEXT("What each team's work is for"),
					   .caption_classes = TEXT("govuk-table__caption--m"),
					   .classes = TEXT("remit-dense"),
					   .heads = heads,
					   .head_count = 4,
					   .first_cell_is_header = true };
	if (pack->teams.tray_count == 0)
		return;
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < pack->teams.tray_count; i++) {
		const struct pack_tray *it = &pack->teams.trays[i];
		const struct govuk_cell cells[] = { { .text = name_of(pack, it->code) },
						    { .text = it->purpose },
						    { .text = roles_of(visit, it) },
						    { .text = it->source } };
		govuk_table_row(&visit->html, &table, cells, 4);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void load_row(struct visit *visit, const struct govuk_table *table, struct text name,
		     const struct team_load *it)
{
	const struct govuk_cell cells[] = {
		{ .text = name },
		{ .text = visit_format(visit, "%lld", (long long)it->waiting), .is_numeric = true },
		{ .text = visit_format(visit, "%lld", (long long)it->unclaimed),
		  .is_numeric = true },
		{ .text = visit_format(visit, "%lld", (long long)it->blocked), .is_numeric = true },
		{ .text = it->oldest_at.length != 0 ? words_instant(visit, it->oldest_at)
						    : TEXT("") },
	};
	govuk_table_row(&visit->html, table, cells, 5);
}

static void show_load(struct visit *visit, const struct pack *pack, const struct team *it)
{
	const struct govuk_cell heads[] = {
		{ .text = TEXT("Work") },
		{ .text = TEXT("Waits"), .is_numeric = true },
		{ .text = TEXT("Claimed by nobody"), .is_numeric = true },
		{ .text = TEXT("Something stops it"), .is_numeric = true },
		{ .text = TEXT("The oldest since") }
	};
	const struct govuk_table table = { .caption = visit_format(visit, "What waits for %.*s",
								   TEXT_ARG(it->label)),
					   .caption_classes = TEXT("govuk-visually-hidden"),
					   .classes = TEXT("remit-dense"),
					   .heads = heads,
					   .head_count = 5 };
	const struct team_load all = { .waiting = it->waiting,
				       .unclaimed = it->unclaimed,
				       .blocked = it->blocked };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < it->loads.count; i++)
		load_row(visit, &table, name_of(pack, it->loads.at[i].tray), &it->loads.at[i]);
	if (it->loads.count != 1)
		load_row(visit, &table, TEXT("All"), &all);
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void show_trays(struct visit *visit, const struct pack *pack, const struct team *it)
{
	struct text *names = arena_new_array(visit->arena, struct text, it->trays.count + 1);
	for (size_t i = 0; i < it->trays.count; i++)
		names[i] = name_of(pack, it->trays.at[i]);
	govuk_body(&visit->html,
		   it->trays.count != 0 ? TEXT("Their work:") : TEXT("Their work: every item."));
	if (it->trays.count != 0)
		govuk_bullets(&visit->html, names, it->trays.count);
	if (it->has_load)
		show_load(visit, pack, it);
}

static void show_members(struct visit *visit, const struct team *it)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Account") },
					    { .text = TEXT("Claimed"), .is_numeric = true },
					    { .text = TEXT("Since") },
					    { .text = TEXT("Asked for by, and why") },
					    { .text = TEXT("Put there by") } };
	struct govuk_table table = { .caption = visit_format(visit, "Members of %.*s",
							     TEXT_ARG(it->label)),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = it->has_load ? 5 : 1 };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < it->members.count; i++) {
		const struct team_member *member = &it->members.at[i];
		const struct govuk_cell cells[] = {
			{ .text = member->account },
			{ .text = visit_format(visit, "%lld", (long long)member->claimed),
			  .is_numeric = true },
			{ .text = words_instant(visit, member->made_at) },
			{ .text = visit_format(visit, "%.*s: %.*s", TEXT_ARG(member->asked_by),
					       TEXT_ARG(member->reason)) },
			{ .text = member->actor }
		};
		govuk_table_row(&visit->html, &table, cells, table.head_count);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void show_team(struct visit *visit, const struct pack *pack, const struct team *it)
{
	govuk_heading(&visit->html, 2, "m",
		      it->mine ? visit_format(visit, "%.*s (yours)", TEXT_ARG(it->label))
			       : it->label);
	show_trays(visit, pack, it);
	if (it->members.count == 0)
		govuk_body(&visit->html, TEXT("Nobody is in it."));
	else
		show_members(visit, it);
}

static void member_form(struct visit *visit, const struct team_list *list, const char *step,
			const char *heading, const char *button)
{
	struct govuk_option *options =
		arena_new_array(visit->arena, struct govuk_option, list->count + 1);
	const char *name = field_of(visit, step, "team");
	for (size_t i = 0; i < list->count; i++)
		options[i] = (struct govuk_option){ .text = list->at[i].label,
						    .value = list->at[i].name };
	begin_form(visit, step, heading);
	govuk_select(&visit->html, &(struct govuk_select){ .name = text_from(name),
							   .label.text = TEXT("Which team?"),
							   .value = visit_field(visit, name),
							   .error = visit_message(visit, name),
							   .options = options,
							   .option_count = list->count });
	line(visit, step, "account", "Who?", "The name of the account");
	end_form(visit, step, button);
}

/* The trays that were chosen. */
static size_t chosen(struct visit *visit, struct text *out)
{
	const struct fields *form = &visit->request->form;
	size_t count = 0;
	for (size_t i = 0; i < form->count; i++)
		if (text_is(form->at[i].name, "add-trays"))
			out[count++] = form->at[i].value;
	return count;
}

static void add_form(struct visit *visit, const struct pack *pack)
{
	struct text *values =
		arena_new_array(visit->arena, struct text, visit->request->form.count + 1);
	const struct pack_field *by = pack->teams.by.field;
	size_t count = by != NULL ? by->codes->code_count : 0;
	struct govuk_choice *items = arena_new_array(visit->arena, struct govuk_choice, count + 1);
	struct govuk_fieldset fieldset = { .legend.text = TEXT("Which work is theirs?") };
	for (size_t i = 0; i < count; i++)
		items[i] = (struct govuk_choice){ .text = by->codes->codes[i].sentence,
						  .value = by->codes->codes[i].code };
	begin_form(visit, "add", "Set up a team");
	line(visit, "add", "team", "Its short name", "Lower-case letters, digits and -");
	line(visit, "add", "label", "What people call it", "");
	if (count != 0)
		govuk_checkboxes(
			&visit->html,
			&(struct govuk_choices){ .name = TEXT("add-trays"),
						 .fieldset = &fieldset,
						 .hint.text = TEXT("None chosen: every item."),
						 .classes = TEXT("govuk-checkboxes--small"),
						 .error = visit_message(visit, "add-trays"),
						 .values = values,
						 .value_count = chosen(visit, values),
						 .items = items,
						 .item_count = count });
	end_form(visit, "add", "Set up the team");
}

static void show_meaning(struct visit *visit, const struct pack *pack)
{
	bool by_role = false;
	for (size_t i = 0; i < pack->teams.tray_count; i++)
		by_role |= pack->teams.trays[i].role_count != 0;
	govuk_body(&visit->html,
		   pack->teams.restricts
			   ? TEXT("Only members of its team work on an item. What no team takes is "
				  "anybody's.")
		   : by_role ? TEXT("Teams say what comes to whom. Anybody of the roles below may "
				    "work on an item.")
			     : TEXT("Teams say what comes to whom. Anybody may work on any item."));
}

static enum status show(struct visit *visit, struct caseload *caseload)
{
	struct team_list list;
	TRY(team_read(caseload, &list, visit->error));
	visit_page_begin(visit, &(struct visit_title){
					.title = "Teams", .part = "/teams", .is_wide = true });
	govuk_caption(&visit->html, "l", caseload->pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Teams"));
	show_meaning(visit, caseload->pack);
	show_purposes(visit, caseload->pack);
	if (list.count == 0)
		govuk_body(&visit->html, TEXT("There is no team yet."));
	for (size_t i = 0; i < list.count; i++)
		show_team(visit, caseload->pack, &list.at[i]);
	if (list.may_change && list.count != 0) {
		member_form(visit, &list, "join", "Put somebody in a team", "Put them in");
		member_form(visit, &list, "leave", "Take somebody out", "Take them out");
	}
	if (list.may_change)
		add_form(visit, caseload->pack);
	return visit_page_end(visit);
}

enum status page_teams(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	return show(visit, &caseload);
}

static void read_change(struct visit *visit, const char *step, struct team_change *out)
{
	size_t most = visit->request->form.count + 1;
	struct text *values = arena_new_array(visit->arena, struct text, most);
	const char **trays = arena_new_array(visit->arena, const char *, most);
	out->team = visit_field(visit, field_of(visit, step, "team"));
	out->label = visit_field(visit, field_of(visit, step, "label"));
	out->account = visit_field(visit, field_of(visit, step, "account"));
	out->asked_by = visit_field(visit, field_of(visit, step, "asked_by"));
	out->reason = visit_field(visit, field_of(visit, step, "reason"));
	out->tray_count = chosen(visit, values);
	for (size_t i = 0; i < out->tray_count; i++)
		trays[i] = text_c(visit->arena, values[i]);
	out->trays = trays;
}

enum status page_teams_post(struct visit *visit)
{
	struct caseload caseload;
	struct team_change change = { 0 };
	const char *step = text_c(visit->arena, visit_field(visit, "step"));
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_TEAM_CHANGE, caseload.pack, visit->error));
	if (!team_step_parse(text_from(step), &change.step))
		visit_problem(visit, "main-content", TEXT("Choose one of the forms below"));
	if (!visit_takes(visit))
		return show(visit, &caseload);
	read_change(visit, step, &change);
	enum status status = team_change(&caseload, &change, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/teams");
	const char *field = visit->error->field[0] != '\0'
				    ? field_of(visit, step, visit->error->field)
				    : "main-content";
	TRY(visit_refused(visit, status == STATUS_CONFLICT ? STATUS_INVALID : status, field));
	return show(visit, &caseload);
}
