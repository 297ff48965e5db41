/* SPDX-License-Identifier: Apache-2.0 */
/* For how long what is out of the ordinary lasts, and which trainings there are. */
#include "pack/load.h"

/* Seconds of a days and time duration, from its canonical text: "P1DT4H". */
static int64_t seconds_of(struct text text)
{
	int64_t total = 0;
	int64_t number = 0;
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.at[i];
		if (byte >= '0' && byte <= '9') {
			number = number * 10 + (byte - '0');
			continue;
		}
		total += byte == 'D'   ? number * 86400
			 : byte == 'H' ? number * 3600
			 : byte == 'M' ? number * 60
			 : byte == 'S' ? number
				       : 0;
		number = 0;
	}
	return total;
}

enum status load_seconds(struct loading *loading, const struct yaml_node *map, const char *key,
			 int64_t *out)
{
	const struct yaml_node *node = yaml_get(map, key);
	size_t size;
	*out = 0;
	if (node == NULL)
		return STATUS_OK;
	dmn_value value =
		dmn_temporal(loading->arena, DMN_DAYS_DURATION, node->text.at, node->text.length);
	if (value.kind == DMN_DAYS_DURATION) {
		const char *text = dmn_text(loading->arena, value, &size);
		if (text[0] == 'P' && size < 24)
			*out = seconds_of((struct text){ text, size });
	}
	if (*out >= 1 && *out <= INT64_C(366) * 86400)
		return STATUS_OK;
	yaml_fail(node, loading->error, "'%.*s' is no period from a second to a year",
		  TEXT_ARG(node->text));
	error_remedy(loading->error, "write days, hours or minutes: P2D, PT4H, PT30M");
	return STATUS_INVALID;
}

enum status load_access(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *map = yaml_get(root, "access");
	struct pack_access *out = &loading->pack->access;
	if (map == NULL)
		return STATUS_OK;
	TRY(load_seconds(loading, map, "break_glass", &out->break_glass_seconds));
	TRY(load_seconds(loading, map, "approval", &out->approval_seconds));
	return load_codes_ref(loading, yaml_get(map, "trainings"), &out->trainings);
}
