-- SPDX-License-Identifier: Apache-2.0
-- Letters of steps: one is of a decision, or of a transition that a person took. SQLite cannot take `not null` from a column.

{sqlite} create table letter_new (
{sqlite} 	id {id},
{sqlite} 	pack text not null,
{sqlite} 	pack_id {int} not null references pack_version (id),
{sqlite} 	name text not null,
{sqlite} 	language text not null,
{sqlite} 	asked text not null,
{sqlite} 	item_id {int} not null references work_item (id),
{sqlite} 	decision_id {int} references decision (id),
{sqlite} 	root_id {int} not null,
{sqlite} 	document_id {int} references case_document (id),
{sqlite} 	page text not null,
{sqlite} 	page_hash {bytes},
{sqlite} 	state text not null,
{sqlite} 	why text not null,
{sqlite} 	made_at text not null,
{sqlite} 	actor text not null references account (name),
{sqlite} 	ended_on text,
{sqlite} 	ended_how text,
{sqlite} 	ended_by text references account (name),
{sqlite} 	ended_at text,
{sqlite} 	transition_id {int} unique references transition (id),
{sqlite} 	unique (decision_id, name)
{sqlite} );
{sqlite} insert into letter_new (id, pack, pack_id, name, language, asked, item_id, decision_id, root_id, document_id, page, page_hash, state,
{sqlite} 	why, made_at, actor, ended_on, ended_how, ended_by, ended_at)
{sqlite} select id, pack, pack_id, name, language, asked, item_id, decision_id, root_id, document_id, page, page_hash, state,
{sqlite} 	why, made_at, actor, ended_on, ended_how, ended_by, ended_at from letter;
{sqlite} drop table letter;
{sqlite} alter table letter_new rename to letter;
{sqlite} create index letter_root on letter (root_id);
{sqlite} create index letter_item on letter (item_id);
{sqlite} create index letter_document on letter (document_id);
{postgres} alter table letter alter column decision_id drop not null;
{postgres} alter table letter add column transition_id {int} unique references transition (id);
