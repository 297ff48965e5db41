-- SPDX-License-Identifier: Apache-2.0
-- Runs, recommendations, the worklist.

-- name: run_put
insert into run (decision, pack_id, engine, zones, as_of, actor, started_at, cases, written)
values (:decision, :pack_id, :engine, :zones, :as_of, :actor, :started_at, 0, 0) returning id
-- name: run_end
update run set ended_at = :ended_at, cases = :cases, written = :written where id = :id
-- name: recommendation_put
insert into recommendation (run_id, record_id, input_id, result_id, matched_id, outcome, state,
	made_at, mark)
values (:run_id, :record_id, :input_id, :result_id, :matched_id, :outcome, :state, :made_at, :mark_bytes)
returning id
-- Of an older release's, once a run has found that nothing has changed.

-- name: recommendation_mark
update recommendation set mark = :mark_bytes where mark is null and id = (select w.recommendation_id from work_item w where w.id = :item_id)
-- name: recommendation_get
select r.record_id, r.run_id, u.as_of, u.pack_id, u.engine, i.body, s.body, m.body, r.outcome,
	r.state, r.made_at, s.hash
from recommendation r join run u on u.id = r.run_id
join content i on i.id = r.input_id join content s on s.id = r.result_id
join content m on m.id = r.matched_id
where r.id = :id
-- name: recommendation_page
select r.id, u.pack_id, u.as_of, i.body, s.body, m.body, r.outcome,
	r.state
from recommendation r join run u on u.id = r.run_id
join content i on i.id = r.input_id join content s on s.id = r.result_id
join content m on m.id = r.matched_id
where (cast(:run_id as bigint) = 0 or r.run_id = :run_id) and r.id > :after order by r.id limit :most
-- name: run_list
select id, as_of, engine, actor, started_at, cases, written from run
where decision = :decision order by id desc limit :most
-- Those of a run in order, and in their place what is erased: its leaf alone.
-- name: recommendation_batch
select id, input_hash, result_hash, matched_hash, pack_id, root_id, leaf from (
	select * from (select r.id as id, i.hash as input_hash, s.hash as result_hash, m.hash as matched_hash,
		u.pack_id as pack_id,
		(select max(w.root_id) from work_item w
		where w.decision = u.decision and w.record_id = r.record_id) as root_id, cast(null as bytea) as leaf
	from recommendation r join run u on u.id = r.run_id
	join content i on i.id = r.input_id join content s on s.id = r.result_id
	join content m on m.id = r.matched_id
	where r.run_id = :run_id and r.id > :after order by r.id limit :most) as there
	union all
	select * from (select e.row_id, cast(null as bytea), cast(null as bytea), cast(null as bytea), 0, 0, e.leaf from erased_row e
	where e.kind = 'recommendation' and e.group_id = :run_id and e.row_id > :after
	order by e.row_id limit :most) as gone) as both_of
order by id limit :most
-- name: recommendation_count
select count(*) from recommendation
-- name: item_put
insert into work_item (decision, record_type, record_id, root_id, cycle, state, sort_key,
	recommendation_id, opened_at, changed_at, tray, facets)
values (:decision, :record_type, :record_id, :root_id, :cycle, :state, :sort_key,
	:recommendation_id, :opened_at, :opened_at, :tray, :facets)
-- name: item_cycle
insert into work_item (decision, record_type, record_id, root_id, cycle, state, sort_key, recommendation_id, opened_at,
	changed_at, tray, facets)
select decision, record_type, record_id, root_id, cycle + 1, 'sealed', sort_key, recommendation_id,
	cast(:at as text), cast(:at as text), tray, facets
from work_item where id = :id returning id
-- name: item_renew
update work_item set state = :state, sort_key = :sort_key, recommendation_id = :recommendation_id,
	changed_at = :changed_at
where id = :id
-- name: item_move
update work_item set state = :state, changed_at = :changed_at
where id = :id and state = :before and recommendation_id = :recommendation_id
-- name: item_get
select id, decision, record_type, record_id, root_id, cycle, state, sort_key, recommendation_id,
	opened_at, changed_at
from work_item where id = :id
-- name: item_result
select c.body from work_item w join recommendation r on r.id = w.recommendation_id join content c on c.id = r.result_id
where w.id = :id
-- By the family: `|| ''` keeps SQLite off the index by decision, with which each batch of a run would go through every
-- item of the pack, so that the time of a run grew with the square of the caseload.

