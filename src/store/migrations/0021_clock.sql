-- SPDX-License-Identifier: Apache-2.0
-- Clocks that run, or have run, on records (pack: clocks): a row for each cycle. Instants are in UTC, as told; `on`
-- columns are days. `pack` is the one that declares the clock, `root_id` the record's own root, as stored. `next_at` is
-- when something is to be done about it: what falls due is a question of one index.

create table clock (
	id {id},
	pack text not null,
	name text not null,
	record_type text not null,
	record_id {int} not null,
	root_id {int} not null,
	cycle {int} not null,
	started_at text not null,
	started_on text,
	due_at text,
	due_on text,
	state text not null,
	warned {int} not null,
	next_at text,
	fired_at text,
	ended_at text,
	ended_by text,
	recorded_at text not null,
	unique (pack, name, record_id, cycle)
);
create index clock_root on clock (root_id);
create index clock_next on clock (pack, name, next_at, id) where next_at is not null;
create index clock_open on clock (pack, due_at, id) where ended_at is null;

create table clock_pause (
	id {id},
	clock_id {int} not null references clock (id),
	paused_at text not null,
	resumed_at text
);
create index clock_pause_of on clock_pause (clock_id);

create table clock_extension (
	id {id},
	clock_id {int} not null references clock (id),
	length text not null,
	due_before text not null,
	reason text not null,
	actor text not null references account (name),
	recorded_at text not null
);
create index clock_extension_of on clock_extension (clock_id);
