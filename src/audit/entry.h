/* SPDX-License-Identifier: Apache-2.0 */
/* An entry of the log and its canonical form, whose hash is a leaf of the tree.
 *
 * Who, when (the real time), what, why, from where, about which record. What is said of a person
 * is not in it: only a commitment (see digest_commit) over the details, which lie beside the log
 * and can be erased. A batch entry stands for many rows or cases: the root of a tree over one
 * commitment for each. */
#ifndef REMIT_AUDIT_ENTRY_H
#define REMIT_AUDIT_ENTRY_H

#include "audit/tree.h"

enum audit_kind {
#define AUDIT_KIND(name, code, meaning) AUDIT_##name,
#include "audit/kind.def"
#undef AUDIT_KIND
	AUDIT_KIND_COUNT
};

struct audit_entry {
	uint64_t number;   /* place in the log, from 0 */
	int64_t at;	   /* real instant, microseconds since 1970 */
	struct text actor; /* user name */
	enum audit_kind kind;
	struct text action;	 /* use case: "reveal" */
	struct text purpose;	 /* why, or empty */
	struct text face;	 /* from where: "cli" */
	struct text subject;	 /* what kind of thing: "work_item" */
	uint64_t subject_id;	 /* its number; 0 when there is none */
	struct text person_type; /* whom it is about; empty: nobody */
	int64_t person_id;
	struct digest details; /* commitment over the details; zeroed when there are none */
	uint64_t batch_count;  /* rows it stands for; 0 when it is no batch */
	struct digest batch_root;
};

const char *audit_kind_code(enum audit_kind kind);

/* The bytes that are hashed: a version line, then each member in order as "length:bytes\n". */
struct text audit_canonical(struct arena *arena, const struct audit_entry *entry);
struct digest audit_leaf(struct arena *scratch, const struct audit_entry *entry);

#endif
