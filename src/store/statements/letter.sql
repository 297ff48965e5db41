-- SPDX-License-Identifier: Apache-2.0
-- Letters, and that a decision's act was done.

-- name: letter_put
insert into letter (pack, pack_id, name, language, asked, item_id, decision_id, transition_id, clock_id, root_id, document_id, page,
	page_hash, state, why, made_at, actor)
values (:pack, :pack_id, :name, :language, :asked, :item_id, :decision_id, :transition_id, :clock_id, :root_id, :document_id, :page,
	:page_hash, :state, :why, :made_at, :actor)
returning id
-- name: letter_put_again
update letter set pack_id = :pack_id, language = :language, asked = :asked, document_id = :document_id, page = :page,
	page_hash = :page_hash, state = :state, why = :why, made_at = :made_at, actor = :actor
where id = :id and state = 'not-made'
-- name: letter_find
select id, state from letter where (decision_id = :decision_id and name = :name) or transition_id = :transition_id
	or clock_id = :clock_id
-- name: letter_get
select l.id, l.name, l.language, l.asked, l.item_id, coalesce(l.decision_id, 0), l.root_id, coalesce(l.document_id, 0),
	l.state, l.why, l.made_at, l.actor, l.ended_on, l.ended_how, l.ended_by, l.ended_at, l.pack_id, l.page, l.page_hash,
	coalesce(d.outcome, t.name, c.name), coalesce(d.made_at, t.made_at, c.due_on, c.due_at), o.done_on, o.how, o.actor,
	t.states, coalesce(l.transition_id, 0), coalesce(l.clock_id, 0)
from letter l left join decision d on d.id = l.decision_id left join transition t on t.id = l.transition_id
left join clock c on c.id = l.clock_id
left join decision_done o on o.decision_id = d.id where l.id = :id and l.pack = :pack and {visible l.root_id}
-- name: letter_end
update letter set state = :state, ended_on = :ended_on, ended_how = :ended_how, ended_by = :ended_by,
	ended_at = :ended_at
where id = :id and state in ('made', 'not-made')
-- Every final decision with its letter and its act, in their order.

-- name: letter_decisions
select d.id, d.item_id, d.outcome, d.made_at, w.root_id, u.pack_id, l.id, l.name, l.language, l.asked,
	coalesce(l.document_id, 0), l.state, l.why, l.made_at, l.actor, l.ended_on, l.ended_how, l.ended_by,
	o.done_on, o.how, o.actor, '', 0, 0
from decision d join work_item w on w.id = d.item_id
join recommendation r on r.id = d.recommendation_id join run u on u.id = r.run_id
left join letter l on l.decision_id = d.id left join decision_done o on o.decision_id = d.id
where d.state = 'signed' and w.decision = :pack and d.id > :after and {visible w.root_id}
order by d.id limit :most
-- Every step that a person took with its letter, in the same columns.

-- name: letter_steps
select 0, t.item_id, t.name, t.made_at, w.root_id, t.pack_id, l.id, l.name, l.language, l.asked,
	coalesce(l.document_id, 0), l.state, l.why, l.made_at, l.actor, l.ended_on, l.ended_how, l.ended_by,
	'', '', '', t.states, t.id, 0
from transition t join work_item w on w.id = t.item_id left join letter l on l.transition_id = t.id
where t.decision_id is null and w.decision = :pack and t.id > :after and {visible w.root_id}
order by t.id limit :most
-- Every clock that is overdue on an item in hand, or that has made a letter, in the same columns.

-- name: letter_clocks
select 0, w.id, c.name, coalesce(c.due_on, c.due_at), w.root_id, coalesce(l.pack_id, 0), l.id, l.name, l.language, l.asked,
	coalesce(l.document_id, 0), l.state, l.why, l.made_at, l.actor, l.ended_on, l.ended_how, l.ended_by,
	'', '', '', '', 0, c.id
from clock c join work_item w on w.record_id = c.record_id and w.record_type = c.record_type and w.decision = :pack
	and w.cycle = (select max(n.cycle) from work_item n where n.decision = w.decision and n.record_id = w.record_id)
left join letter l on l.clock_id = c.id and l.pack = w.decision
where (l.id is not null or (c.state = 'overdue' and w.state <> 'out-of-scope')) and c.id > :after and {visible w.root_id}
order by c.id limit :most
-- name: letter_clock
select w.id, c.name, coalesce(c.due_on, c.due_at) from clock c
join work_item w on w.record_id = c.record_id and w.record_type = c.record_type and w.decision = :pack
where c.id = :clock_id and c.state = 'overdue' and w.state <> 'out-of-scope' order by w.cycle desc limit 1
-- name: letter_step
select t.item_id, t.pack_id, t.states, t.name from transition t where t.id = :id and t.decision_id is null
-- name: letter_result
select i.body, c.body, u.as_of from recommendation r join run u on u.id = r.run_id
join content i on i.id = r.input_id join content c on c.id = r.result_id where r.id = :id
-- name: letter_role
select role from account where name = :actor
-- name: decision_done_of
select d.state, w.root_id from decision d join work_item w on w.id = d.item_id
where d.id = :id and w.decision = :pack and {visible w.root_id}
-- name: decision_done_put
insert into decision_done (decision_id, done_on, how, actor, recorded_at)
values (:decision_id, :done_on, :how, :actor, :recorded_at) on conflict (decision_id) do nothing
