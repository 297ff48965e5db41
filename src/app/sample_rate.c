/* SPDX-License-Identifier: Apache-2.0 */
/* How often second looks came to another outcome: of the cases that the actor sees, never of one
 * person, and of no group under SAMPLE_LEAST. */
#include "app/access.h"
#include "app/sample_internal.h"

static void count(struct arena *arena, struct sample_rates *out, enum sample_by by,
		  struct text name, bool differ, int64_t number)
{
	size_t at = 0;
	while (at < out->count &&
	       (out->at[at].by != by || text_compare(out->at[at].name, name) != 0))
		at++;
	if (at == out->count)
		list_push(arena, out, (struct sample_rate){ .by = by, .name = name });
	out->at[at].total += number;
	out->at[at].differ += differ ? number : 0;
}

static struct text direction_of(const struct pack *pack, struct text outcome)
{
	const struct pack_outcome *it = pack_find_outcome(pack, outcome);
	return it == NULL ? TEXT("none") : text_from(pack_direction_word(it->direction));
}

static enum status add(struct caseload *caseload, enum statement_name name, bool team,
		       struct sample_rates *out, struct error *error)
{
	struct app *app = caseload->app;
	struct arena *arena = app->arena;
	struct rows rows;
	bool found;
	TRY(store_query(app->store, name,
			BIND(store_text(caseload->pack->name), ACCESS_VIEWER(app)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct text of = text_copy(arena, rows_text(&rows, 0));
		bool differ = rows_int(&rows, 1) != 0;
		int64_t number = rows_int(&rows, 2);
		if (team) {
			count(arena, out, SAMPLE_TEAM, of, differ, number);
			continue;
		}
		count(arena, out, SAMPLE_ALL, TEXT(""), differ, number);
		count(arena, out, SAMPLE_DIRECTION, direction_of(caseload->pack, of), differ,
		      number);
		count(arena, out, SAMPLE_OUTCOME, of, differ, number);
	}
	rows_end(&rows);
	return status;
}

static struct sample_rate told(struct sample_rate it)
{
	it.told = it.total >= SAMPLE_LEAST;
	if (!it.told)
		it.differ = 0;
	return it;
}

enum status sample_rates_of(struct caseload *caseload, struct sample_rates *out,
			    struct error *error)
{
	struct sample_rates all = { 0 };
	*out = (struct sample_rates){ 0 };
	TRY(add(caseload, SQL_look_rate, false, &all, error));
	TRY(add(caseload, SQL_look_rate_team, true, &all, error));
	for (unsigned by = 0; by < SAMPLE_BY_COUNT; by++)
		for (size_t i = 0; i < all.count; i++)
			if (all.at[i].by == by)
				list_push(caseload->app->arena, out, told(all.at[i]));
	return STATUS_OK;
}
