/* SPDX-License-Identifier: Apache-2.0 */
#include "web/fault.h"

#include <string.h>

static const struct {
	enum status status;
	unsigned http;
	const char *heading;
} faults[] = {
	{ STATUS_NOT_FOUND, 404, "Not found" },
	{ STATUS_REFUSED, 403, "You cannot do this" },
	{ STATUS_SEALED, 403, "The recommendation is sealed" },
	{ STATUS_CONFLICT, 409, "This has changed in the meantime" },
	{ STATUS_INVALID, 400, "There is a problem" },
	{ STATUS_USAGE, 400, "There is a problem" },
	{ STATUS_LIMIT, 413, "This is too large" },
};

/* What to do about a refusal of the flow, on a page. */
static const struct {
	const char *code;
	const char *remedy;
} remedies[] = {
#define PAGE_REFUSAL(code, remedy) { code, remedy },
#include "web/refusal.def"
};

static const char *remedy_of(const struct error *error)
{
	for (size_t i = 0; error->code != NULL && i < sizeof remedies / sizeof remedies[0]; i++)
		if (strcmp(remedies[i].code, error->code) == 0)
			return remedies[i].remedy;
	return error->remedy;
}

/* From a page of an item that is refused, to the item. */
static struct text way_back(struct visit *visit, unsigned http)
{
	bool of_item =
		(http == 403 || http == 409) && text_starts(visit->request->path, TEXT("/items/"));
	return of_item && visit->signed_in
		       ? visit_format(visit, "/items/%lld", (long long)visit->numbers[0])
		       : TEXT("");
}

static enum status show(struct visit *visit, unsigned http, const char *heading, struct text words,
			struct text remedy)
{
	visit->response->status = http;
	visit->problems.count = 0;
	visit_page_begin(visit, &(struct visit_title){ .title = heading,
						       .back = way_back(visit, http),
						       .back_text = "Back to the task list" });
	govuk_heading(&visit->html, 1, "l", text_from(heading));
	govuk_body(&visit->html, words);
	if (remedy.length != 0)
		govuk_body(&visit->html, remedy);
	return visit_page_end(visit);
}

static struct text sentence(struct visit *visit, const char *words)
{
	struct text text = text_copy(visit->arena, text_from(words));
	if (text.length == 0)
		return text;
	char first = text.at[0] >= 'a' && text.at[0] <= 'z' ? (char)(text.at[0] - 32) : text.at[0];
	return visit_format(visit, "%c%.*s.", first, (int)text.length - 1, text.at + 1);
}

void fault_page(struct visit *visit, enum status status)
{
	unsigned http = 500;
	const char *heading = "Sorry, there is a problem with the service";
	struct text words = sentence(visit, visit->error->message);
	struct text remedy = sentence(visit, remedy_of(visit->error));
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
		if (faults[i].status == status) {
			http = faults[i].http;
			heading = faults[i].heading;
		}
	/* What a database says is for who runs it, and stands in their log. */
	if (http == 500) {
		fprintf(stderr, "remit: %s\n", visit->error->message);
		words = TEXT("Nothing was changed. Try again in a few minutes.");
		remedy = TEXT("");
	}
	enum status ignored = show(visit, http, heading, words, remedy);
	(void)ignored;
}

enum status fault_no_page(struct visit *visit, bool other_method)
{
	visit->response->route = NULL;
	return show(visit, other_method ? 405 : 404, "Page not found",
		    TEXT("If you typed the address, check that it is right."),
		    TEXT("If you followed a link, go back and tell who runs this service."));
}

enum status fault_too_often(struct visit *visit)
{
	return show(visit, 429, "Too many requests",
		    TEXT("You have asked for more pages than a person can read."),
		    TEXT("Wait a minute and try again."));
}
