/* SPDX-License-Identifier: Apache-2.0 */
/* One text of an extract or a form into the value of its field. */
#include "pack/pack.h"

#include "base/civil.h"

/* Digits of `text` where the format has `letter`; -1 when there are none or they are no number. */
static int64_t part(struct text text, struct text format, char letter)
{
	int64_t value = 0;
	bool found = false;
	for (size_t i = 0; i < format.length; i++) {
		if (format.at[i] != letter)
			continue;
		if (text.at[i] < '0' || text.at[i] > '9')
			return -1;
		value = value * 10 + (text.at[i] - '0');
		found = true;
	}
	return found ? value : -1;
}

static bool is_part(char letter)
{
	return letter == 'D' || letter == 'M' || letter == 'Y';
}

static bool read_date(struct text text, struct text format, dmn_value *out)
{
	if (text.length != format.length)
		return false;
	for (size_t i = 0; i < format.length; i++)
		if (!is_part(format.at[i]) && format.at[i] != text.at[i])
			return false;
	struct civil civil = { .year = part(text, format, 'Y'),
			       .month = (int)part(text, format, 'M'),
			       .day = (int)part(text, format, 'D') };
	if (civil.year < 1 || !civil_is_valid(civil))
		return false;
	*out = dmn_date(civil_to_days(civil));
	return true;
}

static bool read_boolean(struct text text, dmn_value *out)
{
	bool yes = text_is(text, "yes") || text_is(text, "true");
	if (!yes && !text_is(text, "no") && !text_is(text, "false"))
		return false;
	*out = dmn_boolean(yes);
	return true;
}

/* "120", as nearly every count is written, without the engine's reader. */
static bool plain_number(struct text text, int64_t *out)
{
	*out = 0;
	if (text.length == 0 || text.length > 18 || (text.at[0] == '0' && text.length > 1))
		return false;
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*out = *out * 10 + (text.at[i] - '0');
	}
	return true;
}

static bool read_number(struct arena *arena, struct text text, bool whole, dmn_value *out)
{
	int64_t integer;
	if (plain_number(text, &integer)) {
		*out = dmn_number(integer);
		return true;
	}
	*out = dmn_number_text(arena, text.at, text.length);
	return out->kind == DMN_NUMBER && (!whole || dmn_get_int(*out, &integer));
}

static bool read_typed(struct arena *arena, const struct pack_field *field, struct text format,
		       struct text text, dmn_value *out)
{
	switch (field->type) {
	case PACK_TYPE_BOOLEAN: return read_boolean(text, out);
	case PACK_TYPE_INTEGER:
	case PACK_TYPE_NUMBER:
		return read_number(arena, text, field->type == PACK_TYPE_INTEGER, out);
	case PACK_TYPE_DATE: return read_date(text, format, out);
	case PACK_TYPE_DATE_TIME:
		*out = dmn_temporal(arena, DMN_DATE_TIME, text.at, text.length);
		return out->kind == DMN_DATE_TIME;
	case PACK_TYPE_CODE:
		if (pack_find_code(field->codes, text) == NULL)
			return false;
		break;
	default:
		if (!text_is_utf8(text))
			return false;
	}
	*out = dmn_string_view(text.at, text.length);
	return true;
}

static enum status refuse(const struct pack_field *field, struct text format, struct text text,
			  struct error *error)
{
	if (field->type == PACK_TYPE_CODE) {
		error_set(error, STATUS_INVALID, "'%.*s' is no code of the list '%.*s'",
			  TEXT_ARG(text), TEXT_ARG(field->codes->name));
		error_remedy(error,
			     "correct the value, or add the word to `translate` or the code list");
		return STATUS_INVALID;
	}
	error_set(error, STATUS_INVALID, "'%.*s' is no %s", TEXT_ARG(text),
		  pack_type_word(field->type));
	if (field->type == PACK_TYPE_DATE)
		error_remedy(error, "write a day that exists as %.*s", TEXT_ARG(format));
	else if (field->type == PACK_TYPE_BOOLEAN)
		error_remedy(error, "write yes or no, or translate the extract's words");
	else
		error_remedy(error, "correct the value, or leave it empty if it is not known");
	return STATUS_INVALID;
}

static enum status read_as(struct arena *arena, const struct pack_field *field, struct text format,
			   struct text text, dmn_value *out, struct error *error)
{
	if (read_typed(arena, field, format, text, out))
		return STATUS_OK;
	refuse(field, format, text, error);
	return error_place(error, NULL, 0, text_c(arena, field->name));
}

enum status pack_read_value(struct arena *arena, const struct pack_field *field, struct text text,
			    dmn_value *out, struct error *error)
{
	text = text_trim(text);
	if (text.length == 0) {
		*out = dmn_null();
		return STATUS_OK;
	}
	TRY(read_as(arena, field, TEXT("YYYY-MM-DD"), text, out, error));
	if (out->kind == DMN_STRING)
		*out = dmn_string(arena, out->as.string, out->count);
	return STATUS_OK;
}

enum status pack_read_cell(struct arena *arena, const struct pack_column *column, struct text cell,
			   dmn_value *out, struct error *error)
{
	struct text text = text_trim(cell);
	*out = dmn_null();
	if (text.length == 0)
		return STATUS_OK;
	for (size_t i = 0; i < column->empty_count; i++)
		if (text_equal(text, column->empty[i]))
			return STATUS_OK;
	for (size_t i = 0; i < column->translate_count; i++)
		if (text_equal(text, column->translate[i].from)) {
			text = column->translate[i].to;
			break;
		}
	struct text format = column->date.length > 0 ? column->date : TEXT("YYYY-MM-DD");
	return read_as(arena, column->field, format, text, out, error);
}
