/* SPDX-License-Identifier: Apache-2.0 */
/* The log's tree, as it lies in the database: leaves with their entries, nodes, roots. */
#ifndef REMIT_APP_LOG_TREE_H
#define REMIT_APP_LOG_TREE_H

#include "app/app.h"

/* Read the tree's right edge for this transaction; on PostgreSQL wait for one's turn.
 * STATUS_TAMPERED when it does not give the recorded root. */
enum status log_load_tree(struct app *app, struct error *error) MUST_USE;
/* Add a leaf; the new nodes are written. */
enum status log_grow(struct app *app, const struct digest *leaf, struct error *error) MUST_USE;
/* Record the root as it is now. */
enum status log_write_root(struct app *app, struct error *error) MUST_USE;

#endif
