-- SPDX-License-Identifier: Apache-2.0
-- Final decisions that a sample has drawn for a blind second look; who has it in hand, what they recorded, and what
-- somebody has said where the two differ ('stands', or 'anew': another cycle of the item). `root_id` is the record's own
-- root, as stored.

create table second_look (
	id {id},
	pack text not null,
	sample text not null,
	item_id {int} not null references work_item (id),
	decision_id {int} not null references decision (id),
	root_id {int} not null,
	drawn_at text not null,
	actor text references account (name),
	taken_at text,
	outcome text,
	reasons text,
	evidence text,
	differs {int},
	done_at text,
	answer text,
	answer_reason text,
	answered_by text references account (name),
	answered_at text,
	unique (decision_id, sample)
);
create index second_look_root on second_look (root_id);
create index second_look_item on second_look (item_id);
create index second_look_hand on second_look (actor) where actor is not null and done_at is null;
