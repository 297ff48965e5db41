/* SPDX-License-Identifier: Apache-2.0 */
/* The log's tree, as it lies in the database: leaves with their entries, nodes, roots. */
#ifndef REMIT_APP_LOG_TREE_H
#define REMIT_APP_LOG_TREE_H

#include "app/app.h"

/* Write an entry in the present transaction: with its number and its leaf, which the tree grows by,
 * or, where there is a sequencer, to wait for them. */
enum status log_put(struct app *app, struct audit_entry *entry, const struct app_log *what,
		    struct error *error) MUST_USE;
/* Read the tree's right edge, once in a transaction; on PostgreSQL only the sequencer does.
 * STATUS_TAMPERED when it does not give the recorded root. */
enum status log_load_tree(struct app *app, struct error *error) MUST_USE;
/* Add a leaf; the new nodes are written. */
enum status log_grow(struct app *app, const struct digest *leaf, struct error *error) MUST_USE;
/* Record the root as it is now. */
enum status log_write_root(struct app *app, struct error *error) MUST_USE;

/* Reading it without one's turn: what is committed never changes. The newest recorded root; size 0
 * when there is none yet. */
enum status log_newest(struct app *app, uint64_t *size, struct digest *root,
		       struct error *error) MUST_USE;
/* A complete subtree's node, a leaf at level 0. STATUS_TAMPERED when it is missing. */
enum status log_node(struct app *app, unsigned level, uint64_t index, struct digest *out,
		     struct error *error) MUST_USE;
/* The nodes, for proofs; it->status says why one could not be read. */
struct log_nodes {
	struct app *app;
	enum status status;
	struct error *error;
};
struct tree_nodes log_nodes_of(struct log_nodes *it);
/* The root of the first `size` entries, by the nodes as they are stored. */
enum status log_root_at(struct app *app, uint64_t size, struct digest *out,
			struct error *error) MUST_USE;

#endif
