-- SPDX-License-Identifier: Apache-2.0
-- Requests to put something right.

-- name: rectify_put
insert into rectification (pack, root_id, record_type, record_id, field, held, entered_by, wanted, evidence, asked_on,
	due_on, disputes, actor, recorded_at, state)
values (:pack, :root_id, :record_type, :record_id, :field, :held, :entered_by, :wanted, :evidence, :asked_on,
	:due_on, :disputes, :actor, :recorded_at, 'open') returning id
-- name: rectify_get
select r.id, r.root_id, r.record_type, r.record_id, r.field, r.held, r.entered_by, r.wanted, r.evidence, r.asked_on,
	r.due_on, r.actor, r.recorded_at, r.extended_by, r.extended_at, r.extend_reason, r.state, r.answered_by,
	r.answered_at, r.answer
from rectification r where r.pack = :pack and r.id = :id and {visible r.root_id}
-- name: rectify_list
select r.id, r.root_id, r.record_type, r.record_id, r.field, r.held, r.entered_by, r.wanted, r.evidence, r.asked_on,
	r.due_on, r.actor, r.recorded_at, r.extended_by, r.extended_at, r.extend_reason, r.state, r.answered_by,
	r.answered_at, r.answer
from rectification r where r.pack = :pack and {visible r.root_id}
order by case r.state when 'open' then 0 else 1 end, r.due_on, r.id limit :most
-- name: rectify_open_of
select count(*) from rectification r
where r.state = 'open' and r.record_type = :record_type and r.record_id = :record_id and r.field = :field
	and r.root_id = :root_id
-- name: rectify_waiting
select count(*) from rectification r where r.pack = :pack and r.state = 'open' and {visible r.root_id}
-- name: rectify_extend
update rectification set due_on = :due_on, extended_by = :extended_by, extended_at = :extended_at,
	extend_reason = :extend_reason
where id = :id and state = 'open' and extended_at is null
-- name: rectify_answer
update rectification set state = :state, answered_by = :answered_by, answered_at = :answered_at, answer = :answer
where id = :id and state = 'open'
-- name: rectify_told_put
insert into rectification_told (rectification_id, who, told_on, actor, recorded_at)
values (:id, :who, :told_on, :actor, :recorded_at)
-- name: rectify_told_list
select who, told_on, actor from rectification_told where rectification_id = :id order by id
-- To whom the person's values were given, before an instant.

-- name: rectify_disclosures
select number, at, detail from audit_entry
where person_id in ({family :person_id}) and person_type = :person_type and kind = 'disclosure' and at < :at
order by number
-- name: rectify_decisions
select d.id, d.item_id, d.outcome, d.state, d.actor, d.made_at, d.evidence
from decision d join work_item w on w.id = d.item_id where w.root_id in ({family :root_id}) order by d.id
