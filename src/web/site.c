/* SPDX-License-Identifier: Apache-2.0 */
#include "web/site.h"

#include "app/log_sequence.h"
#include "app/packs.h"
#include "app/sequencer.h"
#include "app/sign_in.h"
#include "app/turn.h"
#include "exchange/oidc.h"
#include "web/route.h"

enum {
	ASIDE_THREADS = 4 /* that ask the provider */
};

static enum status open_worker(struct site *site, struct error *error)
{
	struct arena *arena = arena_new(0);
	if (arena == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	struct worker *worker = arena_new_one(site->arena, struct worker);
	struct app_open how = {
		.url = site->url, .face = TEXT("web"), .clock = site->clock, .nobody = true
	};
	worker->arena = arena;
	site->workers[site->worker_count++] = worker;
	TRY(app_open(arena, &how, &worker->app, error));
	worker->app.turn = site->turn;
	worker->app.packs = packs_new();
	return STATUS_OK;
}

static void close_worker(struct worker *worker)
{
	packs_free(worker->app.packs);
	if (worker->app.store != NULL)
		app_close(&worker->app);
	arena_free(worker->arena);
}

/* A database to try things out with has accounts that need no password. */
static enum status find_demo(struct site *site, struct error *error)
{
	struct account_list people = { 0 };
	TRY(sign_in_demo_list(&site->workers[0]->app, &people, error));
	site->is_demo = people.count != 0;
	return STATUS_OK;
}

static enum status open_all(struct site *site, const struct site_call *call, struct error *error)
{
	const char *patterns[FIGURES_ROUTES_MOST];
	size_t count = route_patterns(patterns, FIGURES_ROUTES_MOST);
	const char **kept = arena_copy(site->arena, patterns, count * sizeof *patterns);
	site->figures = figures_new(kept, count);
	site->rate = rate_new();
	site->each_session =
		(struct rate_limit){ .each_second = call->rate, .most = 5.0 * call->rate };
	site->turn = turn_new();
	if (site->figures == NULL || site->rate == NULL || site->turn == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	for (unsigned i = 0; i < call->threads; i++)
		TRY(open_worker(site, error));
	TRY(find_demo(site, error));
	TRY(sequencer_start(&site->sequencer, site->url, error));
	struct server_call serve = { .address = call->address,
				     .port = call->port,
				     .threads = call->threads,
				     .aside_threads = call->oidc != NULL ? ASIDE_THREADS : 0,
				     .behind_proxy = call->behind_proxy,
				     .log = call->log,
				     .figures = site->figures,
				     .answer = visit_answer,
				     .context = site,
				     .workers = (void *const *)site->workers };
	return server_start(&serve, &site->server, error);
}

/* What was written since the sequencer's last round. */
static void settle_last(struct site *site)
{
	if (site->worker_count == 0 || site->workers[0]->app.store == NULL)
		return;
	enum status ignored = log_settle(&site->workers[0]->app, NULL);
	(void)ignored; /* it waits for the next process */
}

enum status site_start(const struct site_call *call, struct site **out, struct error *error)
{
	struct arena *arena = arena_new(0);
	*out = NULL;
	if (arena == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	struct site *site = arena_new_one(arena, struct site);
	site->arena = arena;
	site->url = text_copy(arena, call->url);
	site->clock = call->clock;
	site->oidc = call->oidc;
	enum status status = open_all(site, call, error);
	if (status != STATUS_OK)
		site_stop(site);
	else
		*out = site;
	return status;
}

unsigned site_port(const struct site *site)
{
	return server_port(site->server);
}

void site_stop(struct site *site)
{
	if (site->oidc != NULL)
		oidc_end(site->oidc);
	server_stop(site->server);
	ticker_stop(&site->sequencer);
	settle_last(site);
	for (size_t i = 0; i < site->worker_count; i++)
		close_worker(site->workers[i]);
	turn_free(site->turn);
	rate_free(site->rate);
	figures_free(site->figures);
	arena_free(site->arena);
}
