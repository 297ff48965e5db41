-- SPDX-License-Identifier: Apache-2.0
-- On a server, writers do not wait for each other's place in the log's tree: an entry waits here, written in the
-- transaction of what it records, until the sequencer has given it its number. `since` is the database's clock in
-- microseconds since 1970. On SQLite, which has one writer, an entry gets its place at once and nothing waits.
create table audit_waiting (
	id {id},
	since {int} not null,
	at {int} not null,
	actor text not null,
	kind text not null,
	action text not null,
	purpose text not null,
	face text not null,
	subject text not null,
	subject_id {int} not null,
	person_type text,
	person_id {int},
	detail text,
	details_hash {bytes} not null,
	batch_count {int} not null,
	batch_root {bytes} not null
);

-- Every entry, whether it has its place yet or not.
create view audit_written as
	select number, at, actor, kind, action, purpose, subject, subject_id, person_type, person_id, detail, batch_count,
		batch_root
	from audit_entry
	union all
	select null, at, actor, kind, action, purpose, subject, subject_id, person_type, person_id, detail, batch_count,
		batch_root
	from audit_waiting;
