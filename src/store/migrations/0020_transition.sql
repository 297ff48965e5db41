-- SPDX-License-Identifier: Apache-2.0
-- How records moved: who took them from one state to another, when and why. `form` is what was filled in, as JSON;
-- `decision_id` the decision that it followed.

create table transition (
	id {id},
	pack_id {int} not null references pack_version (id),
	item_id {int} not null references work_item (id),
	record_type text not null,
	record_id {int} not null,
	root_id {int} not null,
	states text not null,
	name text not null,
	from_state text not null,
	to_state text not null,
	reason text not null,
	form text not null,
	decision_id {int} references decision (id),
	actor text not null references account (name),
	made_at text not null
);
create index transition_record on transition (record_type, record_id, id);
create index transition_root on transition (root_id);
