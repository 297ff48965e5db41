-- SPDX-License-Identifier: Apache-2.0
-- Teams. Whose an item is, is said here alone: {tray ITEM} of a team `tt`, {teamed ITEM} of the viewer's.

-- macro: tray
(not exists (select 1 from team_tray ty where ty.team_id = tt.id)
or exists (select 1 from team_tray tz where tz.team_id = tt.id and tz.tray = {}.tray))

-- macro: teamed
exists (select 1 from team_member tm join team tt on tt.id = tm.team_id
	where tm.account = :viewer and tm.ended_at is null and tt.pack = {}.decision and {tray {}})

-- By what a worklist is filtered (app/facet.h).

-- macro: facets
(:facets = '' or {}.facets like :facets escape '!')

-- Of the viewer's teams, or of nobody's: no team with a member takes it.

-- name: item_is_for
select case when {teamed w} or not exists (select 1 from team tt join team_member tn on tn.team_id = tt.id
		and tn.ended_at is null where tt.pack = w.decision and {tray w}) then 1 else 0 end
from work_item w where w.id = :id

-- name: item_tray_role
select coalesce(w.tray, ''), coalesce((select a.role from account a where a.name = :account), '')
from work_item w where w.id = :id

-- name: item_list_team
select w.id, w.record_id, w.state, c.body, u.as_of, w.root_id, k.actor
from (select w.id from work_item w
	where w.decision = :decision and {facets w} and (:state = '' or w.state = :state)
		and w.state in ('sealed', 'viewed', 'revealed', 'decided') and {teamed w} and {visible w.root_id}
	order by w.sort_key, w.id limit :most offset :skip) page
join work_item w on w.id = page.id join recommendation r on r.id = w.recommendation_id
join run u on u.id = r.run_id join content c on c.id = r.result_id
left join claim k on k.item_id = w.id
order by w.sort_key, w.id
-- name: item_count_team
select count(*) from (select 1 from work_item w
where w.decision = :decision and {facets w} and (:state = '' or w.state = :state)
	and w.state in ('sealed', 'viewed', 'revealed', 'decided') and {teamed w} and {visible w.root_id}
limit :most) as waiting
-- name: item_mark
update work_item set tray = :tray, facets = :facets where id = :id

-- name: team_put
insert into team (pack, name, label, asked_by, reason, actor, made_at)
values (:pack, :name, :label, :asked_by, :reason, :actor, :made_at) returning id
-- name: team_tray_put
insert into team_tray (team_id, tray) values (:team_id, :tray)
-- name: team_find
select id from team where pack = :pack and name = :name
-- name: team_list
select t.id, t.name, t.label, case when exists (select 1 from team_member m where m.team_id = t.id
	and m.account = :viewer and m.ended_at is null) then 1 else 0 end
from team t where t.pack = :pack order by t.name
-- name: team_trays
select y.team_id, y.tray from team_tray y join team t on t.id = y.team_id where t.pack = :pack
order by y.team_id, y.tray
-- name: team_members
select m.team_id, m.account, a.role, m.asked_by, m.reason, m.actor, m.made_at,
	(select count(*) from claim k join work_item w on w.id = k.item_id
	where k.actor = m.account and w.decision = :pack
		and w.state in ('sealed', 'viewed', 'revealed', 'decided') and {visible w.root_id})
from team_member m join team t on t.id = m.team_id join account a on a.name = m.account
where t.pack = :pack and m.ended_at is null order by m.team_id, m.account
-- Open items of each team by tray: how many of them nobody has claimed, how many something stops (app/facet.h), and since
-- when the oldest has been open.

-- name: team_load
select tt.id, coalesce(w.tray, ''), count(*), sum(case when k.actor is null then 1 else 0 end),
	sum(case when w.facets like '%;blocked;%' then 1 else 0 end), min(w.opened_at)
from team tt join work_item w on w.decision = tt.pack left join claim k on k.item_id = w.id
where tt.pack = :pack and w.state in ('sealed', 'viewed', 'revealed', 'decided') and {tray w}
	and {visible w.root_id}
group by tt.id, coalesce(w.tray, '') order by 1, 2
-- name: team_join
insert into team_member (team_id, account, asked_by, reason, actor, made_at)
values (:team_id, :account, :asked_by, :reason, :actor, :made_at)
on conflict (team_id, account) where ended_at is null do nothing
-- name: team_leave
update team_member set ended_at = :ended_at, ended_by = :ended_by, end_asked_by = :end_asked_by,
	end_reason = :end_reason
where team_id = :team_id and account = :account and ended_at is null
