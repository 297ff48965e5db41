-- SPDX-License-Identifier: Apache-2.0
-- name: job_clock
select (extract(epoch from clock_timestamp()) * 1000000)::bigint
-- Several workers take at once: each passes over what another is about to take.

-- name: job_take
update job set holder = :holder, lease = lease + 1, lease_until = :until, attempts = attempts + 1
where id = (select id from job where state = 'open' and run_after <= :now
	and (lease_until <= :now or lease_until > :nonsense) order by run_after, id
	for update skip locked limit 1)
returning id, kind, about, lease, asked, attempts, every, anchor, actor, why
