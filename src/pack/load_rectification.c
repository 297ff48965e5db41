/* SPDX-License-Identifier: Apache-2.0 */
/* How a request to put something right is dealt with. */
#include "pack/load.h"

enum status load_rectification(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *map = yaml_get(root, "rectification");
	struct pack_rectification *out = &loading->pack->rectification;
	out->source = yaml_text(map, "source");
	out->complain = yaml_text(map, "complain");
	out->disputes = yaml_is_yes(map, "dispute");
	TRY(load_period(loading, yaml_get(map, "period"), &out->period));
	return load_period(loading, yaml_get(map, "extend"), &out->extend);
}
