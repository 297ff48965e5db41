-- SPDX-License-Identifier: Apache-2.0
-- Letters as they were made, and what became of each; and that the act of a decision was done. Days are as told;
-- `root_id` is the record's own root, as stored. `asked` is the code of the language that the person reads, as the pack
-- has it; `why` says of one that could not be made what it lacks. The file is a document of the case.

create table letter (
	id {id},
	pack text not null,
	pack_id {int} not null references pack_version (id),
	name text not null,
	language text not null,
	asked text not null,
	item_id {int} not null references work_item (id),
	decision_id {int} not null references decision (id),
	root_id {int} not null,
	document_id {int} references case_document (id),
	page text not null,
	page_hash {bytes},
	state text not null,
	why text not null,
	made_at text not null,
	actor text not null references account (name),
	ended_on text,
	ended_how text,
	ended_by text references account (name),
	ended_at text,
	unique (decision_id, name)
);
create index letter_root on letter (root_id);
create index letter_item on letter (item_id);
create index letter_document on letter (document_id);

create table decision_done (
	id {id},
	decision_id {int} not null unique references decision (id),
	done_on text not null,
	how text not null,
	actor text not null references account (name),
	recorded_at text not null
);
