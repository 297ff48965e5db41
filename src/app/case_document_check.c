/* SPDX-License-Identifier: Apache-2.0 */
/* A document that came in, held against what the pack takes. */
#include "app/case_document.h"

#include "base/builder.h"
#include "os/media_type.h"

#include <stdio.h>

static enum status refuse(struct error *error, const char *field, const char *remedy,
			  const char *format, ...) PRINTF_LIKE(4, 5);

static enum status refuse(struct error *error, const char *field, const char *remedy,
			  const char *format, ...)
{
	char sentence[256];
	va_list values;
	va_start(values, format);
	vsnprintf(sentence, sizeof sentence, format, values);
	va_end(values);
	return error_at_field(error, field, sentence, remedy);
}

/* The last part of a path, without what a name cannot hold. */
static struct text plain_name(struct arena *arena, struct text name)
{
	struct builder out = builder_new(arena);
	for (size_t i = name.length; i > 0; i--)
		if (name.at[i - 1] == '/' || name.at[i - 1] == '\\') {
			name = text_slice(name, i, name.length);
			break;
		}
	for (size_t i = 0; i < name.length; i++)
		if ((unsigned char)name.at[i] >= ' ' && name.at[i] != 127)
			builder_add_byte(&out, name.at[i]);
	struct text plain = text_trim(builder_text(&out));
	return plain.length != 0 ? plain : TEXT("document");
}

static enum status check_words(struct text words, const char *field, struct error *error)
{
	if (words.length > CASE_DOCUMENT_WORDS_MOST)
		return refuse(error, field, "shorten it", "it is longer than %d bytes",
			      CASE_DOCUMENT_WORDS_MOST);
	return text_is_utf8(words) ? STATUS_OK
				   : refuse(error, field, "write it as UTF-8", "it is not UTF-8");
}

static enum status check_kind(const struct pack_documents *takes, struct case_document *it,
			      struct error *error)
{
	for (size_t i = 0; i < takes->kind_count; i++)
		if (text_equal(takes->kinds[i].media_type, it->media_type))
			return STATUS_OK;
	return refuse(error, "file",
		      "send it as one of the kinds that are taken, a PDF for instance",
		      "by its contents the file is %.*s, which is not taken",
		      (int)text_slice(it->media_type, 0, 80).length, it->media_type.at);
}

static enum status check_size(const struct pack_documents *takes, struct text body,
			      struct error *error)
{
	if (body.length == 0)
		return refuse(error, "file", "choose a file that has something in it",
			      "the file is empty");
	if ((int64_t)body.length > takes->most_bytes)
		return refuse(error, "file", "send it in parts, or at a lower resolution",
			      "the file has %.1f MB; at most %.1f MB are taken",
			      (double)body.length / 1e6, (double)takes->most_bytes / 1e6);
	return STATUS_OK;
}

static const char *types_remedy(struct arena *arena, const struct pack_codes *types)
{
	struct builder out = builder_new(arena);
	builder_add_c(&out, "one of ");
	for (size_t i = 0; i < types->code_count; i++) {
		builder_add_c(&out, i == 0 ? "" : ", ");
		builder_add(&out, types->codes[i].code);
	}
	return text_c(arena, builder_text(&out));
}

enum status case_document_describe(struct caseload *caseload,
				   const struct case_document_new *wanted,
				   struct case_document *out, struct error *error)
{
	const struct pack_documents *takes = &caseload->pack->documents;
	struct arena *arena = caseload->arena;
	char day[CLOCK_TEXT_SIZE];
	if (takes->types == NULL)
		return refuse(error, "file", "add `documents:` to its pack.yaml",
			      "this pack takes no documents");
	if (!pack_code_holds(pack_find_code(takes->types, wanted->type),
			     clock_today(&caseload->app->clock)))
		return refuse(error, "type", types_remedy(arena, takes->types),
			      "choose what the document is");
	TRY(check_size(takes, wanted->body, error));
	out->type = wanted->type;
	out->file_name = plain_name(arena, wanted->file_name);
	out->title =
		text_trim(wanted->title).length != 0 ? text_trim(wanted->title) : out->file_name;
	out->sender = text_trim(wanted->sender);
	TRY(check_words(out->title, "title", error));
	TRY(check_words(out->sender, "sender", error));
	TRY(check_words(out->file_name, "file", error));
	TRY(media_type_of(arena, wanted->body, &out->media_type, error));
	TRY(check_kind(takes, out, error));
	clock_print_day(clock_today(&caseload->app->clock), day);
	out->size = (int64_t)wanted->body.length;
	out->hash = digest_of(wanted->body);
	out->received_on = text_copy(arena, text_from(day));
	out->received_at = app_now_in(arena);
	out->actor = caseload->app->actor;
	return STATUS_OK;
}
