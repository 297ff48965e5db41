/* SPDX-License-Identifier: Apache-2.0 */
/* XML bytes to a tree in an arena (expat). Entities declared by the document are refused, depth
 * and size are limited; every element knows its line. */
#ifndef REMIT_FORMAT_XML_H
#define REMIT_FORMAT_XML_H

#include "base/text.h"

struct xml_attribute {
	struct text name; /* local name */
	struct text namespace_uri;
	struct text value;
};

struct xml_element {
	struct text name; /* local name */
	struct text namespace_uri;
	struct xml_attribute *attributes;
	size_t attribute_count;
	struct xml_element *parent;
	struct xml_element *first;
	struct xml_element *last;
	struct xml_element *next;
	struct text text; /* all character data directly inside, joined */
	unsigned line;
};

enum {
	XML_DEPTH_MOST = 256,
	XML_SIZE_MOST = 256 * 1024 * 1024
};

enum status xml_read(struct arena *arena, struct text source, struct xml_element **out_root,
		     struct error *error) MUST_USE;

/* The attribute without a namespace of that name, or the empty text; xml_has tells which. */
struct text xml_attribute(const struct xml_element *element, const char *name);
bool xml_has(const struct xml_element *element, const char *name);
/* First child element of that local name, or NULL; the next one after a child. */
struct xml_element *xml_child(const struct xml_element *element, const char *name);
struct xml_element *xml_next(const struct xml_element *child, const char *name);
/* The trimmed text of the first child of that name, or the empty text. */
struct text xml_child_text(const struct xml_element *element, const char *name);

#endif
