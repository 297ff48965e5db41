-- SPDX-License-Identifier: Apache-2.0
-- What was given to somebody outside out of a closed compartment; lies in the compartment, and is empty in casework.
-- `body` is what was given, as JSON; the log has its hash. Days are the program's: `told_due` is that by which the person
-- is told, `deleted_due` that by which who got it has deleted it. `told` is empty, told or withheld.

create table disclosure (
	id {id},
	pack text not null,
	root_id {int} not null,
	recipient text not null,
	ground text not null,
	reason text not null,
	body text not null,
	actor text not null,
	made_on text not null,
	made_at text not null,
	told_due text not null,
	deleted_due text not null,
	told text not null,
	told_on text not null,
	told_why text not null,
	told_by text not null,
	deleted_on text not null,
	deleted_why text not null,
	deleted_by text not null
);
create index disclosure_root on disclosure (root_id);
