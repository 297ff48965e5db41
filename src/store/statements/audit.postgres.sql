-- SPDX-License-Identifier: Apache-2.0
-- Where PostgreSQL differs: an entry waits for the sequencer. A lock is a statement of its own, so that the next
-- one sees what was committed while it was waited for.

-- Who changes what others may change too takes turns, in each schema.
-- name: audit_turn
select 1 from (select pg_advisory_xact_lock(7266, hashtext(current_schema()))) as turn

-- Writers hold their lock together until they commit; who takes audit_alone waits for all of them.
-- name: audit_waiting_put
insert into audit_waiting (since, at, actor, kind, action, purpose, face, subject, subject_id, person_type, person_id,
	detail, details_hash, batch_count, batch_root)
values ((select (extract(epoch from clock_timestamp()) * 1000000)::bigint
		from (select pg_advisory_xact_lock_shared(7268)) as together),
	:at, :actor, :kind, :action, :purpose, :face, :subject, :subject_id, :person_type, :person_id, :detail,
	:details_hash, :batch_count, :batch_root)
-- name: audit_alone
select 1 from (select pg_advisory_xact_lock(7268)) as alone

-- One sequencer at a time.
-- name: audit_sequencer
select 1 from (select pg_advisory_xact_lock(7269)) as sequencer
-- name: audit_sequencer_now
select pg_try_advisory_xact_lock(7269)::int
-- name: audit_waits
select count(*) from (select 1 from audit_waiting limit 1) as one
-- name: audit_waiting_page
select id, at, actor, kind, action, purpose, face, subject, subject_id, person_type, person_id, detail, details_hash,
	batch_count, batch_root
from audit_waiting order by id limit :most
-- name: audit_place
with place (id, leaf, nth) as (
	select * from unnest(cast(:ids as bigint[]), cast(:leaves as bytea[])) with ordinality),
	placed as (delete from audit_waiting w using place p where w.id = p.id returning w.*, p.leaf, p.nth)
insert into audit_entry (number, at, actor, kind, action, purpose, face, subject, subject_id, person_type, person_id,
	detail, details_hash, batch_count, batch_root, leaf)
select :first + nth - 1, at, actor, kind, action, purpose, face, subject, subject_id, person_type, person_id, detail,
	details_hash, batch_count, batch_root, leaf
from placed
-- name: audit_nodes_put
insert into audit_node (level, position, hash)
select * from unnest(cast(:levels as bigint[]), cast(:positions as bigint[]), cast(:hashes as bytea[]))
