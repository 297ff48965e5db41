/* SPDX-License-Identifier: Apache-2.0 */
/* Pages about the site itself, its assets, and what monitoring asks. */
#include "html/assets.h"
#include "os/host.h"
#include "web/visit.h"

enum status page_accessibility(struct visit *visit)
{
	const struct text known[] = {
		TEXT("every page works with the keyboard alone and without JavaScript"),
		TEXT("text can be enlarged to 400 % without scrolling sideways, but for wide "
		     "tables, "
		     "which scroll on their own"),
		TEXT("colours have the contrast that WCAG 2.2 asks for at level AA"),
	};
	visit_page_begin(visit, &(struct visit_title){ .title = "Accessibility" });
	govuk_heading(&visit->html, 1, "l", TEXT("Accessibility"));
	govuk_body(&visit->html,
		   TEXT("These pages are built to WCAG 2.2, level AA, from the components of "
			"the GOV.UK Design System, and tested by machine on every change:"));
	govuk_bullets(&visit->html, known, 3);
	govuk_body(&visit->html,
		   TEXT("If something does not work for you, tell who runs this service. They "
			"owe you an answer and another way to do it."));
	return visit_page_end(visit);
}

enum status page_cookies(struct visit *visit)
{
	visit_page_begin(visit, &(struct visit_title){ .title = "Cookies" });
	govuk_heading(&visit->html, 1, "l", TEXT("Cookies"));
	govuk_body(&visit->html,
		   TEXT("There is one: it holds a random number that says that you are signed "
			"in. It is needed, ends with your session, and tells nobody else "
			"anything."));
	govuk_body(&visit->html,
		   TEXT("If you choose another stream of work, a second one keeps its name "
			"until you close the browser."));
	if (visit->site->oidc != NULL)
		govuk_body(&visit->html,
			   TEXT("While you sign in with your organisation there is one more, "
				"for ten minutes at most: it shows that the answer that comes back "
				"is for your browser."));
	return visit_page_end(visit);
}

enum status page_asset(struct visit *visit)
{
	const struct html_asset *asset = html_asset_at(visit->request->path);
	if (asset == NULL)
		return error_set(visit->error, STATUS_NOT_FOUND, "there is no such file");
	bool gzip = visit->request->takes_gzip && asset->gzip != NULL;
	visit->response->status = 200;
	visit->response->type = asset->type;
	visit->response->may_be_kept = true;
	visit->response->body_lasts = true;
	visit->response->body = gzip ? (struct text){ (const char *)asset->gzip, asset->gzip_size }
				     : (struct text){ (const char *)asset->bytes, asset->size };
	if (gzip)
		http_add_header(visit->response, "Content-Encoding", TEXT("gzip"));
	http_add_header(visit->response, "Vary", TEXT("Accept-Encoding"));
	return STATUS_OK;
}

static enum status plain(struct visit *visit, unsigned status, struct text body)
{
	visit->response->status = status;
	visit->response->type = "text/plain; charset=utf-8";
	visit->response->body = body;
	return STATUS_OK;
}

/* The process answers. */
enum status page_health(struct visit *visit)
{
	return plain(visit, 200, TEXT("ok\n"));
}

/* The database does too. */
enum status page_ready(struct visit *visit)
{
	int64_t pack_id;
	bool found;
	enum status status = store_number(visit->app.store, SQL_pack_first, BIND_NONE, &pack_id,
					  &found, visit->error);
	return status == STATUS_OK ? plain(visit, 200, TEXT("ready\n"))
				   : plain(visit, 503, TEXT("the database does not answer\n"));
}

enum status page_metrics(struct visit *visit)
{
	struct builder out = builder_new(visit->arena);
	builder_add(&out, figures_print(visit->site->figures, visit->arena));
	builder_add_c(&out, "# HELP remit_process_peak_bytes Most memory held.\n"
			    "# TYPE remit_process_peak_bytes gauge\n");
	builder_add_format(&out, "remit_process_peak_bytes %zu\n", host_peak_memory());
	enum status status = plain(visit, 200, builder_text(&out));
	visit->response->type = "text/plain; version=0.0.4; charset=utf-8";
	return status;
}
