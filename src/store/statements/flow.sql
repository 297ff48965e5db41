-- SPDX-License-Identifier: Apache-2.0
-- What people did: views, reveals, decisions, sign-offs.

-- name: view_put
insert into own_view (item_id, recommendation_id, actor, outcome, reasons, evidence, made_at)
values (:item_id, :recommendation_id, :actor, :outcome, :reasons, :evidence, :made_at) returning id
-- name: view_find
select id, outcome, reasons, evidence, made_at from own_view
where item_id = :item_id and recommendation_id = :recommendation_id and actor = :actor
order by id desc limit 1
-- name: view_page
select id, item_id, recommendation_id, actor, outcome, reasons, evidence, made_at
from own_view where id > :after order by id limit :most
-- name: reveal_put
insert into reveal (item_id, recommendation_id, actor, made_at)
values (:item_id, :recommendation_id, :actor, :made_at)
-- name: reveal_find
select made_at from reveal
where item_id = :item_id and recommendation_id = :recommendation_id and actor = :actor
order by id limit 1
-- name: decision_put
insert into decision (item_id, recommendation_id, view_id, actor, outcome, reasons, reasons_hash,
	evidence, judgements, switch_reason, payload_hash, state, made_at)
values (:item_id, :recommendation_id, :view_id, :actor, :outcome, :reasons, :reasons_hash,
	:evidence, :judgements, :switch_reason, :payload_hash, :state, :made_at) returning id
-- name: decision_latest
select id, recommendation_id, actor, outcome, reasons, evidence, judgements, switch_reason,
	payload_hash, state, made_at
from decision where item_id = :item_id order by id desc limit 1
-- name: decision_page
select d.id, d.item_id, w.cycle, d.recommendation_id, c.hash, d.actor, d.outcome, d.reasons,
	d.evidence, d.judgements, d.switch_reason, d.payload_hash, d.state, d.made_at,
	(select max(s.verdict) from sign_off s where s.decision_id = d.id)
from decision d join work_item w on w.id = d.item_id
join recommendation r on r.id = d.recommendation_id join content c on c.id = r.result_id
where d.id > :after order by d.id limit :most
-- name: decision_move
update decision set state = :state where id = :id and state = :before
-- name: decision_lapse
update decision set state = 'lapsed' where item_id = :item_id and state = 'open'
-- name: decision_copies
select count(*) from decision where reasons_hash = :reasons_hash and item_id <> :item_id
-- name: sign_put
insert into sign_off (decision_id, actor, payload_hash, verdict, reason, made_at)
values (:decision_id, :actor, :payload_hash, :verdict, :reason, :made_at)
-- name: sign_list
select s.actor, s.verdict, s.reason, s.made_at from sign_off s
join decision d on d.id = s.decision_id where d.item_id = :item_id order by s.id
-- name: sign_page
select s.id, d.item_id, s.decision_id, s.actor, s.payload_hash, s.verdict, s.reason, s.made_at,
	d.payload_hash
from sign_off s join decision d on d.id = s.decision_id
where s.id > :after order by s.id limit :most
