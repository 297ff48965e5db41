/* SPDX-License-Identifier: Apache-2.0 */
/* The only room that speaks to a database. Two drivers behind one door: a path or sqlite:PATH
 * opens a file with SQLite, postgresql://... a PostgreSQL server.
 *
 *	TRY(store_begin(store, error));
 *	TRY(store_do(store, SQL_item_move, BIND(...), error));
 *	TRY(store_commit(store, error));
 *
 * Statements are named in the .sql files of statements/ and take their values in the order in which
 *the parameters first appear there (statement_list.h repeats it beside each name). Values are
 * dmn_values: null, boolean, number, text; bytes travel as strings. What commit has said is on
 * the disk. Errors: STATUS_DATABASE, STATUS_CONFLICT for a broken constraint or a database that
 * stays locked; the sentence is the database's. A failed statement leaves the transaction to
 * store_rollback. One thread at a time. */
#ifndef REMIT_STORE_STORE_H
#define REMIT_STORE_STORE_H

#include "base/error.h"
#include "base/text.h"
#include "store/statement_list.h"

#include <dmn.h>

struct store;
struct statement;

enum {
	STORE_PARAMETERS_MOST = 256
};

/* Open, and make sure that the database is one of this program's versions. `fresh` allows it to be
 * made or brought up to date (remit init); without it a missing or older database is refused
 * with the remedy to run that. A newer one is always refused. */
enum status store_open(struct text url, bool fresh, struct store **out,
		       struct error *error) MUST_USE;
/* The same of a closed compartment, which lies beside the database of that URL and which no other
 * connection reaches: with SQLite a file of its own (of hub.sqlite and "equality"
 * hub.equality.sqlite), on a server a schema (compartment_equality), which is all that this
 * connection's names mean. `own`, unless empty, is the file or the server where it lies instead. */
struct store_place {
	struct text url;
	struct text compartment; /* lower case, digits and _; "": the database itself */
	struct text own;
};
enum status store_open_at(const struct store_place *place, bool fresh, struct store **out,
			  struct error *error) MUST_USE;
/* Another connection to the same database, for asking while the first is busy: who holds both must
 * not wait on this one for ever, so it fails when what it asks of is locked for two seconds. */
enum status store_open_beside(const struct store *store, struct store **out,
			      struct error *error) MUST_USE;
/* Close; NULL is allowed. An open transaction is undone. */
void store_close(struct store *store);
/* "sqlite" or "postgres". */
const char *store_kind(const struct store *store);

enum status store_begin(struct store *store, struct error *error) MUST_USE;
/* A transaction that only reads, and sees the database as of one instant however long it takes. */
enum status store_begin_look(struct store *store, struct error *error) MUST_USE;
enum status store_commit(struct store *store, struct error *error) MUST_USE;
/* The present transaction is one step of many and need not be on the disk when its commit returns;
 * it is when that of any later one does that did not say so. What is lost of it with a server that
 * stops is lost whole, with what came after it. */
enum status store_soon(struct store *store, struct error *error) MUST_USE;
/* Undo; does nothing outside a transaction. */
void store_rollback(struct store *store);
bool store_in_transaction(const struct store *store);
/* Does somebody else wait to write? Long work asks now and then, ends its transaction and calls
 * store_give_way before the next, so that people's pages do not wait for it. */
bool store_is_wanted(struct store *store);
/* Wait until who waited has had their turn, a moment at most. */
void store_give_way(struct store *store);

/* Long work that passes over many rows once takes little memory for pages meanwhile, so that it
 * does not grow with the database. */
enum status store_spare_memory(struct store *store, bool spare, struct error *error) MUST_USE;

/* The database's planner learns what the tables hold now, after work that has put much into them: a
 * server does so by itself, but a minute later. Outside a transaction. */
enum status store_learn(struct store *store, struct error *error) MUST_USE;

/* The values of a call: BIND(dmn_number(1), store_text(name)). */
#define BIND(...)                           \
	(const dmn_value[]){ __VA_ARGS__ }, \
		sizeof((const dmn_value[]){ __VA_ARGS__ }) / sizeof(dmn_value)
