-- SPDX-License-Identifier: Apache-2.0
-- Work that waits for a worker. Instants are microseconds since 1970, because they are compared.

-- Of a kind and what it is about there is one open job at a time: who asks again is counted in `asked`,
-- and what was asked while it is at work is done once more. `lease` numbers the takings: who ends a job
-- shows the number, so that a worker whose lease has lapsed ends nothing of another's.
create table job (
	id {id},
	kind text not null,
	about text not null,
	state text not null,
	every {int} not null, -- seconds; 0: once
	anchor {int} not null, -- the first of what recurs
	run_after {int} not null,
	asked {int} not null,
	attempts {int} not null,
	lease {int} not null,
	holder text not null,
	lease_until {int} not null,
	actor text not null references account (name),
	asked_at text not null,
	why text not null, -- it failed last
	ended_at text,
	ended_by text,
	reason text -- of who put it back, or dropped it
);
create unique index job_open on job (kind, about) where state = 'open';
create index job_due on job (run_after) where state = 'open';

-- Workers that live: each says so every few seconds.
create table worker (
	holder text primary key,
	started_at text not null,
	seen_at {int} not null
);
