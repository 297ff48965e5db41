/* SPDX-License-Identifier: Apache-2.0 */
/* Clocks: what starts one, how it counts, what stops it and who may lengthen it. */
#include "os/file.h"
#include "pack/load.h"

enum {
	TIMES_MOST = 100
};

static enum status fail(struct loading *loading, const struct yaml_node *node, const char *what,
			const char *remedy)
{
	yaml_fail(node, loading->error, "'%.*s' %s", TEXT_ARG(node->text), what);
	error_remedy(loading->error, "%s", remedy);
	return STATUS_INVALID;
}

static enum status load_time(struct loading *loading, const struct yaml_node *node,
			     const struct pack_record *of, struct pack_fact *out)
{
	TRY(load_fact(loading, node, out));
	if (out->field->type != PACK_TYPE_DATE && out->field->type != PACK_TYPE_DATE_TIME)
		return fail(loading, node, "is neither a date nor a time",
			    "name a field of type date or date-time, as record.field");
	if (!out->field->engine)
		return fail(loading, node, "may not be read by the engine",
			    "leave it out: its sensitivity keeps it from the rules");
	if (pack_sight(of, out->record) == PACK_SIGHT_NONE)
		return fail(loading, node, "is not seen from the clock's record",
			    "name fields of the same case");
	return STATUS_OK;
}

