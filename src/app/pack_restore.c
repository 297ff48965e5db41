/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's version out of the database, as it was taken up. */
#include "app/caseload_internal.h"
#include "app/pack_folder.h"

enum status pack_restore(struct app *app, int64_t pack_id, struct pack **out, struct error *error)
{
	struct pack_folder folder;
	TRY(pack_folder_begin(app->arena, &folder, error));
	enum status status = pack_folder_fill(&folder, app, SQL_pack_file_list, pack_id, error);
	if (status == STATUS_OK)
		status = pack_load(app->arena, text_c(app->arena, text_from(folder.path)), out,
				   error);
	pack_folder_end(&folder);
	return status;
}
