-- SPDX-License-Identifier: Apache-2.0
-- The queue. Its instants are the database's, since workers' machines may tell different times.
-- name: job_clock
select cast((julianday('now') - 2440587.5) * 86400000 as integer) * 1000
-- name: job_ask
insert into job (kind, about, state, every, anchor, run_after, asked, attempts, lease, holder, lease_until,
	actor, asked_at, why)
values (:kind, :about, 'open', :every, :run_after, :run_after, 1, 0, 0, '', 0, :actor, :asked_at, '')
on conflict (kind, about) where state = 'open' do update set
	every = case when excluded.every > 0 then excluded.every else job.every end,
	anchor = case when excluded.every > 0 then excluded.anchor else job.anchor end,
	run_after = case when excluded.every > 0 or excluded.run_after < job.run_after
		then excluded.run_after else job.run_after end,
	asked = job.asked + 1, actor = excluded.actor, asked_at = excluded.asked_at
returning id
-- name: job_is_due
select 1 from job where state = 'open' and run_after <= :now
	and (lease_until <= :now or lease_until > :nonsense) limit 1
-- name: job_take
update job set holder = :holder, lease = lease + 1, lease_until = :until, attempts = attempts + 1
where id = (select id from job where state = 'open' and run_after <= :now
	and (lease_until <= :now or lease_until > :nonsense) order by run_after, id limit 1)
returning id, kind, about, lease, asked, attempts, every, anchor, actor, why
-- One that its worker has ended is not held, whenever the thread that renews it comes by.

-- name: job_renew
update job set lease_until = :until
where id = :id and lease = :lease and holder = :holder and state = 'open' and lease_until > 0
-- name: job_give_back
update job set lease_until = 0, attempts = attempts - 1
where id = :id and lease = :lease and holder = :holder and state = 'open'
-- name: job_done
update job set state = case when every = 0 and asked = :asked then 'done' else 'open' end,
	run_after = case when asked <> :asked then :now when every > 0 then :next else run_after end,
	attempts = 0, lease_until = 0, why = '', ended_at = :ended_at
where id = :id and lease = :lease and holder = :holder and state = 'open'
-- name: job_failed
update job set run_after = :run_after, lease_until = 0, why = :why
where id = :id and lease = :lease and holder = :holder and state = 'open'
-- name: job_dead
update job set state = 'dead', lease_until = 0, why = :why, ended_at = :ended_at
where id = :id and lease = :lease and holder = :holder and state = 'open'
	and every = 0 and asked = :asked
-- What recurs, or was asked again meanwhile, goes on; that this time failed is kept beside it.

-- name: job_bury
insert into job (kind, about, state, every, anchor, run_after, asked, attempts, lease, holder, lease_until,
	actor, asked_at, why, ended_at)
select kind, about, 'dead', 0, anchor, run_after, asked, attempts, lease, holder, 0, actor, asked_at,
	:why, :ended_at
from job where id = :id and lease = :lease and holder = :holder and state = 'open'
-- name: job_waiting
select id, asked, lease from job where kind = :kind and about = :about and state = 'open'
	and every = 0 and lease_until <= :now
-- name: job_settle
update job set state = 'done', ended_at = :ended_at
where id = :id and asked = :asked and lease = :lease and state = 'open' and every = 0
-- name: job_is_open
select 1 from job where kind = :kind and about = :about and state = 'open' and every = 0
-- name: job_list
select id, kind, about, state, every, run_after, attempts, holder, lease_until, actor, asked_at, why, ended_at,
	ended_by, reason
from job
order by case state when 'dead' then 0 when 'open' then 1 else 2 end,
	case when state = 'open' then run_after else -id end, id limit :most
-- name: job_get
select kind, about, state from job where id = :id
-- name: job_end
update job set state = :state, ended_at = :ended_at, ended_by = :ended_by, reason = :reason
where id = :id and state = :before

-- name: worker_seen
insert into worker (holder, started_at, seen_at) values (:holder, :started_at, :seen_at)
on conflict (holder) do update set seen_at = excluded.seen_at
-- name: worker_gone
delete from worker where holder = :holder or seen_at < :before
-- name: worker_list
select holder, started_at, seen_at from worker where seen_at >= :after order by holder
