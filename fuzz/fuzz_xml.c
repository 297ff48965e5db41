/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as XML: what is read is a tree whose texts are all there. */
#include "format/xml.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

static size_t walk(const struct xml_element *element, unsigned depth)
{
	if (depth > XML_DEPTH_MOST)
		abort();
	size_t sum = element->line + element->name.length + element->namespace_uri.length;
	for (size_t i = 0; i < element->text.length; i++)
		sum += (unsigned char)element->text.at[i];
	for (size_t i = 0; i < element->attribute_count; i++)
		sum += element->attributes[i].name.length + element->attributes[i].value.length;
	for (const struct xml_element *child = element->first; child != NULL; child = child->next) {
		if (child->parent != element)
			abort();
		sum += walk(child, depth + 1);
	}
	return sum;
}

struct reading {
	struct arena *arena;
	struct text source;
};

static void read_xml(void *user)
{
	struct reading *reading = user;
	struct xml_element *root;
	struct error error;
	if (xml_read(reading->arena, reading->source, &root, &error) == STATUS_OK)
		walk(root, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	struct arena *arena = arena_new((size_t)64 * 1024 * 1024);
	struct reading reading = { .arena = arena, .source = { (const char *)at, size } };
	struct error error;
	if (arena == NULL)
		return 0;
	if (boundary_run(arena, read_xml, &reading, &error) != STATUS_OK)
		(void)error;
	arena_free(arena);
	return 0;
}
