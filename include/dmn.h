/* SPDX-License-Identifier: Apache-2.0 */
/* libdmn: a DMN 1.2 to 1.6 decision engine with FEEL.
 *
 * The shape of a use:
 *
 *	struct dmn_model *model = dmn_model_new(NULL);
 *	dmn_model_add(model, "loan.dmn", xml, xml_size);
 *	if (!dmn_model_compile(model)) ... dmn_model_problem(model, i) ...
 *	struct dmn_evaluation *evaluation = dmn_evaluation_new(model);
 *	dmn_set_input(evaluation, "Age", dmn_number(19));
 *	dmn_value answer = dmn_decide(evaluation, "Approval Status");
 *	...
 *	dmn_evaluation_reset(evaluation);    and again with other inputs
 *
 * Ownership: values are immutable and passed by value; what they point to lives
 * in the arena that they were made in. Everything an evaluation gives lives
 * until dmn_evaluation_reset or _free. A compiled model is immutable and may be
 * shared by threads; an evaluation belongs to one thread.
 *
 * Errors: FEEL turns errors into null. Here every such null carries a problem:
 * code, sentence, what to do, and the place. The library never ends the
 * process, prints, locks or keeps a global. */
#ifndef DMN_H
#define DMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DMN_API __attribute__((visibility("default")))

/* ---- values ---------------------------------------------------------- */

enum dmn_kind {
	DMN_NULL,
	DMN_BOOLEAN,
	DMN_NUMBER,
	DMN_STRING,
	DMN_DATE,
	DMN_TIME,
	DMN_DATE_TIME,
	DMN_DAYS_DURATION,   /* days and time duration */
	DMN_MONTHS_DURATION, /* years and months duration */
	DMN_LIST,
	DMN_CONTEXT,
	DMN_RANGE,
	DMN_FUNCTION,
	DMN_KIND_COUNT
};

struct dmn_context;
struct dmn_problem;
struct arena; /* memory by lifetime: see dmn_arena_new */

/* One FEEL value. Read `kind`; use the functions for the rest. */
typedef struct dmn_value {
	uint8_t kind;	  /* enum dmn_kind */
	uint8_t flags;	  /* private */
	int16_t exponent; /* private: decimal exponent of a small number */
	uint32_t count;	  /* bytes of a string, items of a list; private otherwise */
	union {
		int64_t integer;
		bool boolean;
		const char *string; /* UTF-8, `count` bytes, not NUL-ended */
		const struct dmn_value *items;
		const struct dmn_context *context;
		const struct dmn_problem *problem; /* of a null: why, or NULL */
		const void *pointer;
	} as;
} dmn_value;

/* An arena; limit in bytes, 0 for none. A program's own arena; evaluations have theirs. Where its
 * limit is reached, what makes a value gives a null of DMN-LIMIT, what makes a text gives "". */
DMN_API struct arena *dmn_arena_new(size_t limit_size);
DMN_API void dmn_arena_free(struct arena *arena);

DMN_API dmn_value dmn_null(void);
DMN_API dmn_value dmn_boolean(bool value);
DMN_API dmn_value dmn_number(int64_t value);
/* A decimal literal ("-12.50", "1.2e3"); null with a problem when it is none. */
DMN_API dmn_value dmn_number_text(struct arena *arena, const char *at, size_t size);
/* A string; the bytes are copied. They are UTF-8: to see to it is the host's part. */
DMN_API dmn_value dmn_string(struct arena *arena, const char *at, size_t size);
/* A string over bytes that live as long as the value. */
DMN_API dmn_value dmn_string_view(const char *at, size_t size);
/* A date, time, date and time or duration from its ISO 8601 text as FEEL reads it
 * (kind DMN_DATE .. DMN_MONTHS_DURATION); null with a problem when it is none. */
DMN_API dmn_value dmn_temporal(struct arena *arena, enum dmn_kind kind, const char *at,
			       size_t size);
/* The date `days` days after 1970-01-01 (proleptic Gregorian), and back. */
DMN_API dmn_value dmn_date(int64_t days);
DMN_API int64_t dmn_date_days(dmn_value date);
/* A list over a copy of the items. */
DMN_API dmn_value dmn_list(struct arena *arena, const dmn_value *items, size_t count);
/* A context of `count` entries over copies; names are NUL-ended. */
DMN_API dmn_value dmn_context(struct arena *arena, const char *const *names,
			      const dmn_value *values, size_t count);

