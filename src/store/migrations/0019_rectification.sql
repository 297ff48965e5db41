-- SPDX-License-Identifier: Apache-2.0
-- What a person says is wrong of them, what became of it, and who was told. Days are as told; `root_id` is the
-- record's own root, as stored. `entered_by` is the account that had typed the value, or empty.

create table rectification (
	id {id},
	pack text not null,
	root_id {int} not null,
	record_type text not null,
	record_id {int} not null,
	field text not null,
	held text not null,
	entered_by text not null,
	wanted text not null,
	evidence text not null,
	asked_on text not null,
	due_on text not null,
	disputes {int} not null,
	actor text not null references account (name),
	recorded_at text not null,
	extended_by text references account (name),
	extended_at text,
	extend_reason text,
	state text not null,
	answered_by text references account (name),
	answered_at text,
	answer text
);
create index rectification_root on rectification (root_id);
create index rectification_open on rectification (pack, due_on, id, root_id) where state = 'open';

create table rectification_told (
	id {id},
	rectification_id {int} not null references rectification (id),
	who text not null,
	told_on text not null,
	actor text not null references account (name),
	recorded_at text not null
);
create index rectification_told_of on rectification_told (rectification_id);
