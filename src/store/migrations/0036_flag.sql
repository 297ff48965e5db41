-- SPDX-License-Identifier: Apache-2.0
-- What somebody, on the staff or not, says is wrong with a rule, and the answer of who answers for it. `rule_table` empty: the
-- rules as a whole; rule 0: the whole table. `item_id`: the case at which a member of staff saw it. `shown`: everybody
-- may read what was said, since it names nobody.

create table rule_flag (
	id {id},
	pack text not null,
	pack_id {int} not null references pack_version (id),
	rule_table text not null,
	rule {int} not null,
	item_id {int} references work_item (id),
	said text not null,
	actor text not null references account (name),
	role text not null,
	made_at text not null,
	due_on text not null,
	verdict text not null default '',
	answer text not null default '',
	shown {int} not null default 0,
	answered_by text references account (name),
	answered_at text
);
create index rule_flag_pack on rule_flag (pack, made_at);
create index rule_flag_item on rule_flag (item_id);