/* True for boolean true alone. */
DMN_API bool dmn_is_true(dmn_value value);
/* The whole number, when it is one that fits; false otherwise. */
DMN_API bool dmn_get_int(dmn_value value, int64_t *out);
/* Items of a list (count in .count); the null value past its end. */
DMN_API dmn_value dmn_list_at(dmn_value list, size_t index);
DMN_API size_t dmn_context_count(dmn_value context);
/* Entry `index` in order: its value, and its name (not NUL-ended; both may be NULL). */
DMN_API dmn_value dmn_context_at(dmn_value context, size_t index, const char **name,
				 size_t *name_size);
/* The entry of that name, or null; dmn_context_has tells which. */
DMN_API dmn_value dmn_context_get(dmn_value context, const char *name);
DMN_API bool dmn_context_has(dmn_value context, const char *name);

/* Equality as FEEL's `is`-less `=` sees it (numbers by value), true or false;
 * values of different kinds are not equal. */
DMN_API bool dmn_equal(dmn_value a, dmn_value b);
/* Order of two values of one ordered kind: -1, 0, 1; 2 when they have none. */
DMN_API int dmn_compare(dmn_value a, dmn_value b);

/* The value as FEEL's string() prints it; canonical: equal values of one kind print alike.
 * NUL-ended, in the arena; size may be NULL. */
DMN_API const char *dmn_text(struct arena *arena, dmn_value value, size_t *size);
/* The kind's FEEL name ("date and time"). */
DMN_API const char *dmn_kind_name(enum dmn_kind kind);

/* JSON to value: numbers are read as decimals, strings stay strings. False with
 * *out a null that carries the problem. */
DMN_API bool dmn_from_json(struct arena *arena, const char *at, size_t size, dmn_value *out);
/* Value to JSON (RFC 8259): temporal values and functions as their text. Canonical, one line.
 * NUL-ended, in the arena; size may be NULL. */
DMN_API const char *dmn_to_json(struct arena *arena, dmn_value value, size_t *size);

/* ---- problems -------------------------------------------------------- */

enum dmn_severity {
	DMN_ERROR,
	DMN_WARNING
};

struct dmn_problem {
	const char *code;	/* permanent, as in docs/messages.md: "FEEL-TYPE" */
	const char *message;	/* one sentence */
	const char *remedy;	/* what to do, or "" */
	const char *file;	/* name given to dmn_model_add, or "" */
	const char *element;	/* decision, column or rule it is in, or "" */
	const char *expression; /* the FEEL text, or "" */
	unsigned line;		/* in the expression (or the file when there is none), from 1 */
	unsigned column;
	enum dmn_severity severity;
};

/* Why a value is null, or NULL when it is a plain null (or no null). */
DMN_API const struct dmn_problem *dmn_problem_of(dmn_value value);

/* ---- the host -------------------------------------------------------- */

/* What the engine may ask of its host. Every member may be NULL / 0. */
struct dmn_host {
	size_t size; /* sizeof(struct dmn_host) */
	void *user;
	/* The current instant for now() and today(): nanoseconds since 1970-01-01T00:00:00Z and the
	 * offset in seconds of the zone they are told in. */
	int64_t (*now)(void *user, int32_t *offset_seconds);
	/* The bytes of a time-zone file (RFC 8536) by IANA name; false when there is none.
	 * They must live as long as the model. */
	bool (*zone)(void *user, const char *name, const void **at, size_t *size);
	/* Asked every few thousand steps; false ends the evaluation with a null of DMN-LIMIT. It
	 * may longjmp away; after that reset or free the evaluation (of dmn_feel: free the arena).
	 */
	bool (*keep_going)(void *user);
	/* A function declared external {java: ...} or with kind Java: find by class and
	 * signature; NULL when there is none. */
	dmn_value (*(*external)(void *user, const char *class_name,
				const char *signature))(struct arena *arena,
							const dmn_value *arguments, size_t count);
	uint64_t most_steps; /* an evaluation; 0: 100 million */
	size_t most_bytes;   /* an evaluation; 0: 256 MB */
	unsigned most_depth; /* nested operations and calls; 0: 6,000 */
	bool b_feel;	     /* DMN 1.6's B-FEEL, two-valued logic, in every text */
	size_t most_items;   /* of a list that an operation makes; 0: 10 million */
	size_t most_text;    /* bytes of a string that an operation makes; 0: 64 MB */
};

/* ---- models ---------------------------------------------------------- */

struct dmn_model;

/* A new, empty model set. The host is copied; NULL gives UTC, no zones, no externals. */
DMN_API struct dmn_model *dmn_model_new(const struct dmn_host *host);
DMN_API void dmn_model_free(struct dmn_model *model);
/* Add one DMN file; imports are matched by namespace among the files added. The first
 * file is the main one. False when it is no DMN (see dmn_model_problem). */
DMN_API bool dmn_model_add(struct dmn_model *model, const char *file, const char *xml, size_t size);
/* Resolve and compile all of it. A broken expression is a problem of its decision alone;
 * false only when nothing can be evaluated. */
