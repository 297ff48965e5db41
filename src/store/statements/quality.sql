-- SPDX-License-Identifier: Apache-2.0
-- Measures of quality, and the issues that people follow.
-- name: quality_measure_put
insert into quality_measure (pack, as_of, measured_at, actor)
values (:pack, :as_of, :measured_at, :actor) returning id
-- name: quality_count_put
insert into quality_count (measure_id, record_type, field, source, dimension, wrong, rows_of)
values (:measure_id, :record_type, :field, :source, :dimension, :wrong, :rows_of)
-- name: quality_measure_last
select id, as_of, measured_at from quality_measure
where pack = :pack order by id desc limit :most
-- name: quality_count_all
select record_type, field, source, dimension, wrong, rows_of from quality_count
where measure_id = :measure_id order by record_type, field, source, dimension
-- name: quality_reject_counts
select origin.extract, origin.file, reject.field, count(*) from reject
join origin on origin.id = reject.origin_id
where reject.loaded = 0 and origin.id in (select max(id) from origin group by extract, file)
group by origin.extract, origin.file, reject.field order by 1, 2, 3
-- name: quality_file_counts
select extract, file, rows_new + rows_changed + rows_unchanged + rows_duplicate + rows_rejected,
	rows_duplicate
from origin where id in (select max(id) from origin group by extract, file)
order by extract, file
-- name: quality_entered_counts
select record_type, field, count(*) from field_note
where kind = 'typed' and settled_at is null and against <> '[]'
group by record_type, field order by record_type, field
-- name: quality_issue_put
insert into quality_issue (pack, record_type, field, source, dimension, owner, due, what, opened_by,
	opened_at)
values (:pack, :record_type, :field, :source, :dimension, :owner, :due, :what, :opened_by,
	:opened_at) returning id
-- name: quality_issue_close
update quality_issue set closed_by = :closed_by, closed_at = :closed_at, ended = :ended
where id = :id and pack = :pack and closed_at is null
-- name: quality_issue_all
select id, record_type, field, source, dimension, owner, due, what, opened_by, opened_at, closed_by,
	closed_at, ended
from quality_issue where pack = :pack
order by case when closed_at is null then 0 else 1 end, due, id limit :most
