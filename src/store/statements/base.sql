-- SPDX-License-Identifier: Apache-2.0
-- Settings, counters, accounts, packs, contents.

-- name: setting_get
select value from setting where name = :name
-- name: setting_put
insert into setting (name, value) values (:name, :value_bytes)
on conflict (name) do update set value = excluded.value
-- name: counter_take
insert into counter (name, next) values (:name, 1 + :count)
on conflict (name) do update set next = counter.next + :count returning next

-- name: account_get
select name, role, grade, active, created_at from account where name = :name
-- name: account_put
insert into account (name, role, grade, active, created_at)
values (:name, :role, :grade, 1, :created_at)
on conflict (name) do update set role = excluded.role, grade = excluded.grade, active = 1
-- name: account_list
select name, role, grade, active, created_at from account order by name

-- name: content_put
insert into content (hash, body) values (:body_hash, :body)
on conflict (hash) do nothing returning id
-- name: content_find
select id from content where hash = :body_hash
-- name: content_get
select body, hash from content where id = :id
-- name: content_page
select id, hash, body from content where id > :after order by id limit :most

-- name: pack_put
insert into pack_version (name, version, hash, taken_at, taken_by)
values (:name, :version, :pack_hash, :taken_at, :actor) on conflict (hash) do nothing returning id
-- name: pack_find
select id, name, version from pack_version where hash = :pack_hash
-- name: pack_latest
select p.id from pack_version p where p.name = :name order by p.id desc limit 1
-- name: pack_first
select max(id) from pack_version group by name order by name limit 1
-- name: pack_newest
select max(id) from pack_version group by name
-- name: pack_file_put
insert into pack_file (pack_id, name, content_id) values (:pack_id, :name, :content_id)
-- name: pack_file_list
select f.name, c.body from pack_file f join content c on c.id = f.content_id
where f.pack_id = :pack_id order by f.name

-- name: field_note_put
insert into field_note (record_type, record_id, root_id, field, kind, value, reason, actor,
	origin_id, noted_at, against)
values (:record_type, :record_id, :root_id, :field, :kind, :value, :reason, :actor, :origin_id,
	:noted_at, :against)
-- name: field_note_known
select id from field_note
where record_type = :record_type and record_id = :record_id and field = :field and kind = :kind
	and (settled_at is null or value = :value)
-- name: field_note_range
select record_type, record_id, field, kind, value, reason, actor, against, noted_at
from (select record_type, record_id, field, kind, value, reason, actor, against, noted_at, id
	from field_note where root_id >= :low and root_id <= :high and settled_at is null
	union all select record_type, record_id, field, 'disputed', '', 'The person says that it is wrong', actor, '[]',
		recorded_at, id
	from rectification where root_id >= :low and root_id <= :high and state = 'open' and disputes = 1) n
order by record_type, record_id, field, id
-- name: history_put
insert into history (record_type, record_id, version, origin_id, origin_row, ended_at, body)
values (:record_type, :record_id, :version, :origin_id, :origin_row, :ended_at, :body)
-- name: field_note_settle
update field_note set settled_at = :settled_at
where record_type = :record_type and record_id = :record_id and field = :field and kind = :kind
	and settled_at is null
