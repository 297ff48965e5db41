/* SPDX-License-Identifier: Apache-2.0 */
/* remit serve: the pages, until it is told to stop. */
#include "cli/options.h"
#include "exchange/oidc.h"
#include "os/clock.h"
#include "web/site.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

struct serving {
	const char *db;
	const char *address;
	const char *port;
	const char *threads;
	const char *rate;
	const char *as_of;
	const char *log;
	const char *oidc;
	bool behind_proxy;
};

static enum status read_numbers(const struct serving *words, struct site_call *call,
				struct error *error)
{
	int64_t port = 8080;
	int64_t rate = 20;
	int64_t threads = sysconf(_SC_NPROCESSORS_ONLN);
	threads = threads < 2 ? 2 : threads > 16 ? 16 : threads;
	if (words->port != NULL)
		TRY(options_number("--port", words->port, 0, 65535, &port, error));
	if (words->threads != NULL)
		TRY(options_number("--threads", words->threads, 1, SERVER_THREADS_MOST, &threads,
				   error));
	if (words->rate != NULL)
		TRY(options_number("--rate", words->rate, 1, 100000, &rate, error));
	if (words->as_of != NULL) {
		TRY(clock_parse_day(text_from(words->as_of), &call->clock.day, error));
		call->clock.is_set = true;
	}
	call->port = (unsigned)port;
	call->threads = (unsigned)threads;
	call->rate = (unsigned)rate;
	return STATUS_OK;
}

static enum status open_log(const struct serving *words, struct command_call *call,
			    struct site_call *site, struct error *error)
{
	if (words->log == NULL)
		return STATUS_OK;
	site->log = strcmp(words->log, "-") == 0 ? call->notes : fopen(words->log, "a");
	if (site->log == NULL)
		return error_set(error, STATUS_IO, "cannot write to %s", words->log);
	setvbuf(site->log, NULL, _IOLBF, 0);
	return STATUS_OK;
}

/* The signals that end it, for this thread alone to wait for. */
static void hold_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGTERM);
	pthread_sigmask(SIG_BLOCK, set, NULL);
	signal(SIGPIPE, SIG_IGN);
}

static enum status serve(struct command_call *call, const struct site_call *site_call,
			 struct error *error)
{
	struct site *site;
	sigset_t signals;
	int which;
	hold_signals(&signals);
	TRY(site_start(site_call, &site, error));
	fprintf(call->out, "Serving http://%s:%u (Ctrl-C ends it)\n", site_call->address,
		site_port(site));
	fflush(call->out);
	sigwait(&signals, &which);
	site_stop(site);
	fputs("Stopped; what was asked is answered.\n", call->out);
	return STATUS_OK;
}

enum status command_serve(struct command_call *call, struct error *error)
{
	struct serving words = { 0 };
	struct option_words rest = { 0 };
	const struct option_spec specs[] = {
		{ .name = "db", .value = &words.db, .needed = true },
		{ .name = "address", .value = &words.address },
		{ .name = "port", .value = &words.port },
		{ .name = "threads", .value = &words.threads },
		{ .name = "rate", .value = &words.rate },
		{ .name = "as-of", .value = &words.as_of },
		{ .name = "log", .value = &words.log },
		{ .name = "oidc", .value = &words.oidc },
		{ .name = "behind-proxy", .flag = &words.behind_proxy },
	};
	TRY(options_read(call, specs, sizeof specs / sizeof specs[0], &rest, 0, 0, error));
	struct site_call site = { .url = text_from(words.db),
				  .address = words.address != NULL ? words.address : "127.0.0.1",
				  .behind_proxy = words.behind_proxy };
	TRY(read_numbers(&words, &site, error));
	TRY(open_log(&words, call, &site, error));
	enum status status =
		words.oidc != NULL ? oidc_open(words.oidc, &site.oidc, error) : STATUS_OK;
	if (status == STATUS_OK)
		status = serve(call, &site, error);
	oidc_close(site.oidc);
	if (site.log != NULL && site.log != call->notes)
		fclose(site.log);
	return status;
}
