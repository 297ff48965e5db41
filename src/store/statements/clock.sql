-- SPDX-License-Identifier: Apache-2.0
-- Clocks: the latest cycle of each, of the records of some roots.

-- name: clock_range
select c.id, c.pack, c.name, c.record_id, c.cycle, c.started_at, c.started_on, c.due_at, c.due_on, c.state, c.warned,
	c.next_at, c.fired_at, c.ended_at, c.escalated
from clock c where c.root_id >= :low and c.root_id <= :high and not exists (select 1 from clock n
	where n.pack = c.pack and n.name = c.name and n.record_id = c.record_id and n.cycle > c.cycle)
order by c.id
-- name: clock_pause_range
select p.clock_id, p.id, p.paused_at, p.resumed_at
from clock c join clock_pause p on p.clock_id = c.id where c.root_id >= :low and c.root_id <= :high
order by p.clock_id, p.id
-- name: clock_extension_range
select e.clock_id, e.length
from clock c join clock_extension e on e.clock_id = c.id where c.root_id >= :low and c.root_id <= :high
order by e.clock_id, e.id
-- name: clock_put
insert into clock (pack, name, record_type, record_id, root_id, cycle, started_at, started_on, due_at, due_on, state,
	warned, next_at, ended_at, ended_by, recorded_at)
values (:pack, :name, :record_type, :record_id, :root_id, :cycle, :started_at, :started_on, :due_at, :due_on, :state,
	0, :next_at, :ended_at, :ended_by, :recorded_at) returning id
-- name: clock_move
update clock set due_at = :due_at, due_on = :due_on, state = :state, warned = :warned, next_at = :next_at,
	fired_at = :fired_at, escalated = :escalated where id = :id
-- name: clock_end
update clock set state = 'ended', next_at = null, ended_at = :ended_at, ended_by = :ended_by where id = :id
-- name: clock_pause_put
insert into clock_pause (clock_id, paused_at) values (:id, :paused_at)
-- name: clock_pause_end
update clock_pause set resumed_at = :resumed_at where clock_id = :id and resumed_at is null
-- name: clock_extension_put
insert into clock_extension (clock_id, length, due_before, reason, actor, recorded_at)
values (:id, :length, :due_before, :reason, :actor, :recorded_at)
-- name: clock_next
select next_at, id, root_id from clock where pack = :pack and name = :name and next_at <= :now
order by next_at, id limit 1
-- name: clock_get
select c.id, c.root_id from clock c where c.id = :id and c.ended_at is null and {visible c.root_id}
-- name: clock_list
select c.id, c.pack, c.name, c.root_id, c.record_id, c.cycle, c.started_at, c.started_on, c.due_at, c.due_on, c.state,
	c.fired_at, c.ended_at, c.ended_by, c.escalated
from clock c where c.pack = :pack and c.ended_at is null and {visible c.root_id}
	and (:overdue = 0 or c.state = 'overdue' or (c.state = 'running' and c.due_at <= :now))
	and c.escalated >= :escalated and (:due = 0 or (c.state in ('running', 'overdue') and c.due_at <= :until))
order by case when c.due_at is null then 1 else 0 end, c.due_at, c.id limit :most
-- name: clock_overdue
select count(*) from clock c where c.pack = :pack and c.name = :name and c.state = 'overdue' and c.escalated >= :escalated
	and {visible c.root_id}
-- name: clock_of_case
select c.id, c.pack, c.name, c.root_id, c.record_id, c.cycle, c.started_at, c.started_on, c.due_at, c.due_on, c.state,
	c.fired_at, c.ended_at, c.ended_by, c.escalated
from clock c where c.root_id in ({group :root_id})
order by c.record_id, c.name, c.cycle limit :most
-- name: clock_pauses
select paused_at, resumed_at from clock_pause where clock_id = :id order by id
-- name: clock_extensions
select length, due_before, reason, actor, recorded_at from clock_extension where clock_id = :id order by id
