-- SPDX-License-Identifier: Apache-2.0
-- Extracts and what became of their rows.

-- name: origin_put
insert into origin (pack, extract, file, file_hash, snapshot, recorded_at, actor, state, rows_done,
	rows_new, rows_changed, rows_unchanged, rows_duplicate, rows_rejected)
values (:pack, :extract, :file, :file_hash, :snapshot, :recorded_at, :actor, 'loading', 0,
	0, 0, 0, 0, 0)
returning id
-- name: origin_find
select id, state, rows_done, rows_new, rows_changed, rows_unchanged, rows_duplicate, rows_rejected
from origin where pack = :pack and extract = :extract and file = :file and file_hash = :file_hash
-- name: origin_later
select count(*) from origin where pack = :pack and extract = :extract and file = :file and id > :id
-- name: origin_done
select rows_done from origin where id = :id and state = 'loading'
-- name: origin_progress
update origin set state = :state, rows_done = :rows_done, rows_new = :rows_new,
	rows_changed = :rows_changed, rows_unchanged = :rows_unchanged,
	rows_duplicate = :rows_duplicate, rows_rejected = :rows_rejected
where id = :id
-- name: origin_latest
select id, rows_new, rows_changed, rows_unchanged, rows_duplicate, rows_rejected, snapshot from origin
where pack = :pack and extract = :extract and file = :file order by id desc limit 1
-- name: origin_others_new
select cast(coalesce(sum(rows_new), 0) as bigint) from origin where id <> :id
-- name: origin_all
select id, extract, file, snapshot, recorded_at from origin order by id
-- name: origin_last
select coalesce(max(id), 0) from origin
-- name: reject_put
insert into reject (origin_id, origin_row, field, message, remedy, line, key, loaded)
values (:origin_id, :origin_row, :field, :message, :remedy, :line, :key, 0)
on conflict (origin_id, origin_row) do nothing
-- name: reject_list
select origin_row, field, message, remedy, coalesce(mended_line, line) from reject
where origin_id = :origin_id and loaded = 0 order by origin_row
-- name: reject_get
select loaded, coalesce(mended_line, line) from reject
where origin_id = :origin_id and origin_row = :origin_row
-- name: reject_mend
update reject set field = :field, message = :message, remedy = :remedy, mended_line = :mended_line,
	mended_by = :mended_by, mended_at = :mended_at, loaded = :loaded
where origin_id = :origin_id and origin_row = :origin_row
