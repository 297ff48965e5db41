/* SPDX-License-Identifier: Apache-2.0 */
/* Keys of checkpoints, and checkpoints, in files. */
#include "app/checkpoint_internal.h"
#include "os/file.h"
#include "os/host.h"

#include <string.h>

enum {
	KEY_MOST_SIZE = 4096,
	FILE_MOST_SIZE = 256 * 1024 * 1024
};

static enum status check_name(struct text name, struct error *error)
{
	if (note_name_is_good(name))
		return STATUS_OK;
	error_set(error, STATUS_USAGE, "'%.*s' is no name for a key", TEXT_ARG(name));
	return error_remedy(error, "take letters and digits without spaces or plus signs, "
				   "best the name of a host and what it keeps: hub.example/log");
}

/* With a newline behind it. */
static struct text line_of(struct arena *arena, struct text text)
{
	return text_format(arena, "%.*s\n", TEXT_ARG(text));
}

enum status checkpoint_key_make(struct arena *arena, const char *folder, struct text name,
				struct text *public_line, struct error *error)
{
	unsigned char seed[SIGNATURE_SEED_SIZE];
	TRY(check_name(name, error));
	TRY(file_make_folder(folder, error));
	host_random(seed, sizeof seed);
	struct note_signer signer = note_signer_of(name, seed);
	*public_line = note_key_print(arena, &signer.key);
	TRY(file_write_secret(file_join(arena, folder, "key"),
			      line_of(arena, note_signer_print(arena, name, seed)), error));
	return file_write(file_join(arena, folder, "key.pub"), line_of(arena, *public_line), error);
}

enum status checkpoint_signer(struct arena *arena, const char *folder, struct note_signer *out,
			      struct error *error)
{
	struct text line;
	const char *path = file_join(arena, folder, "key");
	TRY(file_check_owned(path, true, error));
	TRY(file_read(arena, path, KEY_MOST_SIZE, &line, error));
	if (note_signer_parse(arena, line, out))
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "'%s' is no key that signs checkpoints", path);
	return error_remedy(error, "make one with: remit audit key FOLDER --name NAME");
}

enum status checkpoint_key_tell(struct arena *arena, const char *folder, struct text *public_line,
				struct error *error)
{
	struct note_signer signer;
	TRY(checkpoint_signer(arena, folder, &signer, error));
	*public_line = note_key_print(arena, &signer.key);
	return STATUS_OK;
}

enum status checkpoint_key_parse(struct arena *arena, const char *word, struct note_key *out,
				 struct error *error)
{
	struct text line = text_from(word);
	if (note_key_parse(arena, line, out))
		return STATUS_OK;
	if (strchr(word, '+') == NULL || file_exists(word))
		TRY(file_read(arena, word, KEY_MOST_SIZE, &line, error));
	if (note_key_parse(arena, line, out))
		return STATUS_OK;
	error_set(error, STATUS_USAGE, "'%s' is no public key of checkpoints", word);
	return error_remedy(error,
			    "give the line that remit audit key printed, or its file key.pub");
}

enum status checkpoint_file_read(struct arena *arena, const char *path, const struct note_key *keys,
				 size_t count, struct checkpoint_list *out, struct error *error)
{
	struct text bytes;
	size_t before = out->count;
	TRY(file_read(arena, path, FILE_MOST_SIZE, &bytes, error));
	checkpoint_read(arena, bytes, keys, count, out);
	if (out->fault != NULL) {
		error_set(error, STATUS_INVALID, "checkpoint %zu of '%s': %s",
			  out->count - before + 1, path, out->fault);
		error_remedy(error,
			     "give the public key of whoever signed it; a file that was cut or "
			     "altered shows nothing: take another copy");
		return STATUS_INVALID;
	}
	if (out->count == before)
		return error_set(error, STATUS_INVALID, "there is no checkpoint in '%s'", path);
	return STATUS_OK;
}
