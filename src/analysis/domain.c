/* SPDX-License-Identifier: Apache-2.0 */
#include "analysis/domain.h"

#include "analysis/sample.h"
#include "feel/value_print.h"

#include <stdlib.h>

struct atom_list {
	LIST_OF(struct atom);
};

struct making {
	struct run *run;
	struct arena *arena;
	const struct constants *constants;
	struct domain *domain;
	struct atom_list atoms;
};

static int compare_values(const void *a, const void *b)
{
	const dmn_value *left = a, *right = b;
	if (left->kind == DMN_BOOLEAN)
		return left->as.boolean - right->as.boolean;
	return value_compare(*left, *right);
}

static bool is_moment(enum dmn_kind kind)
{
	return kind == DMN_TIME || kind == DMN_DATE_TIME;
}

/* One order for all: none local beside one with an offset, and no times with offsets, which may be
 * before midnight elsewhere. */
static bool has_one_order(const struct constants *constants, enum dmn_kind kind)
{
	bool has_local = false, has_offset = false;
	for (size_t i = 0; i < constants->count; i++) {
		if (constants->at[i].kind != kind)
			continue;
		bool is_local = value_moment(constants->at[i])->kind == ZONE_LOCAL;
		has_local = has_local || is_local;
		has_offset = has_offset || !is_local;
	}
	return !has_offset || (!has_local && kind == DMN_DATE_TIME);
}

static void gather_cuts(struct making *making, struct segment *segment)
{
	const struct constants *constants = making->constants;
	size_t room = constants->count * 3;
	segment->cuts = arena_new_array(making->arena, dmn_value, room + 2);
	for (size_t i = 0; i < constants->count; i++) {
		dmn_value cut = constants->at[i], begin, end;
		if (cut.kind != segment->kind)
			continue;
		segment->cuts[segment->cut_count++] = cut;
		if (!is_moment(segment->kind) || !sample_second(making->run, cut, &begin, &end))
			continue;
		segment->cuts[segment->cut_count++] = begin;
		segment->cuts[segment->cut_count++] = end;
	}
	if (segment->kind == DMN_BOOLEAN) {
		segment->cuts[0] = value_boolean(false);
		segment->cuts[1] = value_boolean(true);
		segment->cut_count = 2;
	}
}

static void sort_cuts(struct segment *segment)
{
	size_t count = segment->cut_count;
	if (count != 0)
		qsort(segment->cuts, count, sizeof *segment->cuts, compare_values);
	segment->cut_count = 0;
	for (size_t i = 0; i < count; i++)
		if (i == 0 ||
		    compare_values(&segment->cuts[i], &segment->cuts[segment->cut_count - 1]) != 0)
			segment->cuts[segment->cut_count++] = segment->cuts[i];
}

static void add_stretch(struct making *making, const struct segment *segment, size_t cut)
{
	dmn_value sample;
	const dmn_value *low = cut > 0 ? &segment->cuts[cut - 1] : NULL;
	const dmn_value *high = cut < segment->cut_count ? &segment->cuts[cut] : NULL;
	if (!sample_between(making->run, segment->kind, low, high, &sample))
		return;
	list_push(making->arena, &making->atoms,
		  (struct atom){
			  .sample = sample, .segment = making->domain->segment_count, .cut = cut });
}

static void add_point(struct making *making, const struct segment *segment, size_t cut)
{
	list_push(making->arena, &making->atoms,
		  (struct atom){ .sample = segment->cuts[cut],
				 .is_point = true,
				 .segment = making->domain->segment_count,
				 .cut = cut });
}

