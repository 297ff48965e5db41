/* SPDX-License-Identifier: Apache-2.0 */
/* Writes the documents as PDF into a folder, for check_pdf.py to look at with other programs. */
#include "exchange/documents.h"
#include "exchange/pdf.h"
#include "os/file.h"

#include <stdio.h>

static enum status write_one(struct arena *arena, const char *folder, const char *name,
			     const struct document *document, struct error *error)
{
	struct text bytes;
	TRY(pdf_write(arena, document, &bytes, error));
	return file_write(file_join(arena, folder, name), bytes, error);
}

static enum status write_all(struct arena *arena, const char *folder, struct error *error)
{
	struct document every = documents_every_kind(arena);
	struct document left = documents_languages(arena, TEXT("cy"));
	struct document right = documents_languages(arena, TEXT("ar"));
	struct document table = documents_table(arena, 200);
	struct document hostile = documents_hostile(arena);
	TRY(write_one(arena, folder, "every.pdf", &every, error));
	TRY(write_one(arena, folder, "left.pdf", &left, error));
	TRY(write_one(arena, folder, "right.pdf", &right, error));
	TRY(write_one(arena, folder, "table.pdf", &table, error));
	return write_one(arena, folder, "hostile.pdf", &hostile, error);
}

int main(int argc, char **argv)
{
	struct error error = { 0 };
	struct arena *arena = arena_new(0);
	if (argc != 2 || write_all(arena, argv[1], &error) != STATUS_OK) {
		fprintf(stderr, "write_pdf: %s\n", error.message);
		return 1;
	}
	arena_free(arena);
	return 0;
}
