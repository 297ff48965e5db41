/* SPDX-License-Identifier: Apache-2.0 */
/* What a role may do with a field. */
#include "pack/pack.h"

static const struct pack_permission *permission_of(const struct pack *pack, struct text role)
{
	for (size_t i = 0; i < pack->permission_count; i++)
		if (text_equal(pack->permissions[i].role, role))
			return &pack->permissions[i];
	return NULL;
}

bool pack_permits(const struct pack *pack, struct text role, enum pack_action action,
		  const struct pack_record *record, const struct pack_field *field)
{
	const struct pack_permission *own = permission_of(pack, role);
	if (pack->permission_count == 0 || (field->key && action != PACK_ACTION_ALTER))
		return true;
	return own != NULL &&
	       (own->may[record->index][action] & 1U << (unsigned)field->sensitivity) != 0;
}

bool pack_permits_inputs(const struct pack *pack, struct text role, enum pack_action action)
{
	for (size_t i = 0; i < pack->decision.input_count; i++) {
		const struct pack_record *record = pack->decision.inputs[i].record;
		for (size_t f = 0; f < record->field_count; f++)
			if (record->fields[f].engine &&
			    !pack_permits(pack, role, action, record, &record->fields[f]))
				return false;
	}
	return true;
}

bool pack_is_own_role(struct text role)
{
	static const char *const words[] = {
#define PACK_OWN_ROLE(word, meaning) word,
#include "pack/words.def"
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_is(role, words[i]))
			return true;
	return false;
}
