/* SPDX-License-Identifier: Apache-2.0 */
/* Filters and iterations (DMN 1.5 10.3.2.5, 10.3.2.14); the boxed forms use the same. */
#include "feel/evaluate_internal.h"

#include "feel/number.h"

static dmn_value as_list(struct run *run, dmn_value value)
{
	if (value.kind == DMN_LIST)
		return value;
	dmn_value *items = arena_copy(run->arena, &value, sizeof value);
	return value_list(items, value.kind == DMN_NULL ? 0 : 1);
}

static dmn_value at_index(struct run *run, dmn_value list, dmn_value index)
{
	int64_t position;
	if (!number_to_int64(index, &position))
		return run_fail(run, PROBLEM_INDEX, "a position in a list is a whole number");
	int64_t count = list.count;
	if (position < 0)
		position += count + 1;
	if (position < 1 || position > count)
		return run_warn(run, PROBLEM_INDEX, "position %lld is outside a list of %lld items",
				(long long)(position), (long long)count);
	return list.as.items[position - 1];
}

static dmn_value test_item(struct run *run, dmn_value item, const struct item_test *test,
			   const struct frame *outer)
{
	if (test->is_passing) {
		struct frame passing = { .outer = outer, .slots = &item, .is_dynamic = true };
		return test->test(run, test->user, &passing);
	}
	/* A function written in a filter may outlive this call, so the frame is in the arena. */
	struct frame *frame = arena_new_one(run->arena, struct frame);
	*frame = (struct frame){ .outer = outer, .is_dynamic = true };
	frame->slots = arena_copy(run->arena, &item, sizeof item);
	return test->test(run, test->user, frame);
}

static dmn_value no_filter(struct run *run, dmn_value truth, const struct item_test *test)
{
	return run_fail(run, PROBLEM_TYPE, "a filter gives true%s false%s, not a %s",
			test->is_truth ? " or" : ",", test->is_truth ? "" : " or a position",
			dmn_kind_name(truth.kind));
}

dmn_value evaluate_filter_items(struct run *run, dmn_value target, const struct item_test *test,
				const struct frame *frame)
{
	if (run_has_failed(target))
		return target;
	dmn_value source = as_list(run, target);
	dmn_value *kept = NULL; /* made when it is needed: a position keeps nothing */
	size_t count = 0;
	for (size_t i = 0; i < source.count; i++) {
		dmn_value truth = test_item(run, source.as.items[i], test, frame);
		if (truth.kind == DMN_NUMBER && !test->is_truth)
			return at_index(run, source, truth);
		if (truth.kind != DMN_BOOLEAN && truth.kind != DMN_NULL) {
			truth = no_filter(run, truth, test);
			if (!test->is_two_valued)
				return truth;
			truth = evaluate_settled(run, truth, value_boolean(false));
		}
		if (!value_is_true(truth))
			continue;
		if (kept == NULL)
			kept = arena_new_array(run->arena, dmn_value, source.count - i);
		kept[count++] = source.as.items[i];
	}
	if (source.count == 0 && !test->is_truth) {
		dmn_value truth = test_item(run, value_null(), test, frame);
		if (truth.kind == DMN_NUMBER)
			return at_index(run, source, truth);
	}
	return value_list(kept, count);
}

static dmn_value node_test(struct run *run, const void *user, const struct frame *frame)
{
	const struct node *node = user;
	return evaluate(run, node->items[1], frame);
}

dmn_value evaluate_filter(struct run *run, const struct node *node, const struct frame *frame)
{
	struct item_test test = { .test = node_test,
				  .user = node,
				  .is_two_valued = node->is_two_valued,
				  .is_passing = node->code != NULL && !node->keeps_frames };
	dmn_value target = evaluate(run, node->items[0], frame);
	return evaluate_filter_items(run, target, &test, frame);
}

/* The items of a domain, one by one: a list's, or those of a range of whole numbers or dates. */
struct domain {
	dmn_value list;
	bool is_range;
	int64_t at;
	int64_t last;
	int64_t step;
	enum dmn_kind kind;
	uint64_t left;
};

