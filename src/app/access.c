/* SPDX-License-Identifier: Apache-2.0 */
/* Changing who may see a case. The steps themselves are in access_step.c. */
#include "app/access_internal.h"

#include "base/builder.h"
#include "base/ensure.h"
#include "format/json.h"
#include "work/flow.h"

static const struct {
	const char *word;
	enum use_case use;
	bool account, reason;
} steps[] = {
#define ACCESS_STEP(name, word, use, account, reason) { word, USE_##use, account, reason },
#include "app/access_step.def"
};

bool access_step_parse(struct text word, enum access_step *out)
{
	for (unsigned i = 0; i < ACCESS_STEP_COUNT; i++) {
		if (text_is(word, steps[i].word)) {
			*out = (enum access_step)i;
			return true;
		}
	}
	return false;
}

bool access_step_names(enum access_step step)
{
	ensure(step < ACCESS_STEP_COUNT);
	return steps[step].account;
}

static enum status check_words(const struct access_change *change, struct error *error)
{
	if (steps[change->step].account && change->account.length == 0)
		return error_at_field(error, "account", "it is not said whom it is about",
				      "give the name of an account");
	if (steps[change->step].reason && work_word_count(change->reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say it in at least three words");
	return STATUS_OK;
}

/* Who ends an exclusion is not the one whom it keeps out; who changes a restriction is named. */
static enum status refuse(struct app *app, const struct app_log *about, const char *sentence,
			  struct error *error)
{
	struct app_log log = *about;
	log.purpose = TEXT("not-permitted");
	log.refused = true;
	log.detail = TEXT("");
	TRY(app_look(app, &log, error));
	error_set(error, STATUS_REFUSED, "%s", sentence);
	error_remedy(error, "ask a manager who is named to the case");
	return STATUS_REFUSED;
}

static struct text detail_of(struct arena *arena, const struct access_change *change)
{
	struct builder out = builder_new(arena);
	builder_add_format(&out, "{\"step\":\"%s\",\"account\":", steps[change->step].word);
	json_write_string(&out, change->account);
	builder_add_c(&out, ",\"reason\":");
	json_write_string(&out, change->reason);
	builder_add_byte(&out, '}');
	return builder_text(&out);
}

static enum status apply(struct caseload *caseload, int64_t root_id,
			 const struct access_change *change, const struct app_log *log,
			 struct error *error)
{
	struct app *app = caseload->app;
	struct text reference, secret;
	TRY(app_turn(app, error));
	TRY(caseload_case(caseload, root_id, &reference, &secret, error));
	TRY(access_do(app, root_id, change, error));
	return app_log(app, log, error);
}

enum status access_change(struct caseload *caseload, int64_t root_id,
			  const struct access_change *wanted, struct error *error)
{
	struct app *app = caseload->app;
	struct access_change change = *wanted;
	struct text reference;
	ensure(change.step < ACCESS_STEP_COUNT);
	change.reason = text_trim(change.reason);
	if (change.step == ACCESS_DECLARE)
		change.account = app->actor;
	struct app_log log = access_log(caseload, steps[change.step].use, root_id);
	log.purpose = text_from(steps[change.step].word);
	log.detail = detail_of(app->arena, &change);
	TRY(app_may(app, log.use, caseload->pack, error));
	TRY(caseload_case(caseload, root_id, &reference, &log.secret, error));
	TRY(check_words(&change, error));
	if (change.step == ACCESS_EXCLUDE && text_equal(change.account, app->actor))
		return refuse(app, &log, "one's own conflict of interest is declared", error);
	TRY(app_begin(app, error));
	return app_end(app, apply(caseload, root_id, &change, &log, error), error);
}
