-- SPDX-License-Identifier: Apache-2.0
-- Transparency records as they were published: the list of fields as JSON (app/transparency.h).

create table transparency_record (
	id {id},
	pack text not null,
	pack_id {int} not null references pack_version (id),
	body text not null,
	published_by text not null references account (name),
	published_at text not null
);
create index transparency_record_pack on transparency_record (pack, published_at);