#define BIND_NONE NULL, 0

static inline dmn_value store_text(struct text text)
{
	return dmn_string_view(text.at, text.length);
}

/* Rows of a running statement. Each must be ended before its statement is used again by name
 * (a nested use gets a statement of its own). */
struct rows {
	struct statement *statement;
};

/* Run a statement for its effect; rows that it gives are passed over. */
enum status store_do(struct store *store, enum statement_name name, const dmn_value *values,
		     size_t count, struct error *error) MUST_USE;
/* The same, and how many rows it changed. */
enum status store_change(struct store *store, enum statement_name name, const dmn_value *values,
			 size_t count, uint64_t *changed, struct error *error) MUST_USE;
/* The first column of the first row, a number: of `returning id`. *found is false when no row
 * came; `found` may be NULL, then that is STATUS_NOT_FOUND. */
enum status store_number(struct store *store, enum statement_name name, const dmn_value *values,
			 size_t count, int64_t *out, bool *found, struct error *error) MUST_USE;

enum status store_query(struct store *store, enum statement_name name, const dmn_value *values,
			size_t count, struct rows *rows, struct error *error) MUST_USE;
/* To the next row; *found is false past the last. */
enum status rows_next(struct rows *rows, bool *found, struct error *error) MUST_USE;
/* A column of the present row, from 0: views that live until the next row. */
dmn_value rows_at(const struct rows *rows, unsigned column);
struct text rows_text(const struct rows *rows, unsigned column); /* empty for null */
int64_t rows_int(const struct rows *rows, unsigned column);	 /* 0 for null */
/* How many columns the statement gives, and what it calls them, for what is told whatever it is. */
unsigned rows_width(const struct rows *rows);
struct text rows_name(const struct rows *rows, unsigned column);
/* End; allowed twice. */
void rows_end(struct rows *rows);

/* Is each statement a way to a server and back, so that many rows should go in one? */
bool store_is_far(const struct store *store);
bool store_url_is_far(struct text url);

/* A whole copy of the database as of one instant, in the file `path`, which is there only when it
 * is whole; others read and write meanwhile. Of SQLite it is a database file, of PostgreSQL what
 * pg_dump writes in its custom format. Outside a transaction. */
enum status store_backup(struct store *store, const char *path, struct error *error) MUST_USE;
/* Is the file a whole backup for a database of that URL, and not of a newer program? (Of a dump of
 * PostgreSQL its contents list and versions are read, not all of its data.) */
enum status store_check_backup(struct text url, const char *path, struct error *error) MUST_USE;
/* Make the database what a backup holds, in one transaction: others see the old one or the new. One
 * that is damaged is refused and nothing is changed; that it is of no newer program says
 * store_check_backup. Close the store after it; open it anew with `fresh`,
 * which brings an older backup up to date. */
enum status store_restore(struct store *store, const char *path, struct error *error) MUST_USE;
/* The database's own check of its pages, indexes and references; STATUS_TAMPERED with the first
 * fault. PostgreSQL keeps to its references itself: nothing is checked there. */
enum status store_check(struct store *store, struct error *error) MUST_USE;

/* Rid the database's files of what was deleted: free pages, indexes, the statistics of columns and,
 * of SQLite, the log of writes. Everything is written anew, which takes as long as the database is
 * large; others wait meanwhile. What a PostgreSQL server keeps of its own (its write-ahead log
 * until it is recycled, replicas, archives) is its operator's. Outside a transaction.
 * STATUS_CONFLICT when somebody reads what is to go. */
enum status store_purge(struct store *store, struct error *error) MUST_USE;
/* Does one of the texts stand anywhere in the bytes of the database's files? *looked is false where
 * the files are a server's. */
enum status store_seek(struct store *store, const struct text *texts, size_t count, bool *looked,
		       bool *found, struct error *error) MUST_USE;

/* Bytes that the database takes on the disk. */
enum status store_size(struct store *store, uint64_t *size, struct error *error) MUST_USE;

#endif
