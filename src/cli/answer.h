/* SPDX-License-Identifier: Apache-2.0 */
/* A JSON answer for programs, built in order. Commas take care of themselves. */
#ifndef REMIT_CLI_ANSWER_H
#define REMIT_CLI_ANSWER_H

#include "base/builder.h"

#include <stdio.h>

struct answer {
	struct builder out;
	bool comma;
};

struct answer answer_new(struct arena *arena);
/* `key` NULL: an item of a list, or the whole. */
void answer_object(struct answer *answer, const char *key);
void answer_list(struct answer *answer, const char *key);
void answer_end_object(struct answer *answer);
void answer_end_list(struct answer *answer);
void answer_text(struct answer *answer, const char *key, struct text value);
/* A list of them. */
void answer_texts(struct answer *answer, const char *key, const struct text *at, size_t count);
void answer_number(struct answer *answer, const char *key, int64_t value);
void answer_truth(struct answer *answer, const char *key, bool value);
/* Text that is JSON already. */
void answer_raw(struct answer *answer, const char *key, struct text json);
void answer_print(const struct answer *answer, FILE *out);

#endif
