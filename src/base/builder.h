/* SPDX-License-Identifier: Apache-2.0 */
/* Text that grows, in an arena, up to a declared maximum. Past the maximum it
 * leaves through the arena's boundary with STATUS_LIMIT. */
#ifndef REMIT_BASE_BUILDER_H
#define REMIT_BASE_BUILDER_H

#include "base/text.h"

struct builder {
	struct arena *arena;
	char *at;
	size_t length;
	size_t room;
	size_t most;
};

enum {
	BUILDER_MOST_DEFAULT = 64 * 1024 * 1024
};

struct builder builder_new(struct arena *arena);
void builder_add(struct builder *builder, struct text text);
void builder_add_c(struct builder *builder, const char *zero_ended);
void builder_add_byte(struct builder *builder, char byte);
void builder_add_number(struct builder *builder, int64_t number); /* in decimal */
void builder_add_code_point(struct builder *builder, uint32_t code_point);
void builder_add_format(struct builder *builder, const char *format, ...) PRINTF_LIKE(2, 3);
/* As text of XML or HTML, in an element or a quoted attribute: markup is escaped. */
void builder_add_xml(struct builder *builder, struct text text);
/* A view of what was built; valid until the next addition. */
struct text builder_text(const struct builder *builder);

#endif
