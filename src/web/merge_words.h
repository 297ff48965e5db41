/* SPDX-License-Identifier: Apache-2.0 */
/* A step of two records' being read as one, in words. */
#ifndef REMIT_WEB_MERGE_WORDS_H
#define REMIT_WEB_MERGE_WORDS_H

#include "app/merge.h"
#include "web/visit.h"

/* What was asked for. */
struct text merge_words(const struct merge_step *step);
/* By whom, and what became of it. */
struct text merge_state(struct visit *visit, const struct merge_step *step);

#endif