-- name: item_range
select w.id, w.record_id, w.cycle, w.state, r.mark,
	case when r.mark is null then (select hash from content where id = r.input_id) end,
	case when r.mark is null then (select hash from content where id = r.result_id) end,
	case when r.mark is null then (select hash from content where id = r.matched_id) end, w.tray, w.facets
from work_item w join recommendation r on r.id = w.recommendation_id
where w.root_id >= :low and w.root_id <= :high and w.decision || '' = :decision
order by w.record_id, w.cycle
-- The page's items are found first, by the index alone; only they are joined. `cross join` keeps SQLite to
-- the order written: from the few that a person has claimed.

-- name: item_list
select w.id, w.record_id, w.state, c.body, u.as_of, w.root_id, k.actor
from (select w.id from work_item w left join claim k on k.item_id = w.id
	where w.decision = :decision and {facets w} and w.state in ('sealed', 'viewed', 'revealed', 'decided')
		and (:unclaimed = 0 or k.actor is null) and {visible w.root_id}
	order by w.sort_key, w.id limit :most offset :skip) page
join work_item w on w.id = page.id join recommendation r on r.id = w.recommendation_id
join run u on u.id = r.run_id join content c on c.id = r.result_id
left join claim k on k.item_id = w.id
order by w.sort_key, w.id
-- name: item_list_state
select w.id, w.record_id, w.state, c.body, u.as_of, w.root_id, k.actor
from (select w.id from work_item w left join claim k on k.item_id = w.id
	where w.decision = :decision and {facets w} and w.state = :state
		and (:unclaimed = 0 or k.actor is null) and {visible w.root_id}
	order by w.sort_key, w.id limit :most offset :skip) page
join work_item w on w.id = page.id join recommendation r on r.id = w.recommendation_id
join run u on u.id = r.run_id join content c on c.id = r.result_id
left join claim k on k.item_id = w.id
order by w.sort_key, w.id
-- name: item_list_claimed
select w.id, w.record_id, w.state, c.body, u.as_of, w.root_id, k.actor
from (select w.id from claim k cross join work_item w
	where w.id = k.item_id and k.actor = :actor and w.decision = :decision and {facets w} and (:state = '' or w.state = :state)
		and w.state in ('sealed', 'viewed', 'revealed', 'decided') and {visible w.root_id}
	order by w.sort_key, w.id limit :most offset :skip) page
join work_item w on w.id = page.id join recommendation r on r.id = w.recommendation_id
join run u on u.id = r.run_id join content c on c.id = r.result_id
left join claim k on k.item_id = w.id
order by w.sort_key, w.id
-- name: item_count
select count(*) from (select 1 from work_item w left join claim k on k.item_id = w.id
where w.decision = :decision and {facets w} and w.state in ('sealed', 'viewed', 'revealed', 'decided')
	and (:unclaimed = 0 or k.actor is null) and {visible w.root_id} limit :most) as waiting
-- name: item_count_state
select count(*) from (select 1 from work_item w left join claim k on k.item_id = w.id
where w.decision = :decision and {facets w} and w.state = :state and (:unclaimed = 0 or k.actor is null) and {visible w.root_id}
limit :most) as waiting
-- name: item_count_claimed
select count(*) from claim k cross join work_item w
where w.id = k.item_id and k.actor = :actor and w.decision = :decision and {facets w} and (:state = '' or w.state = :state)
	and w.state in ('sealed', 'viewed', 'revealed', 'decided') and {visible w.root_id}
-- name: item_family
select w.id, w.record_id, w.state, w.cycle, k.actor from work_item w
left join claim k on k.item_id = w.id
where w.root_id in ({family :root_id})
	and w.decision = :decision order by w.sort_key, w.id
-- name: item_astray
select w.id from work_item w join recommendation r on r.id = w.recommendation_id
where case w.state when 'signed' then 1 else 0 end <> (select count(*) from decision d
		where d.item_id = w.id and d.state = 'signed')
	or case w.state when 'decided' then 1 else 0 end <> (select count(*) from decision d
		where d.item_id = w.id and d.state = 'open')
	or (w.state = 'out-of-scope') <> (r.state = 'out-of-scope') and w.state <> 'signed'
order by w.id limit 1
-- name: item_states
select w.state, count(*) from work_item w where w.decision = :decision and {visible w.root_id}
group by w.state order by w.state
