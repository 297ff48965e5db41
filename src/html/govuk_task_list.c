/* SPDX-License-Identifier: Apache-2.0 */
/* The list of what is to be done, and in what order. */
#include "html/govuk_internal.h"

static void title(struct html *html, const struct govuk_task *task, struct text described_by)
{
	if (task->href.length != 0) {
		html_begin(html, "a");
		html_class(html, "govuk-link govuk-task-list__link", task->title.classes);
		html_attribute(html, "href", task->href);
		html_attribute(html, "aria-describedby", described_by);
	} else {
		html_begin(html, "div");
		govuk_filled(html, "class", task->title.classes);
	}
	html_content(html, task->title.text, task->title.html);
	html_end(html);
}

static void status(struct html *html, const struct govuk_task *task, struct text id)
{
	html_begin(html, "div");
	html_class(html, "govuk-task-list__status", task->status.classes);
	html_attribute(html, "id", id);
	if (task->tag != NULL)
		govuk_tag(html, task->tag);
	else
		html_content(html, task->status.text, task->status.html);
	html_end(html);
}

static void task_write(struct html *html, const struct govuk_task *task, struct text id)
{
	struct text status_id = govuk_join(html, id, TEXT("-status"));
	struct text hint_id = { 0 };
	if (govuk_has(task->hint.text, task->hint.html))
		hint_id = govuk_join(html, id, TEXT("-hint"));
	html_begin(html, "li");
	html_class_begin(html, "govuk-task-list__item");
	html_class_add(html, task->href.length != 0, "govuk-task-list__item--with-link");
	html_class_more(html, task->classes);
	html_class_end(html);
	html_begin(html, "div");
	html_class(html, "govuk-task-list__name-and-hint", (struct text){ 0 });
	title(html, task, govuk_ids(html, hint_id, status_id));
	if (hint_id.length != 0) {
		html_begin(html, "div");
		html_class(html, "govuk-task-list__hint", (struct text){ 0 });
		html_attribute(html, "id", hint_id);
		html_content(html, task->hint.text, task->hint.html);
		html_end(html);
	}
	html_end(html);
	status(html, task, status_id);
	html_end(html);
}

void govuk_task_list(struct html *html, const struct govuk_task_list *list)
{
	struct text prefix = govuk_or(list->id_prefix, "task-list");
	govuk_open(html, "ul", "govuk-task-list", list->classes, list->attributes);
	for (size_t i = 0; i < list->item_count; i++) {
		if (list->items[i].is_left_out)
			continue;
		struct text number = text_format(html->out.arena, "-%zu", i + 1);
		task_write(html, &list->items[i], govuk_join(html, prefix, number));
	}
	html_end(html);
}
