-- SPDX-License-Identifier: Apache-2.0
-- Blind second looks. Who has worked on the item, or looked at the case since it was decided, takes none of it.

-- name: look_put
insert into second_look (pack, sample, item_id, decision_id, root_id, drawn_at)
values (:pack, :sample, :item_id, :decision_id, :root_id, :now)
-- name: look_in_hand
select id from second_look where pack = :pack and actor = :actor and done_at is null order by id limit 1
-- name: look_waiting
select l.id, l.item_id from second_look l
where l.pack = :pack and l.actor is null
	and not exists (select 1 from own_view v where v.item_id = l.item_id and v.actor = :viewer)
	and not exists (select 1 from reveal v where v.item_id = l.item_id and v.actor = :viewer)
	and not exists (select 1 from decision v where v.item_id = l.item_id and v.actor = :viewer)
	and not exists (select 1 from decision v join sign_off s on s.decision_id = v.id
		where v.item_id = l.item_id and s.actor = :viewer)
	and not exists (select 1 from claim c join work_item w on w.id = c.item_id
		where w.root_id = l.root_id and c.actor = :viewer)
	and {visible l.root_id}
order by l.id
-- name: look_known
select 1 from audit_entry e where e.person_id = :person_id and e.person_type = :person_type and e.actor = :actor
	and e.at >= :since and e.action <> 'sample-take' and e.kind <> 'refusal' limit 1
-- name: look_take
update second_look set actor = :actor, taken_at = :now where id = :id and actor is null
-- name: look_give
update second_look set actor = null, taken_at = null where id = :id and actor = :actor and done_at is null
-- name: look_record
update second_look set outcome = :outcome, reasons = :reasons, evidence = :evidence, differs = :differs, done_at = :now
where id = :id and actor = :actor and done_at is null
-- name: look_answer
update second_look set answer = :answer, answer_reason = :reason, answered_by = :actor, answered_at = :now
where id = :id and differs = 1 and answer is null
-- name: look_get
select l.id, l.sample, l.item_id, l.decision_id, l.root_id, l.actor, l.taken_at, l.outcome, l.reasons, l.evidence, l.differs,
	l.done_at, l.answer, l.answer_reason, l.answered_by, l.answered_at, d.outcome, d.reasons, d.actor, d.made_at, l.drawn_at
from second_look l join decision d on d.id = l.decision_id where l.id = :id and l.pack = :pack
-- name: look_list
select l.id, l.sample, l.item_id, l.decision_id, l.root_id, l.actor, l.taken_at, l.outcome, l.reasons, l.evidence, l.differs,
	l.done_at, l.answer, l.answer_reason, l.answered_by, l.answered_at, d.outcome, d.reasons, d.actor, d.made_at, l.drawn_at
from second_look l join decision d on d.id = l.decision_id
where l.pack = :pack and {visible l.root_id}
order by case when l.differs = 1 and l.answer is null then 0 else 1 end, l.id desc limit :most
-- name: look_count
select count(*) from second_look l where l.pack = :pack and l.actor is null and {visible l.root_id}
-- name: look_rate
select d.outcome, l.differs, count(*) from second_look l join decision d on d.id = l.decision_id
where l.pack = :pack and l.done_at is not null and {visible l.root_id} group by d.outcome, l.differs order by 1, 2
-- name: look_rate_team
select tt.label, l.differs, count(*)
from second_look l join work_item w on w.id = l.item_id join team tt on tt.pack = w.decision and {tray w}
where l.pack = :pack and l.done_at is not null and {visible l.root_id} group by tt.label, l.differs order by 1, 2
-- name: look_of_item
select l.id from second_look l where l.item_id = :item_id and l.differs = 1 and l.answer is null order by l.id limit 1
-- name: look_draws
select d.id, d.outcome, d.payload_hash, d.state, u.pack_id,
	(select count(*) from second_look l where l.decision_id = d.id)
from decision d join recommendation r on r.id = d.recommendation_id join run u on u.id = r.run_id
where d.id > :after and u.decision = :pack order by d.id limit :most
-- name: look_signed
select count(*) from sign_off where decision_id = :decision_id and actor = :actor
-- name: look_newest
select n.state from work_item w join work_item n on n.decision = w.decision and n.record_id = w.record_id
where w.id = :item_id order by n.cycle desc limit 1
-- name: look_again
insert into work_item (decision, record_type, record_id, root_id, cycle, state, sort_key, recommendation_id, opened_at,
	changed_at, tray, facets)
select w.decision, w.record_type, w.record_id, w.root_id, w.cycle + 1, 'sealed', w.sort_key, w.recommendation_id, :now, :now,
	w.tray, w.facets
from work_item w where w.id = :item_id and w.state = 'signed'
	and not exists (select 1 from work_item n where n.decision = w.decision and n.record_id = w.record_id and n.cycle > w.cycle)
