-- SPDX-License-Identifier: Apache-2.0
-- Documents: evidence as it came in. A row is never changed; where a document lies is its last filing.

create table case_document (
	id {id},
	pack text not null,
	type text not null,
	title text not null,
	sender text not null,
	file_name text not null,
	media_type text not null,
	size {int} not null,
	hash {bytes} not null,
	received_on text not null,
	received_at text not null,
	actor text not null
);
create index case_document_hash on case_document (hash);

create table case_document_body (
	document_id {int} primary key references case_document (id),
	body {bytes} not null
);

create table case_document_filing (
	id {id},
	document_id {int} not null references case_document (id),
	root_type text not null,
	root_id {int} not null,
	reason text not null,
	actor text not null,
	filed_at text not null
);
create index case_document_filing_root on case_document_filing (root_id);
create index case_document_filing_document on case_document_filing (document_id);
