-- SPDX-License-Identifier: Apache-2.0
-- Sign-in, sessions, claims, drafts.

-- name: password_get
select a.password, a.demo, a.failures, a.locked_until, a.active from account a where a.name = :name
-- name: password_put
update account set password = :password, failures = 0, locked_until = 0 where name = :name
-- name: password_failed
update account set
	locked_until = case when failures + 1 >= :tries then :locked_until else locked_until end,
	failures = case when failures + 1 >= :tries then 0 else failures + 1 end
where name = :name
-- name: password_right
update account set failures = 0, locked_until = 0 where name = :name
-- name: demo_put
update account set demo = 1 where name = :name
-- name: demo_list
select name, role, grade from account where demo = 1 and active = 1 order by role, grade, name

-- name: session_put
insert into session (token_hash, account, made_at, seen_at, stage)
values (:token_hash, :account, :made_at, :made_at, :stage)
-- name: session_get
select s.id, s.account, s.made_at, s.seen_at, a.role, a.grade, a.active, s.stage
from session s join account a on a.name = s.account where s.token_hash = :token_hash
-- name: session_seen
update session set seen_at = :seen_at where id = :id
-- name: session_drop
delete from session where token_hash = :token_hash
-- name: session_end
delete from session where id = :id
-- name: session_end_every
delete from session
-- name: session_end_all
delete from session where account = :account
-- name: session_sweep
delete from session where seen_at < :seen_before or made_at < :made_before
-- name: session_count
select count(*) from session where account = :account

-- name: claim_put
insert into claim (item_id, actor, claimed_at) values (:item_id, :actor, :claimed_at)
on conflict (item_id) do nothing
-- name: claim_move
update claim set actor = :actor, claimed_at = :claimed_at where item_id = :item_id and actor = :before
-- name: claim_drop
delete from claim where item_id = :item_id and actor = :actor
-- name: claim_get
select actor, claimed_at from claim where item_id = :item_id
-- name: claim_load
select c.actor, count(*) from claim c join work_item w on w.id = c.item_id
where w.state in ('sealed', 'viewed', 'revealed', 'decided') and {visible w.root_id}
group by c.actor order by c.actor

-- name: draft_put
insert into draft (item_id, actor, recommendation_id, body, saved_at)
values (:item_id, :actor, :recommendation_id, :body, :saved_at)
on conflict (item_id, actor) do update set recommendation_id = excluded.recommendation_id,
	body = excluded.body, saved_at = excluded.saved_at
-- name: draft_get
select recommendation_id, body, saved_at from draft where item_id = :item_id and actor = :actor
-- name: draft_drop
delete from draft where item_id = :item_id

-- The log and what waits for its place in it, each by its index: through the view of both PostgreSQL reads all.

-- name: look_people
select actor, max(at), count(*) from (
	select actor, at from audit_entry
	where person_id in ({family :person_id}) and person_type = :person_type
		and kind in ('consultation', 'decision', 'alteration')
	union all
	select actor, at from audit_waiting
	where person_id in ({family :person_id}) and person_type = :person_type
		and kind in ('consultation', 'decision', 'alteration')) as looks
group by actor order by max(at) desc
-- name: look_people_before
select actor, max(at), count(*) from (
	select actor, at from audit_entry
	where person_id in ({family :person_id}) and person_type = :person_type and at < :at and actor <> :actor
		and kind in ('consultation', 'decision', 'alteration')
	union all
	select actor, at from audit_waiting
	where person_id in ({family :person_id}) and person_type = :person_type and at < :at and actor <> :actor
		and kind in ('consultation', 'decision', 'alteration')) as looks
group by actor order by max(at) desc
-- name: trail_page
select number, at, actor, kind, action, purpose, face, subject, subject_id from audit_entry
where person_id in ({family :person_id})
	and person_type = :person_type and number < :before
order by number desc limit :most
