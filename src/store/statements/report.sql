-- SPDX-License-Identifier: Apache-2.0
-- What the platform has on record itself, for reports: root, day or instant, then the fields of pack/measure.def in
-- their order. Roots that are read as one are one.

-- Cases of which nothing is counted, with all that are read as one with them.

-- name: report_restricted
select c.root_id from (select r.root_id from case_restriction r where r.ended_at is null
	union select m.merged_id from merged_record m union select m.kept_id from merged_record m) c
where exists (select 1 from case_restriction vr
	where vr.ended_at is null and vr.root_id in ({group c.root_id})) order by c.root_id
-- name: report_decisions
select coalesce(m.kept_id, w.root_id), coalesce(s.made_at, d.made_at), d.outcome, r.outcome, v.outcome,
	case when d.outcome = r.outcome then 'yes' else 'no' end,
	case when v.outcome is null then '' when d.outcome = v.outcome then 'no' else 'yes' end,
	case when v.outcome is null then '' when d.outcome <> v.outcome and d.outcome = r.outcome then 'yes' else 'no' end,
	coalesce(w.tray, ''), a.role
from decision d
join work_item w on w.id = d.item_id and w.decision = :decision
join recommendation r on r.id = d.recommendation_id
join account a on a.name = d.actor
left join own_view v on v.id = d.view_id
left join sign_off s on s.decision_id = d.id and s.verdict = 'signed'
left join merged_record m on m.merged_id = w.root_id
where d.state = 'signed' order by 1, d.id
-- name: report_items
select coalesce(m.kept_id, w.root_id), w.opened_at, w.state, coalesce(w.tray, '')
from work_item w left join merged_record m on m.merged_id = w.root_id
where w.decision = :decision order by 1, w.id
-- name: report_clocks
select coalesce(m.kept_id, c.root_id), coalesce(c.due_on, c.due_at), c.name, c.state, c.pack, c.due_at, c.ended_at
from clock c left join merged_record m on m.merged_id = c.root_id order by 1, c.id
-- name: report_letters
select coalesce(m.kept_id, w.root_id), l.made_at, l.name, l.language, l.state
from letter l join work_item w on w.id = l.item_id and w.decision = :decision
left join merged_record m on m.merged_id = w.root_id order by 1, l.id
