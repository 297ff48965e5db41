/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's files in a folder of their own for a moment: what reads packs reads folders. */
#ifndef REMIT_APP_PACK_FOLDER_H
#define REMIT_APP_PACK_FOLDER_H

#include "app/app.h"

enum {
	PACK_FOLDER_MOST = 512
};

struct pack_folder {
	struct arena *arena;
	char path[32];
	const char *files[PACK_FOLDER_MOST];
	size_t count;
};

/* A new folder, nobody else's; end it whatever becomes of the rest. */
enum status pack_folder_begin(struct arena *arena, struct pack_folder *out,
			      struct error *error) MUST_USE;
/* STATUS_DATABASE of a name that leads out of it. */
enum status pack_folder_put(struct pack_folder *folder, struct text name, struct text bytes,
			    struct error *error) MUST_USE;
/* The rows of a statement of one parameter: name, bytes. */
enum status pack_folder_fill(struct pack_folder *folder, struct app *app, enum statement_name name,
			     int64_t id, struct error *error) MUST_USE;
/* Remove it with what was put there. */
void pack_folder_end(const struct pack_folder *folder);

#endif
