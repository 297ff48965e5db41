-- SPDX-License-Identifier: Apache-2.0
-- The ground: where data came from, runs, people's decisions, the log. Times ending in _at are
-- when the system recorded something; told times have names of their own.

create table setting (
	name text primary key,
	value {bytes} not null
);

create table counter (
	name text primary key,
	next {int} not null
);

create table account (
	name text primary key,
	role text not null,
	grade text not null,
	active {int} not null,
	created_at text not null
);

create table content (
	id {id},
	hash {bytes} not null unique,
	body text not null
);

create table pack_version (
	id {id},
	name text not null,
	version text not null,
	hash {bytes} not null unique,
	taken_at text not null
);

create table pack_file (
	pack_id {int} not null references pack_version (id),
	name text not null,
	content_id {int} not null references content (id),
	primary key (pack_id, name)
);

create table origin (
	id {id},
	pack text not null,
	extract text not null,
	file text not null,
	file_hash {bytes} not null,
	snapshot text not null,
	recorded_at text not null,
	actor text not null,
	state text not null,
	rows_done {int} not null,
	rows_new {int} not null,
	rows_changed {int} not null,
	rows_unchanged {int} not null,
	rows_duplicate {int} not null,
	rows_rejected {int} not null,
	unique (pack, extract, file, file_hash)
);

create table reject (
	origin_id {int} not null references origin (id),
	origin_row {int} not null,
	field text not null,
	message text not null,
	remedy text not null,
	line text not null,
	primary key (origin_id, origin_row)
);

create table field_note (
	id {id},
	record_type text not null,
	record_id {int} not null,
	root_id {int} not null,
	field text not null,
	kind text not null,
	value text,
	reason text not null,
	actor text not null,
	origin_id {int} references origin (id),
	noted_at text not null,
	settled_at text
);
create index field_note_record on field_note (record_type, record_id, field);
create index field_note_root on field_note (root_id);

create table history (
	record_type text not null,
	record_id {int} not null,
	version {int} not null,
	origin_id {int} not null,
	origin_row {int} not null,
	ended_at text not null,
	body text not null,
	primary key (record_type, record_id, version)
);

create table run (
	id {id},
	decision text not null,
	pack_id {int} not null references pack_version (id),
	engine text not null,
	zones text not null,
	as_of text not null,
	actor text not null,
	started_at text not null,
	ended_at text,
	cases {int} not null,
	written {int} not null
);

create table recommendation (
	id {id},
	run_id {int} not null references run (id),
	record_id {int} not null,
	input_id {int} not null references content (id),
	result_id {int} not null references content (id),
	matched_id {int} not null references content (id),
	outcome text not null,
	state text not null,
	made_at text not null
);

create table work_item (
	id {id},
	decision text not null,
	record_type text not null,
	record_id {int} not null,
	root_id {int} not null,
	cycle {int} not null,
	state text not null,
	sort_key text not null,
	recommendation_id {int} not null references recommendation (id),
	opened_at text not null,
	changed_at text not null,
	unique (decision, record_id, cycle)
);
create index work_item_order on work_item (decision, state, sort_key, id);
create index work_item_root on work_item (root_id);

create table own_view (
	id {id},
	item_id {int} not null references work_item (id),
	recommendation_id {int} not null references recommendation (id),
	actor text not null,
	outcome text not null,
	reasons text not null,
	evidence text not null,
	made_at text not null
);
create index own_view_item on own_view (item_id);

create table reveal (
	id {id},
	item_id {int} not null references work_item (id),
	recommendation_id {int} not null references recommendation (id),
	actor text not null,
	made_at text not null
);
create index reveal_item on reveal (item_id);

create table decision (
	id {id},
	item_id {int} not null references work_item (id),
	recommendation_id {int} not null references recommendation (id),
	view_id {int} references own_view (id),
	actor text not null,
	outcome text not null,
	reasons text not null,
	reasons_hash {bytes} not null,
	evidence text not null,
	judgements text not null,
	switch_reason text not null,
	payload_hash {bytes} not null,
	state text not null,
	made_at text not null
);
create index decision_item on decision (item_id);
create index decision_reasons on decision (reasons_hash);

create table sign_off (
	id {id},
	decision_id {int} not null references decision (id),
	actor text not null,
	payload_hash {bytes} not null,
	verdict text not null,
	reason text not null,
	made_at text not null
);
create index sign_off_decision on sign_off (decision_id);

create table audit_entry (
	number {int} primary key,
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
	batch_root {bytes} not null,
	leaf {bytes} not null
);
create index audit_entry_person on audit_entry (person_id, number);
create index audit_entry_subject on audit_entry (subject, subject_id);

-- Complete subtrees of the log's tree from level 1 up; level 0 is audit_entry.leaf.
create table audit_node (
	level {int} not null,
	position {int} not null,
	hash {bytes} not null,
	primary key (level, position)
);

create table audit_root (
	size {int} primary key,
	root {bytes} not null,
	at {int} not null
);

-- Who looked at what: the consultations of the log.
create view look as
	select number, at, actor, action, purpose, face, subject, subject_id, person_id
	from audit_entry where kind = 'consultation';
