-- SPDX-License-Identifier: Apache-2.0
-- Letters, and that a decision's act was done.

-- name: letter_put
insert into letter (pack, pack_id, name, language, asked, item_id, decision_id, root_id, document_id, page, page_hash,
	state, why, made_at, actor)
values (:pack, :pack_id, :name, :language, :asked, :item_id, :decision_id, :root_id, :document_id, :page, :page_hash,
	:state, :why, :made_at, :actor)
on conflict (decision_id, name) do update set pack_id = excluded.pack_id, language = excluded.language,
	asked = excluded.asked, document_id = excluded.document_id, page = excluded.page, page_hash = excluded.page_hash,
	state = excluded.state, why = excluded.why, made_at = excluded.made_at, actor = excluded.actor
where letter.state = 'not-made'
returning id
-- name: letter_find
select id, state from letter where decision_id = :decision_id and name = :name
-- name: letter_get
select l.id, l.name, l.language, l.asked, l.item_id, l.decision_id, l.root_id, coalesce(l.document_id, 0), l.state, l.why,
	l.made_at, l.actor, l.ended_on, l.ended_how, l.ended_by, l.ended_at, l.pack_id, l.page, l.page_hash, d.outcome,
	d.made_at, o.done_on, o.how, o.actor
from letter l join decision d on d.id = l.decision_id left join decision_done o on o.decision_id = d.id where l.id = :id and l.pack = :pack and {visible l.root_id}
-- name: letter_end
update letter set state = :state, ended_on = :ended_on, ended_how = :ended_how, ended_by = :ended_by,
	ended_at = :ended_at
where id = :id and state in ('made', 'not-made')
-- Every final decision with its letter and its act, in their order.

-- name: letter_decisions
select d.id, d.item_id, d.outcome, d.made_at, w.root_id, u.pack_id, l.id, l.name, l.language, l.asked,
	coalesce(l.document_id, 0), l.state, l.why, l.made_at, l.actor, l.ended_on, l.ended_how, l.ended_by,
	o.done_on, o.how, o.actor
from decision d join work_item w on w.id = d.item_id
join recommendation r on r.id = d.recommendation_id join run u on u.id = r.run_id
left join letter l on l.decision_id = d.id left join decision_done o on o.decision_id = d.id
where d.state = 'signed' and w.decision = :pack and d.id > :after and {visible w.root_id}
order by d.id limit :most
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
