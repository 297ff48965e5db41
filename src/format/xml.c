/* SPDX-License-Identifier: Apache-2.0 */
/* The only file that knows expat. The parser's memory is malloc's, so nothing here may leave
 * through the arena's boundary while it lives: the reading runs inside a boundary of its own. */
#include "format/xml.h"

#include "base/builder.h"
#include "base/list.h"

#include <expat.h>
#include <string.h>

enum {
	NAMESPACE_SEPARATOR = '\n'
};

struct reader {
	XML_Parser parser;
	struct arena *arena;
	struct text source;
	struct xml_element *root;
	struct xml_element *open;
	unsigned depth;
	const char *refusal;
	struct builder builders[XML_DEPTH_MOST + 1];
};

static void refuse(struct reader *reader, const char *why)
{
	if (reader->refusal == NULL)
		reader->refusal = why;
	XML_StopParser(reader->parser, XML_FALSE);
}

/* "uri\nlocal" to its parts, copied. */
static void split_name(struct arena *arena, const char *joined, struct text *uri,
		       struct text *local)
{
	struct text whole = text_copy(arena, text_from(joined));
	size_t cut = text_find(whole, TEXT("\n"), 0);
	if (cut == SIZE_MAX) {
		*uri = TEXT("");
		*local = whole;
		return;
	}
	*uri = text_slice(whole, 0, cut);
	struct text rest = text_slice(whole, cut + 1, whole.length);
	*local = text_cut(rest, NAMESPACE_SEPARATOR, &rest);
}

static void read_attributes(struct reader *reader, struct xml_element *element,
			    const char **attributes)
{
	size_t count = 0;
	while (attributes[count * 2] != NULL)
		count++;
	element->attributes = arena_new_array(reader->arena, struct xml_attribute, count);
	element->attribute_count = count;
	for (size_t i = 0; i < count; i++) {
		struct xml_attribute *attribute = &element->attributes[i];
		split_name(reader->arena, attributes[i * 2], &attribute->namespace_uri,
			   &attribute->name);
		attribute->value = text_copy(reader->arena, text_from(attributes[i * 2 + 1]));
	}
}

static void append(struct xml_element *parent, struct xml_element *child)
{
	child->parent = parent;
	if (parent->last == NULL)
		parent->first = child;
	else
		parent->last->next = child;
	parent->last = child;
}

static void XMLCALL on_start(void *user, const char *name, const char **attributes)
{
	struct reader *reader = user;
	if (reader->depth >= XML_DEPTH_MOST) {
		refuse(reader, "elements are nested too deeply");
		return;
	}
	struct xml_element *element = arena_new_one(reader->arena, struct xml_element);
	element->line = (unsigned)XML_GetCurrentLineNumber(reader->parser);
	split_name(reader->arena, name, &element->namespace_uri, &element->name);
	read_attributes(reader, element, attributes);
	if (reader->open == NULL)
		reader->root = element;
	else
		append(reader->open, element);
	reader->open = element;
	reader->depth++;
	reader->builders[reader->depth] = builder_new(reader->arena);
}

static void XMLCALL on_end(void *user, const char *name)
{
	struct reader *reader = user;
	(void)name;
	reader->open->text = builder_text(&reader->builders[reader->depth]);
	reader->depth--;
	reader->open = reader->open->parent;
}

static void XMLCALL on_text(void *user, const char *at, int length)
{
	struct reader *reader = user;
	builder_add(&reader->builders[reader->depth], (struct text){ at, (size_t)length });
}

static void XMLCALL on_entity(void *user, const char *name, int is_parameter, const char *value,
			      int value_length, const char *base, const char *system_id,
			      const char *public_id, const char *notation)
{
	(void)name, (void)is_parameter, (void)value, (void)value_length, (void)base;
	(void)system_id, (void)public_id, (void)notation;
	refuse(user, "documents that declare entities are not read");
}

static void read_all(void *user)
{
	struct reader *reader = user;
	struct text source = reader->source;
	enum {
		PIECE = 1 << 20
	};
	size_t from = 0;
	do {
		struct text piece = text_slice(source, from, from + PIECE);
		from += piece.length;
		if (XML_Parse(reader->parser, piece.at, (int)piece.length, from >= source.length) !=
		    XML_STATUS_OK)
			return;
	} while (from < source.length);
}

static enum status outcome(const struct reader *reader, struct error *error)
{
	enum XML_Error code = XML_GetErrorCode(reader->parser);
	if (code == XML_ERROR_NONE && reader->root != NULL)
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "the XML is not well-formed: %s",
		  reader->refusal != NULL  ? reader->refusal
		  : code == XML_ERROR_NONE ? "there is no element"
					   : XML_ErrorString(code));
	if (error != NULL)
		error->column = (unsigned)XML_GetCurrentColumnNumber(reader->parser) + 1;
	return error_place(error, NULL, (unsigned)XML_GetCurrentLineNumber(reader->parser), NULL);
}

enum status xml_read(struct arena *arena, struct text source, struct xml_element **out_root,
		     struct error *error)
{
	if (source.length > XML_SIZE_MOST)
		return error_set(error, STATUS_LIMIT, "the XML is larger than %d bytes",
				 XML_SIZE_MOST);
	struct reader *reader = arena_new_one(arena, struct reader);
	reader->arena = arena;
	reader->source = source;
	reader->builders[0] = builder_new(arena);
	reader->parser = XML_ParserCreateNS(NULL, NAMESPACE_SEPARATOR);
	if (reader->parser == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	XML_SetUserData(reader->parser, reader);
	XML_SetElementHandler(reader->parser, on_start, on_end);
	XML_SetCharacterDataHandler(reader->parser, on_text);
	XML_SetEntityDeclHandler(reader->parser, on_entity);
	enum status status = boundary_run(arena, read_all, reader, error);
	if (status == STATUS_OK)
		status = outcome(reader, error);
	XML_ParserFree(reader->parser);
	if (status == STATUS_OK)
		*out_root = reader->root;
	return status;
}

static const struct xml_attribute *find_attribute(const struct xml_element *element,
						  const char *name)
{
	for (size_t i = 0; i < element->attribute_count; i++)
		if (element->attributes[i].namespace_uri.length == 0 &&
		    text_is(element->attributes[i].name, name))
			return &element->attributes[i];
	return NULL;
}

struct text xml_attribute(const struct xml_element *element, const char *name)
{
	const struct xml_attribute *found = find_attribute(element, name);
	return found != NULL ? found->value : TEXT("");
}

bool xml_has(const struct xml_element *element, const char *name)
{
	return find_attribute(element, name) != NULL;
}

static struct xml_element *named_from(struct xml_element *element, const char *name)
{
	while (element != NULL && !text_is(element->name, name))
		element = element->next;
	return element;
}

struct xml_element *xml_child(const struct xml_element *element, const char *name)
{
	return named_from(element->first, name);
}

struct xml_element *xml_next(const struct xml_element *child, const char *name)
{
	return named_from(child->next, name);
}

struct text xml_child_text(const struct xml_element *element, const char *name)
{
	const struct xml_element *child = xml_child(element, name);
	return child != NULL ? text_trim(child->text) : TEXT("");
}
