-- SPDX-License-Identifier: Apache-2.0
-- The page of the person decided about: codes that open it once, and who is signed in to it. Of a code and of a session
-- only a hash is kept. `until_on` is a day of the program's date; `ended` says how a code ended: used, replaced, tries.

create table person_code (
	id {id},
	pack text not null,
	root_id {int} not null,
	code_hash {bytes} not null unique,
	made_by text not null references account (name),
	made_at text not null,
	until_on text not null,
	tries {int} not null,
	ended text not null,
	ended_at text not null
);
create index person_code_root on person_code (root_id);

create table person_session (
	id {id},
	token_hash {bytes} not null unique,
	code_id {int} not null references person_code (id),
	made_at {int} not null
);
create index person_session_code on person_session (code_id);