static bool range_ends(const struct range *range, int64_t *low, int64_t *high)
{
	if (range->low_unbounded || range->high_unbounded)
		return false;
	if (range->low.kind == DMN_DATE && range->high.kind == DMN_DATE) {
		*low = range->low.as.integer;
		*high = range->high.as.integer;
		return true;
	}
	return range->low.kind == DMN_NUMBER && range->high.kind == DMN_NUMBER &&
	       number_to_int64(range->low, low) && number_to_int64(range->high, high);
}

static bool domain_of_range(const struct range *range, struct domain *domain)
{
	int64_t low;
	int64_t high;
	if (!range_ends(range, &low, &high))
		return false;
	if (low > high && !range->is_iteration)
		return false;
	int64_t step = low <= high ? 1 : -1;
	if (!range->low_closed)
		low += step;
	if (!range->high_closed)
		high -= step;
	bool empty = step > 0 ? low > high : low < high;
	*domain = (struct domain){
		.is_range = true, .at = low, .last = high, .step = step, .kind = range->low.kind
	};
	domain->left = empty ? 0 : (uint64_t)(step > 0 ? high - low : low - high) + 1;
	return true;
}

/* False with *trouble a null. */
static bool domain_of(struct run *run, dmn_value value, struct domain *domain, dmn_value *trouble)
{
	if (value.kind == DMN_RANGE && domain_of_range(value_range(value), domain))
		return true;
	if (value.kind == DMN_NULL || value.kind == DMN_RANGE) {
		*trouble = run_blame(run, value, PROBLEM_TYPE, "a %s cannot be iterated over",
				     dmn_kind_name(value.kind));
		return false;
	}
	dmn_value list = as_list(run, value);
	*domain = (struct domain){ .list = list, .left = list.count };
	return true;
}

static bool domain_next(struct domain *domain, dmn_value *out)
{
	if (domain->left == 0)
		return false;
	domain->left--;
	if (!domain->is_range) {
		*out = domain->list.as.items[domain->at++];
		return true;
	}
	*out = domain->kind == DMN_DATE ? value_date(domain->at) : value_integer(domain->at);
	if (domain->left != 0)
		domain->at += domain->step;
	return true;
}

/* One walk through all combinations; `visit` says whether to go on. */
struct walk {
	struct run *run;
	const struct iteration *iteration;
	const struct frame *outer;
	bool (*visit)(struct walk *walk, dmn_value result);
	bool keeps_partial;
	struct {
		LIST_OF(dmn_value);
	} results;
	dmn_value trouble; /* of a domain */
	bool is_troubled;
	bool is_unknown;   /* some result was neither true nor false */
	dmn_value unknown; /* the first such */
	bool found;
};

static bool walk_level(struct walk *walk, size_t level, dmn_value *slots);

/* Every round gets slots of its own, since a function written in the body may keep them; where none
 * does, *passing is the frame. */
static const struct frame *frame_for(struct walk *walk, dmn_value *slots, struct frame *passing)
{
	if (walk->iteration->is_passing) {
		*passing = (struct frame){ .outer = walk->outer, .slots = slots };
		return passing;
	}
	size_t count = walk->iteration->count + 1;
	struct frame *frame = arena_new_one(walk->run->arena, struct frame);
	frame->outer = walk->outer;
	frame->slots = arena_copy(walk->run->arena, slots, count * sizeof *slots);
	return frame;
}

static bool walk_body(struct walk *walk, dmn_value *slots)
{
	if (walk->keeps_partial)
		slots[walk->iteration->count] = value_list(walk->results.at, walk->results.count);
	struct frame passing;
	const struct frame *frame = frame_for(walk, slots, &passing);
	return walk->visit(walk, walk->iteration->body(walk->run, walk->iteration->user, frame));
}

static bool walk_items(struct walk *walk, size_t level, struct domain *domain,
		       const dmn_value *outer_slots)
{
	size_t count = walk->iteration->count + 1;
	dmn_value *slots = arena_copy(walk->run->arena, outer_slots, count * sizeof *slots);
	while (domain_next(domain, &slots[level])) {
		run_step(walk->run, 1);
		bool last = level + 1 == walk->iteration->count;
		if (last ? !walk_body(walk, slots) : !walk_level(walk, level + 1, slots))
			return false;
	}
	return true;
}