static enum status load_times(struct loading *loading, const struct yaml_node *list,
			      const struct pack_record *of, struct pack_facts *out)
{
	size_t count = list == NULL ? 0 : list->count;
	struct pack_fact *all = arena_new_array(loading->arena, struct pack_fact, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(load_time(loading, list->nodes[i], of, &all[i]));
	*out = (struct pack_facts){ all, count };
	return STATUS_OK;
}

/* A length that the clock's way of counting knows, longer than nothing or no time at all. */
static enum status load_length(struct loading *loading, const struct yaml_node *node,
			       enum work_counts counts, struct work_length *out)
{
	dmn_value value;
	TRY(load_period(loading, node, &value));
	*out = work_length_of(loading->arena, value);
	if (out->months < 0 || out->days < 0 || out->seconds < 0)
		return fail(loading, node, "is less than nothing", "write it without a sign");
	if (counts == WORK_COUNTS_WORKING_DAYS && (out->months != 0 || out->seconds != 0))
		return fail(loading, node, "is no number of days",
			    "of working days write whole days: P20D");
	if (counts == WORK_COUNTS_ELAPSED && out->months != 0)
		return fail(loading, node, "has no length of its own",
			    "of elapsed time write days, hours or minutes: PT72H");
	return STATUS_OK;
}

static enum status load_periods(struct loading *loading, const struct yaml_node *list,
				struct pack_clock *out)
{
	struct work_period *all = arena_new_array(loading->arena, struct work_period, list->count);
	struct pack_period_source *sources =
		arena_new_array(loading->arena, struct pack_period_source, list->count);
	for (size_t i = 0; i < list->count; i++) {
		const struct yaml_node *node = list->nodes[i];
		dmn_value from;
		TRY(load_date(loading, node, "from", &from));
		TRY(load_length(loading, yaml_get(node, "is"), out->counts, &all[i].length));
		all[i].from = dmn_date_days(from);
		sources[i] = (struct pack_period_source){ yaml_text(node, "source"),
							  yaml_is_yes(node, "invented") };
		if (i != 0 && all[i].from <= all[i - 1].from)
			return fail(loading, yaml_get(node, "from"),
				    "is not after the period before",
				    "write the periods by day, each day once");
	}
	out->periods = all;
	out->sources = sources;
	out->period_count = list->count;
	return STATUS_OK;
}

static enum status load_counts(struct loading *loading, const struct yaml_node *node,
			       struct pack_clock *out)
{
	const struct yaml_node *counts = yaml_get(node, "counts");
	const struct yaml_node *nation = yaml_get(node, "nation");
	unsigned word;
	TRY(load_word(loading, counts, work_counts_words, WORK_COUNTS_COUNT, &word));
	out->counts = word;
	if ((nation != NULL) != (word == WORK_COUNTS_WORKING_DAYS))
		return fail(loading, nation != NULL ? nation : counts,
			    nation != NULL ? "counts no working days" : "names no calendar",
			    "give nation: with counts: working-days, and only there");
	for (size_t i = 0; nation != NULL && i < loading->pack->calendar_count; i++)
		if (text_equal(loading->pack->calendars[i].name, nation->text))
			out->calendar = &loading->pack->calendars[i];
	if (nation != NULL && out->calendar == NULL)
		return fail(loading, nation, "is no calendar",
			    "add it under `calendars:`, or correct the name");
	return STATUS_OK;
}

static enum status load_pauses(struct loading *loading, const struct yaml_node *list,
			       struct pack_clock *out)
{
	out->pause_count = list == NULL ? 0 : list->count;
	out->pauses = arena_new_array(loading->arena, const struct pack_condition *,
				      out->pause_count + 1);
	for (size_t i = 0; i < out->pause_count; i++)
		TRY(load_condition(loading, list->nodes[i], out->of, &out->pauses[i]));
	return STATUS_OK;
}

static enum status load_warns(struct loading *loading, const struct yaml_node *list,
			      struct pack_clock *out)
{
	size_t count = list == NULL ? 0 : list->count;
	struct work_length *all = arena_new_array(loading->arena, struct work_length, count + 1);
	for (size_t i = 0; i < count; i++) {
		TRY(load_length(loading, list->nodes[i], out->counts, &all[i]));
		int64_t before = i == 0 ? 1 : all[i - 1].months - all[i].months;
		if (before == 0)
			before = (all[i - 1].days - all[i].days) * 86400 + all[i - 1].seconds -
				 all[i].seconds;
		if (before <= 0)
			return fail(loading, list->nodes[i], "is not shorter than the one before",
				    "write the longest first, each once");
	}
	out->warns = all;
	out->warn_count = count;
	return STATUS_OK;
}

static enum status load_escalates(struct loading *loading, const struct yaml_node *map,
				  struct pack_clock *out)
{
	const struct yaml_node *list = yaml_get(map, "grades");
	const struct yaml_node *every = yaml_get(map, "every");
	if (map == NULL)
		return STATUS_OK;
	out->escalates = arena_new_array(loading->arena, const struct pack_grade *, list->count);
	TRY(load_length(loading, every, out->counts, &out->escalate_every));
	const struct work_length *length = &out->escalate_every;
	if (length->months + length->days + length->seconds == 0)
		return fail(loading, every, "is no time at all", "write how long: P7D");
	for (size_t i = 0; i < list->count; i++) {
		TRY(load_grade(loading, list->nodes[i], &out->escalates[i]));
		if (i != 0 && out->escalates[i]->rank <= out->escalates[i - 1]->rank)
			return fail(loading, list->nodes[i], "is not above the grade before",
				    "write the lowest first, each once");
	}
	out->escalate_count = list->count;
	out->escalate_source = yaml_text(map, "source");
	return STATUS_OK;
}

static enum status load_extend(struct loading *loading, const struct yaml_node *map,
			       struct pack_clock *out)
{
	if (map == NULL)
		return STATUS_OK;
	const struct yaml_node *times = yaml_get(map, "times");
	struct pack_step *step = arena_new_one(loading->arena, struct pack_step);
	TRY(load_step(loading, map, step));
	TRY(load_length(loading, yaml_get(map, "by"), out->counts, &out->extend_by));
	dmn_value value = dmn_number_text(loading->arena, times->text.at, times->text.length);
	if (!dmn_get_int(value, &out->extend_times) || out->extend_times < 1 ||
	    out->extend_times > TIMES_MOST)
		return fail(loading, times, "is no number of times", "write a number, from 1");
	out->extend = step;
	out->extend_source = yaml_text(map, "source");
	return STATUS_OK;
}

static enum status load_of(struct loading *loading, const struct yaml_node *node,
			   struct pack_clock *out)
{
	const struct pack_record *topmost;
	TRY(load_record_ref(loading, node, &out->of));
	TRY(load_is_open(loading, node, out->of));
	for (topmost = out->of; topmost->parent != NULL;)
		topmost = topmost->parent;
	if (topmost != pack_root(loading->pack))
		return fail(loading, node, "is no record of a case",
			    "name a record type that belongs to a case");
	if (pack_find_field(out->of, out->name) != NULL)
		return fail(loading, node, "has a field of the clock's name",
			    "give the clock another name: conditions see it beside the fields");
	return STATUS_OK;
}

static enum status load_clock(struct loading *loading, const struct yaml_node *node,
			      struct pack_clock *out)
{
	static const char *const times[] = { "told", "recorded" };
	unsigned recorded = 0;
	const struct load_source *source = load_source_of(loading, node);
	out->name = node->name;
	out->label = yaml_text(node, "label");
	out->owner = source == &loading->sources[0] ? loading->pack->name : source->name;
	TRY(load_of(loading, yaml_get(node, "of"), out));
	TRY(load_condition(loading, yaml_get(node, "where"), out->of, &out->where));
	if (yaml_get(node, "time") != NULL)
		TRY(load_word(loading, yaml_get(node, "time"), times, 2, &recorded));
	out->recorded = recorded == 1;
	TRY(load_times(loading, yaml_get(node, "starts"), out->of, &out->starts));
	TRY(load_times(loading, yaml_get(node, "stops"), out->of, &out->stops));
	TRY(load_counts(loading, node, out));
	TRY(load_periods(loading, yaml_get(node, "period"), out));
	TRY(load_pauses(loading, yaml_get(node, "pauses"), out));
	TRY(load_warns(loading, yaml_get(node, "warns"), out));
	TRY(load_escalates(loading, yaml_get(node, "escalates"), out));
	return load_extend(loading, yaml_get(node, "extend"), out);
}

static enum status load_zone(struct loading *loading, const struct yaml_node *root,
			     const struct yaml_node *clocks)
{
	const struct yaml_node *node = yaml_get(root, "time_zone");
	loading->pack->time_zone = yaml_text(root, "time_zone");
	if (node == NULL && clocks == NULL)
		return STATUS_OK;
	if (node == NULL) {
		yaml_fail(clocks, loading->error, "no time_zone says when their days begin");
		error_remedy(loading->error, "add `time_zone: Europe/London`, or the place's own");
		return STATUS_INVALID;
	}
	const char *path = file_join(loading->arena, "/usr/share/zoneinfo",
				     text_c(loading->arena, node->text));
	TRY(load_check_path(loading, node, node->text));
	return file_exists(path) && !file_is_folder(path)
		       ? STATUS_OK
		       : fail(loading, node, "is no time zone of this machine",
			      "write its name in the IANA data: Europe/London");
}

enum status load_clocks(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *table = yaml_get(root, "clocks");
	size_t count = table == NULL ? 0 : table->count;
	struct pack_clock *clocks = arena_new_array(loading->arena, struct pack_clock, count + 1);
	TRY(load_zone(loading, root, table));
	for (size_t i = 0; i < count; i++)
		TRY(load_clock(loading, table->nodes[i], &clocks[i]));
	loading->pack->clocks = clocks;
	loading->pack->clock_count = count;
	return STATUS_OK;
}
