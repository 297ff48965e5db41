/* SPDX-License-Identifier: Apache-2.0 */
/* One use of the platform by one person: the database, the program's date, who acts and from
 * which face. Every use case begins with app_may and writes to the log in the transaction of what
 * it records; when the log cannot be written, nothing is shown and nothing is kept. */
#ifndef REMIT_APP_APP_H
#define REMIT_APP_APP_H

#include "audit/entry.h"
#include "os/clock.h"
#include "pack/pack.h"
#include "store/store.h"

enum use_case {
#define USE_CASE(name, word, kind, who) USE_##name,
#include "app/use_case.def"
#undef USE_CASE
	USE_CASE_COUNT
};

struct turn;
struct app_packs;

/* How an answer is told: what the actor's role may see of it depends on that (app/reach.h). */
enum app_telling {
	APP_SHOWS,    /* a page */
	APP_EXPORTS,  /* something to take away: a PDF, what a command prints */
	APP_TELLS_ALL /* to the person that it is about, by a use case with a permission of its own
		       */
};

struct app {
	struct arena *arena; /* lives as long as the app */
	struct store *store;
	struct text url;	 /* of the database */
	struct text compartment; /* whose store and log they are; "": casework's */
	struct app *casework;	 /* of a compartment: who knows cases and accounts; else NULL */
	struct clock clock;
	struct text actor; /* account name */
	struct text role;
	struct text grade;
	int stage;	  /* of the session: 0, or what is still asked for (app/second_factor.h) */
	struct text face; /* "cli" */
	enum app_telling telling;
	struct turn *turn; /* shared by the threads of a server; NULL: one thread */
	bool has_turn;
	struct app_packs *packs; /* packs that are open already; NULL: none are kept */
	struct tree tree;	 /* the log's, while a transaction has it */
	bool tree_loaded;
	bool tree_changed;
	bool has_log_turn;  /* in this transaction */
	bool entries_wait;  /* for the sequencer: some of this app's may */
	int64_t settled_at; /* they were last given their place; clock_monotonic */
};

/* Where cases and accounts are. */
static inline struct app *app_casework(struct app *app)
{
	return app->casework != NULL ? app->casework : app;
}

/* The system's own roles, beside those of packs (pack_is_own_role). */
#define APP_ROLE_OPERATOR "operator"
#define APP_ROLE_AUDITOR "auditor"
#define APP_ROLE_MANAGER "manager"
#define APP_ROLE_POLICY_OWNER "policy_owner"
/* Who is decided about, on their own page (app/person_page.h); no pack can give a role this name.
 */
#define APP_ROLE_PERSON "the person"
/* Anybody without an account, where something is taken of them (app/flag.h). */
#define APP_ROLE_PUBLIC "the public"

/* What to open. `as` empty: the operating system's user. */
struct app_open {
	struct text url; /* lives as long as the app */
	struct text as;
	struct text face;
	struct clock clock;
	bool fresh;  /* init: make the database */
	bool nobody; /* a server: who acts comes with each request */
};

/* Open and find the account. STATUS_REFUSED when there is none of that name. */
enum status app_open(struct arena *arena, const struct app_open *how, struct app *app,
		     struct error *error) MUST_USE;
void app_close(struct app *app);

/* May the actor do this? `pack` may be NULL where the use case asks for no pack's role. A refusal
 * is logged. */
enum status app_may(struct app *app, enum use_case use, const struct pack *pack,
		    struct error *error) MUST_USE;
/* Does the pack give the role a step, of a decision or of how a record moves? */
bool app_is_worker(const struct pack *pack, struct text role);
/* The same without a refusal: for what a page offers. */
bool app_can(const struct app *app, enum use_case use, const struct pack *pack);
/* The step of the pack, by role and grade, today? */
bool app_may_step(const struct app *app, const struct pack *pack, const struct pack_step *step);
const char *app_use_word(enum use_case use);

/* A transaction with the log in it. */
enum status app_begin(struct app *app, struct error *error) MUST_USE;
/* Wait for one's turn among those who change what others may change too, so that what is read next
 * is still so at the commit (SQLite gives it with the transaction). It is the first lock to take.
 */
enum status app_turn(struct app *app, struct error *error) MUST_USE;
/* Writes the log's new root, commits. On failure everything is undone. */
enum status app_commit(struct app *app, struct error *error) MUST_USE;
void app_rollback(struct app *app);
/* Commit when `status` is STATUS_OK, else undo and give it back. */
enum status app_end(struct app *app, enum status status, struct error *error) MUST_USE;

/* The secret that salts what the log has of nobody; empty when the database has none. */
enum status app_secret(struct app *app, struct arena *arena, struct text *secret,
		       struct error *error) MUST_USE;
/* Made once, in the present transaction. *made is false when it is there. */
enum status app_make_secret(struct app *app, bool *made, struct error *error) MUST_USE;
/* A compartment keeps whose it is: another database gives its numbers to other people.
 * STATUS_CONFLICT when it is another's. */
enum status app_mark_casework(struct app *app, struct error *error) MUST_USE;
enum status app_check_casework(struct app *app, struct error *error) MUST_USE;

/* One entry of the log. */
struct app_log {
	enum use_case use;
	struct text purpose;
	struct text subject;
	int64_t subject_id;
	struct text person_type; /* empty: about nobody */
	int64_t person_id;
	struct text secret; /* the person's; empty: the system's */
	struct text detail; /* JSON, kept beside the log; only a commitment goes in */
	uint64_t batch_count;
	const struct digest *batch_root;
	bool refused; /* it was asked for and not done */
};
/* Add it, in the present transaction. */
enum status app_log(struct app *app, const struct app_log *what, struct error *error) MUST_USE;
/* A look that changes nothing: the entry in a transaction of its own. */
enum status app_look(struct app *app, const struct app_log *what, struct error *error) MUST_USE;

/* The detail of a list's or a search's entry: {"what":[ids]}. Each of the `count` rows of `size`
 * bytes begins with its id, an int64_t. */
struct text app_shown(struct arena *arena, const char *what, const void *rows, size_t count,
		      size_t size);

/* A detail of named texts: {"name":"value",...}. */
struct text app_detail(struct arena *arena, const struct text (*members)[2], size_t count);

/* An instant as the program writes it, for people: in the program's time zone, "14 January 2025 at
 * 9:05am"; what is none stays. */
struct text app_instant(struct arena *arena, struct text instant);
/* The real instant as text, in the app's arena. */
struct text app_now(struct app *app);
struct text app_now_in(struct arena *arena);

#endif
