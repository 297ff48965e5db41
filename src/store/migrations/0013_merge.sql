-- SPDX-License-Identifier: Apache-2.0
-- Two records that are about one person. Nothing of either is moved or changed: whoever reads the kept
-- one reads what hangs on the merged one with it, until they are separated again.

-- What was asked for and what became of it. kind: merge, separate, distinct (said to be two people);
-- state: asked, done, refused.
create table record_merge (
	id {id},
	pack text not null,
	record_type text not null,
	kept_id {int} not null,
	merged_id {int} not null,
	kind text not null,
	state text not null,
	alike text not null,
	asked_by text not null,
	asked_at text not null,
	reason text not null,
	answered_by text,
	answered_at text,
	answer text
);
create index record_merge_merged on record_merge (merged_id, kept_id);
create index record_merge_kept on record_merge (kept_id, merged_id);
create unique index record_merge_open on record_merge (merged_id) where state = 'asked';

-- What holds now.
create table merged_record (
	merged_id {int} primary key,
	kept_id {int} not null,
	merge_id {int} not null references record_merge (id)
);
create index merged_record_kept on merged_record (kept_id);
