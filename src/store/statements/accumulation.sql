-- SPDX-License-Identifier: Apache-2.0
-- Records made of many others, and what they used.

-- name: made_record_put
insert into made_record (record_id, record_type, pack, accumulation, root_id, reached_at, state, made_at)
values (:record_id, :record_type, :pack, :accumulation, :root_id, :reached_at, 'stands', :made_at)
-- name: made_of_put
insert into made_of (record_id, used_id, root_id) values (:record_id, :used_id, :root_id)
-- name: made_record_set
update made_record set reached_at = :reached_at, state = :state where record_id = :record_id
-- name: made_range
select m.record_id, m.pack, m.accumulation, m.reached_at, m.state, o.used_id
from made_record m join made_of o on o.record_id = m.record_id
where m.root_id >= :low and m.root_id <= :high
order by m.record_id, o.used_id
-- name: made_record_get
select pack, accumulation, root_id, reached_at, state, made_at from made_record where record_id = :record_id
-- name: made_of_list
select used_id from made_of where record_id = :record_id order by used_id
-- name: made_origin_count
update origin set state = 'complete', rows_done = rows_done + 1, rows_new = rows_new + 1 where id = :id