DMN_API bool dmn_model_compile(struct dmn_model *model);
/* What was found while loading and compiling; NULL past the end. */
DMN_API const struct dmn_problem *dmn_model_problem(const struct dmn_model *model, size_t index);
DMN_API const char *dmn_model_name(const struct dmn_model *model);

enum dmn_element_kind {
	DMN_ELEMENT_INPUT_DATA,
	DMN_ELEMENT_DECISION,
	DMN_ELEMENT_BKM,
	DMN_ELEMENT_SERVICE
};
struct dmn_element {
	enum dmn_element_kind kind;
	const char *name;
	const char *namespace_uri;
	const char *type;	  /* typeRef, or "" */
	const char *description;  /* or "" */
	const char *question;	  /* of a decision, or "" */
	unsigned rule_count;	  /* of a decision that is a table; 0 otherwise */
	const char *table;	  /* id to match a trace step's, or "" */
	const char *const *notes; /* of a table: each rule's annotations, joined by "; " */
};
/* The main file's elements in order, then the imported ones'. False past the end. */
DMN_API bool dmn_model_element(const struct dmn_model *model, size_t index,
			       struct dmn_element *out);

/* ---- evaluation ------------------------------------------------------ */

struct dmn_evaluation;

DMN_API struct dmn_evaluation *dmn_evaluation_new(const struct dmn_model *model);
DMN_API void dmn_evaluation_free(struct dmn_evaluation *evaluation);
/* Forget inputs, results, problems and trace; keep the memory. */
DMN_API void dmn_evaluation_reset(struct dmn_evaluation *evaluation);
/* The arena that inputs may be made in and results are in; emptied by reset. */
DMN_API struct arena *dmn_evaluation_arena(struct dmn_evaluation *evaluation);

/* Set an input data element, or override a decision. The name may be qualified by an
 * import's name ("Model B.Person name"). False when the model has no such element. */
DMN_API bool dmn_set_input(struct dmn_evaluation *evaluation, const char *name, dmn_value value);
/* Set each entry of a context as an input; entries of unknown names are passed over. A text is read
 * as a date, time or duration wherever the model declares one: the context may come from JSON. */
DMN_API void dmn_set_inputs(struct dmn_evaluation *evaluation, dmn_value context);
/* As dmn_set_input, by the element's own namespace. */
DMN_API bool dmn_set_input_in(struct dmn_evaluation *evaluation, const char *namespace_uri,
			      const char *name, dmn_value value);
/* The value of a decision (each is computed once per reset). */
DMN_API dmn_value dmn_decide(struct dmn_evaluation *evaluation, const char *decision);
/* Call a decision service or business knowledge model with a context of arguments; texts are read
 * as by dmn_set_inputs. */
DMN_API dmn_value dmn_invoke(struct dmn_evaluation *evaluation, const char *name,
			     dmn_value arguments);
/* Inputs and decisions by number, for those who evaluate often: the slot of an element, by the name
 * that dmn_set_input takes, or -1. It is the same in every evaluation of the compiled model. */
DMN_API int dmn_slot(const struct dmn_model *model, const char *name);
DMN_API bool dmn_set_slot(struct dmn_evaluation *evaluation, int slot, dmn_value value);
DMN_API dmn_value dmn_decide_slot(struct dmn_evaluation *evaluation, int slot);
/* Problems met since the reset, in order; NULL past the end. */
DMN_API const struct dmn_problem *dmn_evaluation_problem(const struct dmn_evaluation *evaluation,
							 size_t index);

/* Record which decisions were computed and which rules matched. Off at first; survives reset. */
DMN_API void dmn_trace(struct dmn_evaluation *evaluation, bool on);

struct dmn_step {
	const char *decision;	  /* decision or business knowledge model */
	const char *table;	  /* id of the decision table, "" when it is none */
	const unsigned *rules;	  /* numbers of the rules that gave the result, from 1 */
	const char *const *notes; /* the annotations of those rules, joined by "; " */
	size_t rule_count;
	dmn_value result;
};
/* Steps in the order in which they ended. False past the end. */
DMN_API bool dmn_trace_step(const struct dmn_evaluation *evaluation, size_t index,
			    struct dmn_step *out);

/* Evaluate one FEEL expression. `context` (or null) gives its variables. Results live in `arena`.
 * With unary true the text is unary tests against the context's entry "?". */
DMN_API dmn_value dmn_feel(const struct dmn_host *host, struct arena *arena, const char *expression,
			   size_t size, dmn_value context, bool unary);

DMN_API const char *dmn_version(void);

#ifdef __cplusplus
}
#endif
#endif
