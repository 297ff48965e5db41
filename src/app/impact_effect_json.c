/* SPDX-License-Identifier: Apache-2.0 */
/* What decisions take, as it is kept with an impact. */
#include "app/impact_internal.h"

#include "base/builder.h"
#include "format/json.h"

static void pair(struct builder *out, const struct impact_pair *it)
{
	builder_add_format(out, "{\"before\":%lld,\"after\":%lld}", (long long)it->before,
			   (long long)it->after);
}

static void capacity(struct builder *out, const struct impact_capacity *it)
{
	builder_add_c(out, "{\"name\":");
	json_write_string(out, it->name);
	builder_add_c(out, ",\"label\":");
	json_write_string(out, it->label);
	builder_add_c(out, ",\"most\":");
	pair(out, &it->most);
	builder_add_c(out, ",\"need\":");
	pair(out, &it->need);
	builder_add_format(out, ",\"fitted\":%s}", impact_is_fitted(it) ? "true" : "false");
}

static void week(struct builder *out, const struct impact_week *it, size_t capacities)
{
	char day[CLOCK_TEXT_SIZE];
	if (it->monday == IMPACT_EARLIER || it->monday == IMPACT_LATER)
		builder_add_format(out, "{\"week\":\"%s\",\"cases\":",
				   it->monday == IMPACT_EARLIER ? "earlier" : "later");
	else {
		clock_print_day(it->monday, day);
		builder_add_format(out, "{\"week\":\"%s\",\"cases\":", day);
	}
	pair(out, &it->cases);
	builder_add_c(out, ",\"needs\":[");
	for (size_t i = 0; i < capacities; i++) {
		builder_add_c(out, i == 0 ? "" : ",");
		pair(out, &it->needs[i]);
	}
	builder_add_c(out, "]}");
}

void impact_add_effect(struct builder *out, const struct impact *it)
{
	builder_add_c(out, ",\"work\":");
	pair(out, &it->work);
	if (it->effort.high != 0)
		builder_add_format(out, ",\"seconds\":{\"low\":%lld,\"high\":%lld}",
				   (long long)it->effort.low, (long long)it->effort.high);
	builder_add_c(out, ",\"capacities\":[");
	for (size_t i = 0; i < it->capacities.count; i++) {
		builder_add_c(out, i == 0 ? "" : ",");
		capacity(out, &it->capacities.at[i]);
	}
	builder_add_c(out, "],\"weeks\":[");
	for (size_t i = 0; i < it->weeks.count; i++) {
		builder_add_c(out, i == 0 ? "" : ",");
		week(out, &it->weeks.at[i], it->capacities.count);
	}
	builder_add_byte(out, ']');
}
