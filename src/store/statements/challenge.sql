-- SPDX-License-Identifier: Apache-2.0
-- Challenges of final decisions.

-- name: challenge_put
insert into challenge (decision_id, item_id, answer_item_id, grounds, through, received_on, until, actor, recorded_at)
values (:decision_id, :item_id, :answer_item_id, :grounds, :through, :received_on, :until, :actor, :recorded_at)
on conflict (decision_id) do nothing
-- name: challenge_of
select id from challenge where decision_id = :decision_id
-- The item's record has this cycle now.

-- name: challenge_latest
select l.id, l.state from work_item w join work_item l on l.decision = w.decision and l.record_type = w.record_type
	and l.record_id = w.record_id
where w.id = :id order by l.cycle desc limit 1
-- Who viewed, decided or signed what is challenged takes no part in the answer.

-- name: challenge_bars
select count(*) from challenge c where c.answer_item_id = :item_id and (
	exists (select 1 from own_view v where v.item_id = c.item_id and v.actor = :actor)
	or exists (select 1 from decision d where d.item_id = c.item_id and d.actor = :actor)
	or exists (select 1 from decision d join sign_off s on s.decision_id = d.id
		where d.item_id = c.item_id and s.actor = :actor))
-- name: challenge_letter
select name, made_at from letter where decision_id = :decision_id and document_id is not null order by id limit 1
-- name: challenge_list
select c.id, c.item_id, c.answer_item_id, w.root_id, d.outcome, d.made_at, c.grounds, c.through, c.received_on, c.until,
	c.actor, c.recorded_at, coalesce(a.outcome, ''), coalesce(a.made_at, '')
from challenge c join work_item w on w.id = c.item_id join decision d on d.id = c.decision_id
left join decision a on a.item_id = c.answer_item_id and a.state = 'signed'
where w.decision = :pack and {visible w.root_id}
order by case when a.id is null then 0 else 1 end, c.received_on, c.id limit :most
