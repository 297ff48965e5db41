-- SPDX-License-Identifier: Apache-2.0
-- Who may see which case. Of records that are read as one, who does not see one sees none. The macro is the one place that says so: statements that list, count or search
-- write {visible COLUMN} of the column with the case's number.

-- macro: group
select {}
	union all select ma.kept_id from merged_record ma where ma.merged_id = {}
	union all select mb.merged_id from merged_record mb where mb.kept_id = {}
	union all select md.merged_id from merged_record mc join merged_record md on md.kept_id = mc.kept_id
		where mc.merged_id = {}

-- macro: visible
(not exists (select 1 from case_exclusion vx
	where vx.account = :viewer and vx.ended_at is null and vx.root_id in ({group {}}))
and not exists (select 1 from second_look vl
	where vl.actor = :viewer and vl.done_at is null and vl.root_id in ({group {}}))
and not exists (select 1 from case_restriction vr
	where vr.ended_at is null and vr.root_id in ({group {}})
	and not exists (select 1 from case_named vn
		where vn.root_id = vr.root_id and vn.account = :viewer and vn.ended_at is null)
	and not exists (select 1 from case_glass vg
		where vg.root_id = vr.root_id and vg.account = :viewer and vg.until > :viewed_at)))

-- name: case_is_visible
select case when {visible c.root_id} then 1 else 0 end from (select cast(:root_id as bigint) as root_id) c

-- Cases that the viewer does not see.

-- name: case_hidden
select c.root_id from (select r.root_id from case_restriction r where r.ended_at is null
	union select x.root_id from case_exclusion x where x.account = :viewer and x.ended_at is null
	union select s.root_id from second_look s where s.actor = :viewer and s.done_at is null
	union select m.merged_id from merged_record m union select m.kept_id from merged_record m) c
where not {visible c.root_id} order by c.root_id
-- Of which they are excluded: what even who inspects is not told.

-- name: case_excluded
select c.root_id from (select x.root_id from case_exclusion x where x.account = :viewer and x.ended_at is null
	union select m.merged_id from merged_record m union select m.kept_id from merged_record m) c
where exists (select 1 from case_exclusion vx
	where vx.account = :viewer and vx.ended_at is null and vx.root_id in ({group c.root_id})) order by c.root_id
-- name: restriction_get
select id, reason, actor, made_at from case_restriction where root_id = :root_id and ended_at is null
-- name: restriction_put
insert into case_restriction (root_id, reason, actor, made_at) values (:root_id, :reason, :actor, :made_at)
-- name: restriction_end
update case_restriction set ended_at = :ended_at, ended_by = :ended_by, end_reason = :end_reason
where root_id = :root_id and ended_at is null

-- name: named_list
select n.account, a.role, n.actor, n.made_at from case_named n join account a on a.name = n.account
where n.root_id = :root_id and n.ended_at is null order by n.account
-- name: named_put
insert into case_named (root_id, account, actor, made_at) values (:root_id, :account, :actor, :made_at)
on conflict (root_id, account) where ended_at is null do nothing
-- name: named_claimants
insert into case_named (root_id, account, actor, made_at)
select distinct w.root_id, k.actor, cast(:actor as text), cast(:made_at as text)
from work_item w join claim k on k.item_id = w.id where w.root_id = :root_id
-- name: named_end
update case_named set ended_at = :ended_at, ended_by = :ended_by
where root_id = :root_id and (account = :account or :account = '') and ended_at is null

-- name: exclusion_list
select account, reason, actor, made_at from case_exclusion
where root_id = :root_id and ended_at is null order by account
-- name: exclusion_put
insert into case_exclusion (root_id, account, reason, actor, made_at)
values (:root_id, :account, :reason, :actor, :made_at)
on conflict (root_id, account) where ended_at is null do nothing
-- name: exclusion_end
update case_exclusion set ended_at = :ended_at, ended_by = :ended_by, end_reason = :end_reason
where root_id = :root_id and account = :account and ended_at is null
-- What the account had claimed of the case is nobody's again, and its drafts are gone.

-- name: exclusion_unclaim
delete from claim where actor = :account
	and item_id in (select w.id from work_item w where w.root_id = :root_id)
-- name: exclusion_undraft
delete from draft where actor = :account
	and item_id in (select w.id from work_item w where w.root_id = :root_id)

-- name: glass_put
insert into case_glass (root_id, account, reason, made_at, until)
values (:root_id, :account, :reason, :made_at, :until) returning id
-- name: glass_get
select g.id, g.root_id, g.account, g.reason, g.made_at, g.until, g.reviewed_by, g.reviewed_at, g.verdict,
	g.review_reason
from case_glass g where g.id = :id and {visible g.root_id}
-- name: glass_list
select g.id, g.root_id, g.account, g.reason, g.made_at, g.until, g.reviewed_by, g.reviewed_at, g.verdict,
	g.review_reason
from case_glass g where {visible g.root_id}
order by case when g.reviewed_at is null then 0 else 1 end, g.id desc limit :most
-- name: glass_of_case
select g.id, g.root_id, g.account, g.reason, g.made_at, g.until, g.reviewed_by, g.reviewed_at, g.verdict,
	g.review_reason
from case_glass g where g.root_id = :root_id order by g.id desc limit :most
-- name: glass_waiting_count
select count(*) from case_glass g
where g.reviewed_at is null and g.account <> :viewer and {visible g.root_id}
-- name: glass_review
update case_glass set reviewed_by = :reviewed_by, reviewed_at = :reviewed_at, verdict = :verdict,
	review_reason = :review_reason
where id = :id and reviewed_at is null

-- name: training_put
insert into account_training (account, training, done_on, until, actor, recorded_at)
values (:account, :training, :done_on, :until, :actor, :recorded_at)
-- name: training_until
select until from account_training where account = :account and training = :training order by id desc limit 1
-- name: training_list
select t.account, t.training, t.done_on, t.until, t.actor, t.recorded_at from account_training t
where t.id = (select max(o.id) from account_training o where o.account = t.account and o.training = t.training)
order by t.account, t.training
