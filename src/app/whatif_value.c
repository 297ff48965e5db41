/* SPDX-License-Identifier: Apache-2.0 */
/* The pack in force with one value changed. */
#include "app/whatif.h"

#include "os/scratch.h"

enum status whatif_variant(struct caseload *caseload, const struct pack_parameter *parameter,
			   struct text value, const struct scratch *folder, struct pack **out,
			   struct error *error)
{
	const struct pack *pack = caseload->pack;
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct pack_file *file = &pack->files[i];
		struct text bytes = file->bytes;
		if (text_equal(file->name, parameter->file))
			bytes = pack_parameter_set(caseload->arena, pack, parameter, value);
		TRY(scratch_write(folder, file->name, bytes, error));
	}
	enum status status = pack_load(caseload->arena, folder->folder, out, error);
	if (status == STATUS_INVALID)
		error_place(error, text_c(caseload->arena, parameter->path), 0, NULL);
	return status;
}
