/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of atoms in the words of a cell. */
#include "analysis/domain.h"

#include "base/builder.h"
#include "feel/temporal.h"
#include "feel/value_print.h"

#include <string.h>

struct wording {
	struct builder out;
	const struct domain *domain;
	const unsigned char *set;
	const unsigned char *allowed;
	bool minds_null;
};

static void separate(struct wording *wording)
{
	if (wording->out.length != 0)
		builder_add_c(&wording->out, ", ");
}

/* The ends of a stretch of atoms; NULL: open. */
struct ends {
	const dmn_value *low, *high;
	bool low_closed, high_closed;
};

static struct ends ends_of(const struct segment *segment, const struct atom *first,
			   const struct atom *last)
{
	struct ends ends = { .low_closed = first->is_point, .high_closed = last->is_point };
	if (first->is_point)
		ends.low = &segment->cuts[first->cut];
	else if (first->cut > 0)
		ends.low = &segment->cuts[first->cut - 1];
	if (last->is_point || last->cut < segment->cut_count)
		ends.high = &segment->cuts[last->cut];
	return ends;
}

/* Of what cannot be said with an end, as where a date is the first there is. */
static void add_any(struct wording *wording, const struct segment *segment)
{
	if (segment->kind == DMN_CONTEXT)
		builder_add_c(&wording->out, "any value");
	else
		builder_add_format(&wording->out, "any %s", dmn_kind_name(segment->kind));
}

static bool is_moment(const dmn_value *value)
{
	return value->kind == DMN_TIME || value->kind == DMN_DATE_TIME;
}

/* Is it one second, all of it? Then the moment by equality says it (feel/temporal.h). */
static bool is_second(struct ends ends)
{
	if (ends.high == NULL || !is_moment(ends.low) || !ends.low_closed || ends.high_closed)
		return false;
	const struct moment *low = value_moment(*ends.low), *high = value_moment(*ends.high);
	int64_t days = high->day - low->day;
	return low->nano % SECOND_NANOS == 0 && low->offset == high->offset && days >= 0 &&
	       days <= 1 &&
	       high->nano - low->nano + days * DAY_SECONDS * SECOND_NANOS == SECOND_NANOS;
}

static void add_stretch(struct wording *wording, size_t first, size_t last)
{
	const struct domain *domain = wording->domain;
	const struct segment *segment = &domain->segments[domain->atoms[first].segment];
	struct ends ends = ends_of(segment, &domain->atoms[first], &domain->atoms[last]);
	separate(wording);
	if (ends.low != NULL && is_second(ends)) {
		value_print_literal(&wording->out, *ends.low);
	} else if (first == last && domain->atoms[first].is_point &&
		   !is_moment(&domain->atoms[first].sample)) {
		value_print_literal(&wording->out, domain->atoms[first].sample);
	} else if (ends.low == NULL && ends.high == NULL) {
		add_any(wording, segment);
	} else if (ends.high == NULL) {
		builder_add_c(&wording->out, ends.low_closed ? ">= " : "> ");
		value_print_literal(&wording->out, *ends.low);
	} else if (ends.low == NULL) {
		builder_add_c(&wording->out, ends.high_closed ? "<= " : "< ");
		value_print_literal(&wording->out, *ends.high);
	} else {
		builder_add_c(&wording->out, ends.low_closed ? "[" : "(");
		value_print_literal(&wording->out, *ends.low);
		builder_add_c(&wording->out, "..");
		value_print_literal(&wording->out, *ends.high);
		builder_add_c(&wording->out, ends.high_closed ? "]" : ")");
	}
}

static void add_ordered(struct wording *wording, const struct segment *segment)
{
	size_t end = segment->first_atom + segment->atom_count;
	for (size_t first = segment->first_atom; first < end; first++) {
		if (!wording->set[first])
			continue;
		size_t last = first;
		while (last + 1 < end && wording->set[last + 1])
			last++;
		add_stretch(wording, first, last);
		first = last;
	}
}

/* The points that are in the set, or those that are allowed and not in it. */
static size_t add_points(struct wording *wording, const struct segment *segment, bool is_in)
{
	size_t count = 0;
	for (size_t i = segment->first_atom; i < segment->first_atom + segment->atom_count; i++) {
		const struct atom *atom = &wording->domain->atoms[i];
		if (!atom->is_point || (wording->set[i] != 0) != is_in || !wording->allowed[i])
			continue;
		if (count++ != 0)
			builder_add_c(&wording->out, ", ");
		value_print_literal(&wording->out, atom->sample);
	}
	return count;
}

static bool has_other(const struct wording *wording, const struct segment *segment)
{
	for (size_t i = segment->first_atom; i < segment->first_atom + segment->atom_count; i++)
		if (wording->set[i] && wording->domain->atoms[i].sort == ATOM_OTHER)
			return true;
	return false;
}

static bool is_empty(const struct wording *wording, const struct segment *segment)
{
	return memchr(wording->set + segment->first_atom, 1, segment->atom_count) == NULL;
}

static void add_texts(struct wording *wording, const struct segment *segment)
{
	separate(wording);
	if (!has_other(wording, segment)) {
		add_points(wording, segment, true);
		return;
	}
	size_t before = wording->out.length;
	builder_add_c(&wording->out, "not(");
	if (wording->domain->segment_count == 1 && add_points(wording, segment, false) != 0) {
		bool lets_null =
			!wording->minds_null || wording->set[wording->domain->atom_count - 1] != 0;
		builder_add_c(&wording->out, lets_null ? ")" : ", null)");
		return;
	}
	wording->out.length = before;
	add_any(wording, segment);
}

static bool is_everything(const struct wording *wording)
{
	for (size_t i = 0; i < wording->domain->atom_count; i++)
		if (wording->allowed[i] && !wording->set[i] &&
		    wording->domain->atoms[i].sort != ATOM_NULL)
			return false;
	return true;
}

struct text domain_text(struct arena *arena, const struct domain *domain, const unsigned char *set,
			const unsigned char *allowed, bool minds_null)
{
	struct wording wording = { builder_new(arena), domain, set, allowed, minds_null };
	bool has_null = set[domain->atom_count - 1] != 0;
	if (is_everything(&wording))
		return minds_null && !has_null ? TEXT("!= null") : TEXT("-");
	for (size_t i = 0; i < domain->segment_count; i++) {
		const struct segment *segment = &domain->segments[i];
		if (is_empty(&wording, segment))
			continue;
		if (segment->is_ordered || segment->kind == DMN_BOOLEAN)
			add_ordered(&wording, segment);
		else
			add_texts(&wording, segment);
	}
	/* `not` lets null in, and nothing may stand beside it. */
	if (has_null && !text_starts(builder_text(&wording.out), TEXT("not("))) {
		separate(&wording);
		builder_add_c(&wording.out, "null");
	}
	return builder_text(&wording.out);
}
