/* SPDX-License-Identifier: Apache-2.0 */
/* Documents: evidence as it came in, on a case file, or waiting to be filed. What came in is never
 * changed and never put away: where a document lies is its last filing, and each filing has its
 * entry. The system fixes when it was received, its hash, its size and its kind (by its bytes). */
#ifndef REMIT_APP_CASE_DOCUMENT_H
#define REMIT_APP_CASE_DOCUMENT_H

#include "app/caseload.h"

#include "base/list.h"

/* How reasons cite a document: "document:12". */
#define DOCUMENT_PREFIX "document:"

enum {
	CASE_DOCUMENT_WORDS_MOST = 200, /* bytes of a title, a sender, a file name */
	CASE_DOCUMENTS_SHOWN = 500	/* of those that wait */
};

struct case_document {
	int64_t id;
	struct text type;	 /* code of the pack's list */
	struct text title;	 /* what people call it */
	struct text sender;	 /* who it is from, or empty */
	struct text file_name;	 /* as it came */
	struct text media_type;	 /* by its bytes */
	int64_t size;		 /* bytes */
	struct digest hash;	 /* SHA-256 of the bytes */
	struct text received_on; /* the program's day, "2022-03-31" */
	struct text received_at; /* the real instant */
	struct text actor;	 /* who put it in */
	int64_t root_id;	 /* the case; 0 while it waits to be filed */
	struct text filed_by, filed_at;
};

struct case_document_list {
	LIST_OF(struct case_document);
};

/* What a person says of a document that came in. */
struct case_document_new {
	struct text type;
	struct text title; /* empty: the file's name */
	struct text sender;
	struct text file_name;
	struct text body;
	int64_t root_id; /* 0: it waits to be filed */
};

/* Take a document in. STATUS_INVALID with the field, for a kind, type or size that the pack does
 * not take; STATUS_CONFLICT when the same bytes lie there already. */
enum status case_document_add(struct caseload *caseload, const struct case_document_new *wanted,
			      int64_t *id, struct error *error) MUST_USE;
/* File one that waits, or move one that was filed wrongly, with a reason. */
enum status case_document_file(struct caseload *caseload, int64_t id, int64_t root_id,
			       struct text reason, struct error *error) MUST_USE;

/* Those of a case, oldest first. A part of a look: whoever calls has logged it. */
enum status case_document_list(struct caseload *caseload, int64_t root_id,
			       struct case_document_list *out, struct error *error) MUST_USE;
/* Those that wait to be filed, CASE_DOCUMENTS_SHOWN at most, oldest first. Logged. */
enum status case_document_waiting(struct caseload *caseload, struct case_document_list *out,
				  struct error *error) MUST_USE;
enum status case_document_waiting_count(struct caseload *caseload, int64_t *out,
					struct error *error) MUST_USE;
/* One of them; STATUS_NOT_FOUND. A part of a look. */
enum status case_document_find(struct caseload *caseload, int64_t id, struct case_document *out,
			       struct error *error) MUST_USE;
/* Its bytes, in the caseload's arena, held against their hash; the look is logged first.
 * STATUS_TAMPERED when they are not what came in. */
enum status case_document_read(struct caseload *caseload, int64_t id, struct case_document *out,
			       struct text *body, struct error *error) MUST_USE;

/* "Document 12: Letter from the GP". */
struct text case_document_name(struct caseload *caseload, const struct case_document *it);
/* "Medical evidence, PDF, 84 KB, received 31 March 2022". */
struct text case_document_words(struct caseload *caseload, const struct case_document *it);
/* The number that "document:12" names, or 0. */
int64_t case_document_cited(struct text cite);

/* What the system fixes of it: kind, hash, size, day. Refused as case_document_add says. */
enum status case_document_describe(struct caseload *caseload,
				   const struct case_document_new *wanted,
				   struct case_document *out, struct error *error) MUST_USE;
/* Keep one that was described, in the present transaction, with its entry and its new number. */
enum status case_document_keep(struct caseload *caseload, struct case_document *it,
			       struct text body, struct error *error) MUST_USE;
/* Put it on a case, in the present transaction, with its entry. */
enum status case_document_put_on(struct caseload *caseload, int64_t id, int64_t root_id,
				 struct text reason, struct error *error) MUST_USE;

/* What the log says of it: for the verification too. `it` with its id. */
struct text case_document_detail(struct arena *arena, const struct case_document *it);
struct text case_document_filing_detail(struct arena *arena, int64_t id, int64_t filing,
					struct text root_type, int64_t root_id, struct text reason);
/* A row of the statements that begin with d.id, d.type, ...: the texts are views of the row. */
struct case_document case_document_row(const struct rows *rows);

#endif
