-- SPDX-License-Identifier: Apache-2.0
-- What became of recommendations by one version of the rules: by the set of rules that matched, what was recommended and
-- what was decided.

-- name: uptake_rows
select m.body, r.outcome, coalesce(d.outcome, ''), count(*),
	sum(case when w.id is not null and d.id is null and w.state in ('sealed', 'viewed', 'revealed', 'decided') then 1 else 0 end),
	sum(case when w.state = 'sealed' then 1 else 0 end),
	sum(case when w.id is null and d.id is null then 1 else 0 end),
	sum(case when h.id is not null then 1 else 0 end),
	sum(case when d.id is not null and o.id is null then 1 else 0 end)
from run u join recommendation r on r.run_id = u.id
join content m on m.id = r.matched_id
left join work_item w on w.recommendation_id = r.id and w.state <> 'out-of-scope'
left join decision d on d.recommendation_id = r.id and d.state = 'signed'
left join challenge h on h.decision_id = d.id
left join decision_done o on o.decision_id = d.id
where r.state <> 'out-of-scope' and u.decision = :pack and u.pack_id = :pack_id
group by m.id, m.body, r.outcome, coalesce(d.outcome, '')
