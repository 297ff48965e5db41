-- SPDX-License-Identifier: Apache-2.0
-- Referrals from one stream of work to another.

-- name: referral_put
insert into referral (decision_id, item_id, root_id, pack, made_at) values (:decision_id, :item_id, :root_id, :pack, :made_at)
-- What was decided there on the case since, by its first final decision.

-- name: referral_list
select f.id, f.item_id, f.root_id, w.decision, d.outcome, d.reasons, f.made_at,
	coalesce((select min(a.made_at) from work_item v join decision a on a.item_id = v.id and a.state = 'signed'
		where v.root_id = f.root_id and v.decision = f.pack and a.made_at > f.made_at), '') as answered_at, f.pack
from referral f join work_item w on w.id = f.item_id join decision d on d.id = f.decision_id
where (f.pack = :pack or w.decision = :pack) and {visible f.root_id}
order by f.made_at desc, f.id desc limit :most
