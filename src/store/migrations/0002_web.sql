-- SPDX-License-Identifier: Apache-2.0
-- The web face: passwords and sessions, who works on what, what is written and not yet sent.
-- Times of sessions are microseconds since 1970, because they are only ever compared.

alter table account add column password text;
alter table account add column demo {int} not null default 0;
alter table account add column failures {int} not null default 0;
alter table account add column locked_until {int} not null default 0;

create table session (
	id {id},
	token_hash {bytes} not null unique,
	account text not null references account (name),
	made_at {int} not null,
	seen_at {int} not null
);
create index session_account on session (account);

create table claim (
	item_id {int} primary key references work_item (id),
	actor text not null references account (name),
	claimed_at text not null
);
create index claim_actor on claim (actor);

-- What a person has written towards a decision; gone when it is made.
create table draft (
	item_id {int} not null references work_item (id),
	actor text not null references account (name),
	recommendation_id {int} not null,
	body text not null,
	saved_at text not null,
	primary key (item_id, actor)
);

-- The worklist is read in this order, and only what waits.
create index work_item_waits on work_item (decision, sort_key, id)
	where state in ('sealed', 'viewed', 'revealed', 'decided');