static bool walk_level(struct walk *walk, size_t level, dmn_value *slots)
{
	struct domain domain;
	struct frame passing;
	const struct frame *frame = frame_for(walk, slots, &passing);
	dmn_value value = walk->iteration->domain(walk->run, walk->iteration->user, level, frame);
	if (!domain_of(walk->run, value, &domain, &walk->trouble)) {
		walk->is_troubled = true;
		return false;
	}
	return walk_items(walk, level, &domain, slots);
}

static void walk_run(struct walk *walk)
{
	walk_level(walk, 0,
		   arena_new_array(walk->run->arena, dmn_value, walk->iteration->count + 1));
}

static bool collect(struct walk *walk, dmn_value result)
{
	run_check_items(walk->run, walk->results.count + 1);
	list_push(walk->run->arena, &walk->results, result);
	return true;
}

dmn_value evaluate_for(struct run *run, const struct iteration *iteration,
		       const struct frame *frame)
{
	struct walk walk = { .run = run,
			     .iteration = iteration,
			     .outer = frame,
			     .visit = collect,
			     .keeps_partial = true };
	walk_run(&walk);
	if (walk.is_troubled)
		return walk.trouble;
	return value_list(walk.results.at, walk.results.count);
}

static bool note_unknown(struct walk *walk, dmn_value result)
{
	if (result.kind == DMN_BOOLEAN || walk->is_unknown)
		return true;
	walk->is_unknown = true;
	walk->unknown = result;
	return true;
}

static bool until_true(struct walk *walk, dmn_value result)
{
	walk->found = value_is_true(result);
	return !walk->found && note_unknown(walk, result);
}

static bool until_false(struct walk *walk, dmn_value result)
{
	walk->found = result.kind == DMN_BOOLEAN && !result.as.boolean;
	return !walk->found && note_unknown(walk, result);
}

static dmn_value quantify(struct run *run, const struct iteration *iteration,
			  const struct frame *frame, bool (*visit)(struct walk *, dmn_value),
			  bool when_found)
{
	struct walk walk = { .run = run, .iteration = iteration, .outer = frame, .visit = visit };
	walk_run(&walk);
	if (walk.is_troubled)
		return walk.trouble;
	if (walk.found)
		return value_boolean(when_found);
	if (!walk.is_unknown)
		return value_boolean(!when_found);
	if (walk.unknown.kind == DMN_NULL)
		return walk.unknown;
	return run_fail(run, PROBLEM_TYPE, "'satisfies' gave a %s, not a boolean",
			dmn_kind_name(walk.unknown.kind));
}

dmn_value evaluate_some(struct run *run, const struct iteration *iteration,
			const struct frame *frame)
{
	return quantify(run, iteration, frame, until_true, true);
}

dmn_value evaluate_every(struct run *run, const struct iteration *iteration,
			 const struct frame *frame)
{
	return quantify(run, iteration, frame, until_false, false);
}

static dmn_value node_domain(struct run *run, const void *user, size_t i, const struct frame *frame)
{
	const struct node *node = user;
	const struct node *domain = node->items[i];
	if (domain->kind != NODE_RANGE || !domain->is_range)
		return evaluate(run, domain, frame);
	struct range range = { .low_closed = true, .high_closed = true, .is_iteration = true };
	range.low = evaluate(run, domain->items[0], frame);
	range.high = evaluate(run, domain->items[1], frame);
	run->place.offset = domain->offset;
	if (range.low.kind != range.high.kind || range.low.kind == DMN_NULL)
		return fail_operands(run, "'..'", range.low, range.high);
	return value_from_range(run->arena, range);
}

static dmn_value node_body(struct run *run, const void *user, const struct frame *frame)
{
	const struct node *node = user;
	return evaluate(run, node->items[node->item_count - 1], frame);
}

dmn_value evaluate_iteration(struct run *run, const struct node *node, const struct frame *frame)
{
	struct iteration iteration = { .count = node->name_count,
				       .domain = node_domain,
				       .body = node_body,
				       .user = node,
				       .is_passing = node->code != NULL && !node->keeps_frames };
	if (node->kind == NODE_FOR)
		return evaluate_for(run, &iteration, frame);
	if (node->kind == NODE_SOME)
		return evaluate_some(run, &iteration, frame);
	return evaluate_every(run, &iteration, frame);
}
