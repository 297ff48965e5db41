-- SPDX-License-Identifier: Apache-2.0
-- The log. Entries are added and read, never changed.

-- name: audit_turn
select 1
-- name: audit_size
select size, root from audit_root order by size desc limit 1
-- name: audit_edge
-- The newest root (level -1), and the complete subtrees that the tree's right edge is made of.
with recursive newest (size, root) as (select size, root from audit_root order by size desc limit 1),
	levels (level) as (select 1 union all select level + 1 from levels where level < 62)
select -1 as level, size, root as hash from newest
union all
select 0, w.size, e.leaf from newest w join audit_entry e on e.number = w.size - 1 where w.size % 2 = 1
union all
select l.level, w.size, n.hash
from newest w
	join levels l on (w.size >> l.level) % 2 = 1
	join audit_node n on n.level = l.level and n.position = (w.size >> l.level) - 1
-- name: audit_node_get
select hash from audit_node where level = :level and position = :position
-- name: audit_leaf_get
select leaf from audit_entry where number = :number
-- name: audit_node_put
insert into audit_node (level, position, hash) values (:level, :position, :node_hash)
-- name: audit_root_put
insert into audit_root (size, root, at) values (:size, :tree_root, :at)
-- name: audit_root_page
select size, root from audit_root where size > :after order by size limit :most
-- name: audit_entry_put
insert into audit_entry (number, at, actor, kind, action, purpose, face, subject, subject_id,
	person_type, person_id, detail, details_hash, batch_count, batch_root, leaf)
values (:number, :at, :actor, :kind, :action, :purpose, :face, :subject, :subject_id,
	:person_type, :person_id, :detail, :details_hash, :batch_count, :batch_root, :entry_leaf)
-- name: audit_entry_page
select number, at, actor, kind, action, purpose, face, subject, subject_id, person_type, person_id,
	detail, details_hash, batch_count, batch_root, leaf
from audit_entry where number >= :from order by number limit :most
-- name: audit_find
select count(*) from audit_written
where subject = 'work_item' and subject_id = :item_id and kind = 'decision' and action = :action
	and actor = :actor and detail = :detail
-- name: audit_count
select count(*) from audit_written where kind = 'decision' and action = :action
-- name: audit_kinds
select kind, count(*) from audit_entry group by kind order by kind
-- How many have waited for their place for too long; nothing ever waits on SQLite.
-- name: audit_late
select count(*) from audit_waiting where since < :before
