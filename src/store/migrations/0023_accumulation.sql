-- SPDX-License-Identifier: Apache-2.0
-- Records that were made of many others by a pack's `accumulates`, and the records that each used. `pack` is the
-- one that declares the type that is made; `root_id` is the record's own root, as stored; `reached_at` is the instant
-- at which what they make together was reached. `state` is stands or withdrawn: nothing is deleted.

create table made_record (
	id {id},
	record_id {int} not null unique,
	record_type text not null,
	pack text not null,
	accumulation text not null,
	root_id {int} not null,
	reached_at text not null,
	state text not null,
	made_at text not null
);
create index made_record_root on made_record (root_id, record_id);

create table made_of (
	id {id},
	record_id {int} not null references made_record (record_id),
	used_id {int} not null,
	root_id {int} not null,
	unique (record_id, used_id)
);
create index made_of_root on made_of (root_id);
create index made_of_used on made_of (used_id);
