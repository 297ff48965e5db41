-- SPDX-License-Identifier: Apache-2.0
-- Records that are about one person.

-- The roots that are read as one case: the one that is kept, and those merged into it.

-- macro: family
select cast({} as bigint) union all select merged_id from merged_record where kept_id = {}

-- name: merged_range
select merged_id, kept_id from merged_record
where (merged_id >= :low and merged_id <= :high) or (kept_id >= :low and kept_id <= :high)
order by kept_id, merged_id
-- name: merged_kept
select kept_id from merged_record where merged_id = :merged_id
-- name: merged_count
select count(*) from merged_record where kept_id = :id or merged_id = :id
-- name: merged_put
insert into merged_record (merged_id, kept_id, merge_id) values (:merged_id, :kept_id, :merge_id)
-- name: merged_delete
delete from merged_record where merged_id = :merged_id and kept_id = :kept_id
-- name: merge_put
insert into record_merge (pack, record_type, kept_id, merged_id, kind, state, alike, asked_by, asked_at, reason)
values (:pack, :record_type, :kept_id, :merged_id, :kind, :state, :alike, :asked_by, :asked_at, :reason)
returning id
-- name: merge_get
select r.id, r.kept_id, r.merged_id, r.kind, r.state, r.alike, r.asked_by, r.asked_at, r.reason,
	r.answered_by, r.answered_at, r.answer, (select count(*) from merged_record m where m.merge_id = r.id)
from record_merge r where r.id = :id and r.pack = :pack
-- name: merge_list
select r.id, r.kept_id, r.merged_id, r.kind, r.state, r.alike, r.asked_by, r.asked_at, r.reason,
	r.answered_by, r.answered_at, r.answer, (select count(*) from merged_record m where m.merge_id = r.id)
from record_merge r where r.pack = :pack
order by case r.state when 'asked' then 0 else 1 end, r.id desc limit :most
-- name: merge_of_case
select r.id, r.kept_id, r.merged_id, r.kind, r.state, r.alike, r.asked_by, r.asked_at, r.reason,
	r.answered_by, r.answered_at, r.answer, 1
from merged_record m join record_merge r on r.id = m.merge_id
where m.kept_id = :kept_id order by m.merged_id
-- name: merge_open_of
select id from record_merge where state = 'asked'
	and (kept_id = :one or merged_id = :one or kept_id = :other or merged_id = :other)
order by id limit 1
-- name: merge_pairs
select kept_id, merged_id from record_merge where pack = :pack order by id
-- name: merge_answer
update record_merge set state = :state, answered_by = :answered_by, answered_at = :answered_at, answer = :answer
where id = :id and state = 'asked'
-- name: merge_close_items
update work_item set state = 'out-of-scope', changed_at = :changed_at
where record_id = :record_id and decision = :decision and state in ('sealed', 'viewed', 'revealed', 'decided')
-- name: merge_reopen_items
update work_item set state = 'sealed', changed_at = :changed_at
where record_id = :record_id and decision = :decision and state = 'out-of-scope'
	and recommendation_id in (select id from recommendation where state <> 'out-of-scope')
-- name: merge_lapse
update decision set state = 'lapsed' where state = 'open'
	and item_id in (select id from work_item where record_id = :record_id and decision = :decision)
