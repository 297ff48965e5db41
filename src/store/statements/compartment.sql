-- SPDX-License-Identifier: Apache-2.0
-- Compartments. Anchors are entries of casework's log; secrets lie in the compartment.

-- name: compartment_list
select distinct purpose from audit_written
where subject = 'compartment' and kind = 'checkpoint' and action = 'compartment-anchor' order by purpose
-- name: compartment_anchors
select number, batch_count, batch_root from audit_written
where subject = 'compartment' and kind = 'checkpoint' and action = 'compartment-anchor' and purpose = :name
order by batch_count
-- name: compartment_last
select batch_count, batch_root from audit_written
where subject = 'compartment' and kind = 'checkpoint' and action = 'compartment-anchor' and purpose = :name
order by batch_count desc limit 1
-- name: compartment_secret_get
select secret from compartment_secret where of_id = :root_id
-- name: compartment_secret_put
insert into compartment_secret (of_id, secret) values (:root_id, :root_secret)
-- name: compartment_secret_erase
delete from compartment_secret where of_id = :root_id

-- Moving in what an older release has left in casework's database: each statement that reads gives the columns
-- that the one below it takes, in order.

-- name: moved_origins
select pack, extract, file, file_hash, snapshot, recorded_at, actor, state, rows_done, rows_new, rows_changed,
	rows_unchanged, rows_duplicate, rows_rejected, id
from origin where pack = :pack and extract = :extract and file = :file order by id
-- name: moved_origin_put
insert into origin (pack, extract, file, file_hash, snapshot, recorded_at, actor, state, rows_done,
	rows_new, rows_changed, rows_unchanged, rows_duplicate, rows_rejected)
values (:pack, :extract, :file, :file_hash, :snapshot, :recorded_at, :actor, :state, :rows_done,
	:rows_new, :rows_changed, :rows_unchanged, :rows_duplicate, :rows_rejected)
on conflict (pack, extract, file, file_hash) do update set state = excluded.state returning id
-- name: moved_origins_out
delete from origin where pack = :pack and extract = :extract and file = :file
-- name: moved_rejects
select origin_id, origin_row, field, message, remedy, line, key, mended_line, mended_by, mended_at, loaded
from reject where origin_id in (select id from origin where pack = :pack and extract = :extract and file = :file)
-- name: moved_reject_put
insert into reject (origin_id, origin_row, field, message, remedy, line, key, mended_line, mended_by, mended_at,
	loaded)
values (:origin_id, :origin_row, :field, :message, :remedy, :line, :key, :mended_line, :mended_by, :mended_at,
	:loaded)
on conflict (origin_id, origin_row) do nothing
-- name: moved_rejects_out
delete from reject
where origin_id in (select id from origin where pack = :pack and extract = :extract and file = :file)
-- name: moved_history
select origin_id, record_type, record_id, version, origin_row, ended_at, body
from history where record_type = :record_type order by record_id, version
-- name: moved_history_put
insert into history (origin_id, record_type, record_id, version, origin_row, ended_at, body)
values (:origin_id, :record_type, :record_id, :version, :origin_row, :ended_at, :body)
on conflict (record_type, record_id, version) do nothing
-- name: moved_history_out
delete from history where record_type = :record_type
-- name: moved_notes
select origin_id, record_type, record_id, root_id, field, kind, value, reason, actor, noted_at, settled_at, against
from field_note where record_type = :record_type order by id
-- name: moved_note_put
insert into field_note (origin_id, record_type, record_id, root_id, field, kind, value, reason, actor, noted_at,
	settled_at, against)
values (:origin_id, :record_type, :record_id, :root_id, :field, :kind, :value, :reason, :actor, :noted_at,
	:settled_at, :against)
-- name: moved_notes_out
delete from field_note where record_type = :record_type
