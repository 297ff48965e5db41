/* SPDX-License-Identifier: Apache-2.0 */
/* For the files of a search: what is left to cover, and by which takers. A taker is a rule, or a
 * box that counts as taken. An axis is a dimension whose values are not chosen yet; it is kept as
 * the positions, among the atoms of the box, where takers begin and end to hold. */
#ifndef REMIT_ANALYSIS_SEARCH_INTERNAL_H
#define REMIT_ANALYSIS_SEARCH_INTERNAL_H

#include "analysis/search.h"

struct event {
	uint32_t position;
	uint32_t taker; /* among those of the rest */
};

struct axis {
	size_t dimension;     /* of the grid */
	size_t length;	      /* positions */
	struct event *events; /* by position; the taker begins to hold, or ceases to */
	size_t event_count;
};

struct rest {
	uint32_t *takers; /* their numbers in the search */
	size_t taker_count;
	struct axis *axes;
	size_t axis_count;
	uint64_t axes_left; /* a bit a dimension */
};

struct memo_entry;

struct searching {
	const struct search *search;
	struct arena *arena;
	size_t axis_count;
	uint64_t *whole; /* taker by taker: the axes over all of which it holds */
	double *shares;	 /* taker by taker, axis by axis: how much of it */
	struct memo_entry **memo;
	size_t memo_size;
};

/* Positions of an axis at which the same takers hold, in order of the first. */
struct group {
	const rule_set *set;
	size_t position;
	size_t takers;
};

struct groups {
	struct group *at;
	size_t count;
	size_t takers;	/* of all groups together */
	bool has_empty; /* somewhere none holds */
};

/* All of the box, and the takers that meet it; false when the box is empty. */
bool rest_whole(struct searching *searching, const struct box *box, struct rest *out);
/* What is left where the takers of `set` hold, without an axis. */
struct rest rest_narrow(struct arena *arena, const struct rest *from, const rule_set *set,
			size_t without);
struct groups groups_of(struct arena *arena, const struct rest *rest, size_t axis);
/* Those with the fewest takers first. */
void groups_sort(struct groups *groups);

#endif
