-- SPDX-License-Identifier: Apache-2.0
-- Rights of the people decided about: legal holds, erasures and what proves them.

-- While one is not lifted, nothing of the person is erased.
create table legal_hold (
	id {id},
	pack text not null,
	root_type text not null,
	root_id {int} not null,
	reason text not null,
	actor text not null,
	put_at text not null,
	lifted_by text,
	lifted_at text,
	lifted_reason text
);
create index legal_hold_root on legal_hold (root_id);

-- The certificate says what kinds and how many, when, under which rule and by whom: nothing of the
-- person but the number that their record had. `purged_at`: when the database's files were rid of it.
create table erasure (
	id {id},
	pack text not null,
	person_type text not null,
	person_number {int} not null,
	certificate text not null,
	row_count {int} not null,
	rows_root {bytes} not null,
	actor text not null,
	erased_at text not null,
	purged_at text,
	trace text
);

-- Rows that the log vouches for and that are erased. Of a recommendation its leaf stays, so that the
-- root of its run's batch can still be worked out; without the person's secret it says nothing.
create table erased_row (
	kind text not null,
	row_id {int} not null,
	erasure_id {int} not null,
	group_id {int} not null,
	leaf {bytes},
	primary key (kind, row_id, erasure_id)
);
create index erased_row_group on erased_row (kind, group_id, row_id);
create index erased_row_erasure on erased_row (erasure_id);

create index recommendation_record on recommendation (record_id);
