-- SPDX-License-Identifier: Apache-2.0
-- Teams: who works together, on which trays of a pack's items; none named: on all. The tray of an item is the value
-- of the field that the pack names (teams.by), kept when the rules run. A member who has left stays on record.

create table team (
	id {id},
	pack text not null,
	name text not null,
	label text not null,
	asked_by text not null,
	reason text not null,
	actor text not null references account (name),
	made_at text not null,
	unique (pack, name)
);

create table team_tray (
	team_id {int} not null references team (id),
	tray text not null,
	primary key (team_id, tray)
);

create table team_member (
	id {id},
	team_id {int} not null references team (id),
	account text not null references account (name),
	asked_by text not null,
	reason text not null,
	actor text not null references account (name),
	made_at text not null,
	ended_at text,
	ended_by text references account (name),
	end_asked_by text,
	end_reason text
);
create unique index team_member_open on team_member (team_id, account) where ended_at is null;
create index team_member_account on team_member (account);

alter table work_item add column tray text;