/* A text that none of the cuts is. */
static void add_other_text(struct making *making, const struct segment *segment)
{
	dmn_value other = value_string(TEXT("other"));
	for (unsigned number = 2;; number++) {
		bool is_named = false;
		for (size_t i = 0; i < segment->cut_count; i++)
			is_named = is_named || value_compare(segment->cuts[i], other) == 0;
		if (!is_named)
			break;
		other = value_string(text_format(making->arena, "other %u", number));
	}
	list_push(making->arena, &making->atoms,
		  (struct atom){ .sample = other,
				 .sort = segment->cut_count != 0 ? ATOM_OTHER : ATOM_NAMED,
				 .segment = making->domain->segment_count,
				 .cut = segment->cut_count });
}

static void add_segment(struct making *making, enum dmn_kind kind)
{
	struct segment *segment = &making->domain->segments[making->domain->segment_count];
	*segment = (struct segment){ .kind = kind, .first_atom = making->atoms.count };
	if (is_moment(kind) && !has_one_order(making->constants, kind))
		making->domain->is_unclear = true;
	gather_cuts(making, segment);
	sort_cuts(segment);
	segment->is_ordered =
		kind != DMN_BOOLEAN && (kind != DMN_STRING || making->constants->has_order);
	for (size_t cut = 0; cut <= segment->cut_count; cut++) {
		if (segment->is_ordered)
			add_stretch(making, segment, cut);
		if (cut < segment->cut_count)
			add_point(making, segment, cut);
	}
	if (kind == DMN_STRING && !segment->is_ordered)
		add_other_text(making, segment);
	segment->atom_count = making->atoms.count - segment->first_atom;
	making->domain->segment_count++;
}

static bool has_kind(const struct constants *constants, enum dmn_kind kind)
{
	for (size_t i = 0; i < constants->count; i++)
		if (constants->at[i].kind == kind)
			return true;
	return false;
}

/* Nothing is known of the values: one atom stands for all of them. */
static void add_anything(struct making *making)
{
	struct segment *segment = &making->domain->segments[making->domain->segment_count++];
	*segment = (struct segment){ .kind = DMN_CONTEXT, .atom_count = 1 };
	segment->first_atom = making->atoms.count;
	list_push(making->arena, &making->atoms,
		  (struct atom){ .sample = value_context(context_new(making->arena, 0)),
				 .segment = making->domain->segment_count - 1 });
}

struct domain domain_new(struct run *run, enum dmn_kind kind, const struct constants *constants)
{
	struct domain domain = { 0 };
	struct making making = {
		.run = run, .arena = run->arena, .constants = constants, .domain = &domain
	};
	domain.segments = arena_new_array(run->arena, struct segment, DMN_KIND_COUNT);
	for (int k = DMN_BOOLEAN; k <= DMN_MONTHS_DURATION; k++)
		if (k == (int)kind || (kind == DMN_NULL && has_kind(constants, (enum dmn_kind)k)))
			add_segment(&making, (enum dmn_kind)k);
	if (domain.segment_count == 0)
		add_anything(&making);
	list_push(run->arena, &making.atoms,
		  (struct atom){
			  .sort = ATOM_NULL, .is_point = true, .segment = domain.segment_count });
	domain.atoms = making.atoms.at;
	domain.atom_count = making.atoms.count;
	return domain;
}

bool domain_find(const struct domain *domain, dmn_value constant, size_t *segment, size_t *cut)
{
	for (*segment = 0; *segment < domain->segment_count; (*segment)++) {
		const struct segment *here = &domain->segments[*segment];
		if (here->kind != constant.kind)
			continue;
		const dmn_value *found = here->cut_count == 0
						 ? NULL
						 : bsearch(&constant, here->cuts, here->cut_count,
							   sizeof *here->cuts, compare_values);
		if (found == NULL)
			return false;
		*cut = (size_t)(found - here->cuts);
		return true;
	}
	return false;
}

size_t domain_point(const struct domain *domain, size_t segment, size_t cut)
{
	const struct segment *here = &domain->segments[segment];
	size_t low = here->first_atom, high = here->first_atom + here->atom_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct atom *atom = &domain->atoms[middle];
		if (atom->cut < cut || (atom->cut == cut && !atom->is_point))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
