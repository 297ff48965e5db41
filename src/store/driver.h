/* SPDX-License-Identifier: Apache-2.0 */
/* What a database driver is to the rest of the store: one row of functions. */
#ifndef REMIT_STORE_DRIVER_H
#define REMIT_STORE_DRIVER_H

#include "store/store.h"
#include "store/waiting.h"

/* One prepared statement; `handle` is the driver's. */
struct statement {
	struct store *store;
	const char *sql;
	const char *name; /* for messages */
	unsigned parameter_count;
	uint64_t bytes_mask;
	void *handle;
	bool busy;		       /* has rows that are not ended */
	bool temporary;		       /* made for a nested use: released with its rows */
	uint64_t changed;	       /* rows, after the last step */
	struct statement *made_before; /* chain of what statement_make made, for the end */
};

struct driver {
	const char *name;
	enum status (*open)(struct store *store, const char *url, bool fresh, struct error *error);
	void (*close)(struct store *store);
	enum status (*prepare)(struct statement *statement, struct error *error);
	/* Bind and start; the first row comes with step. */
	enum status (*start)(struct statement *statement, const dmn_value *values, size_t count,
			     struct error *error);
	enum status (*step)(struct statement *statement, bool *found, struct error *error);
	dmn_value (*column)(const struct statement *statement, unsigned column);
	/* How many columns there are, and a column's name. */
	unsigned (*width)(const struct statement *statement);
	const char *(*name_of)(const struct statement *statement, unsigned column);
	/* Ready to start again. */
	void (*finish)(struct statement *statement);
	void (*release)(struct statement *statement);
	/* Several statements without parameters. */
	enum status (*script)(struct store *store, const char *sql, struct error *error);
	/* COPY of rows in PostgreSQL's text format; NULL where a row is not a way to a server. It
	 * goes on while the program does: that it failed may be the next call's error. */
	enum status (*copy)(struct store *store, const char *sql, struct text rows,
			    struct error *error);
	bool (*is_wanted)(
		struct store *store); /* NULL: nobody ever waits for a whole transaction */
	enum status (*backup)(struct store *store, const char *path, struct error *error);
	enum status (*check_backup)(const char *path, struct error *error); /* or NULL */
	enum status (*restore)(struct store *store, const char *path, struct error *error);
	enum status (*check)(struct store *store, struct error *error); /* pages, indexes, keys */
	enum status (*purge)(struct store *store, struct error *error);
	/* NULL: the files are a server's. */
	enum status (*seek)(struct store *store, const struct text *texts, size_t count,
			    bool *found, struct error *error);
	const char *memory[2]; /* for pages: as ever, little; NULL where the server has them */
	const char *begin;     /* a transaction that will write */
	const char *look;      /* one that only reads, of one instant */
	const char *beside;    /* see store_open_beside; or NULL */
	const char *soon;      /* see store_soon; NULL: what is committed is always on the disk */
	const char *alone;     /* then: nobody else changes the schema; NULL: begin says so */
	const char *learn;     /* see store_learn; NULL: plans look at no statistics */
	const char *size;      /* gives the bytes on the disk */
};

struct store {
	struct arena *arena; /* lives as long as the store */
	struct text url;
	const struct driver *driver;
	void *connection;
	struct waiting_sign waiting; /* SQLite's */
	bool copies;		     /* SQLite's: into a file that a backup makes */
	bool closed;		     /* a compartment */
	const char *schema;	     /* of a compartment on a server; NULL: the database's own */
	bool in_transaction;
	struct sending *sending;   /* PostgreSQL's */
	unsigned connection_count; /* of the connections so far: statements belong to one */
	unsigned last_made;	   /* number for the name of the next prepared statement */
	struct statement *made;	   /* the newest that statement_make made */
	struct statement named[SQL_COUNT];
};

/* Before the name of a compartment, as a server's schema. */
#define STORE_SCHEMA "compartment_"

/* purge_sqlite.c */
enum status sqlite_purge(struct store *store, struct error *error) MUST_USE;
enum status sqlite_seek(struct store *store, const struct text *texts, size_t count, bool *found,
			struct error *error) MUST_USE;
/* backup_sqlite.c, backup_postgres.c */
enum status sqlite_backup(struct store *store, const char *path, struct error *error) MUST_USE;
enum status sqlite_check_backup(const char *path, struct error *error) MUST_USE;
enum status sqlite_restore(struct store *store, const char *path, struct error *error) MUST_USE;
enum status sqlite_check(struct store *store, struct error *error) MUST_USE;
enum status pg_backup(struct store *store, const char *path, struct error *error) MUST_USE;
enum status pg_check_backup(const char *path, struct error *error) MUST_USE;
enum status pg_restore(struct store *store, const char *path, struct error *error) MUST_USE;

extern const struct driver driver_sqlite;
extern const struct driver driver_postgres;

/* Make a statement from text that this room has built. It lives as long as the store. */
enum status statement_make(struct store *store, const char *name, struct text sql,
			   unsigned parameter_count, uint64_t bytes_mask, struct statement **out,
			   struct error *error) MUST_USE;
/* Start it (or a copy, when it is busy). */
enum status statement_start(struct statement *statement, const dmn_value *values, size_t count,
			    struct rows *rows, struct error *error) MUST_USE;
/* Run it to its end. `changed` may be NULL. */
enum status statement_run(struct statement *statement, const dmn_value *values, size_t count,
			  uint64_t *changed, struct error *error) MUST_USE;

/* migrate.c: the last step of a backup (0: it has none): refuse one of a newer program. */
enum status backup_check_version(unsigned long last, struct error *error) MUST_USE;
/* Bring the schema up to date, or refuse (see store_open). */
enum status store_migrate(struct store *store, bool fresh, struct error *error) MUST_USE;

#endif
