-- SPDX-License-Identifier: Apache-2.0
-- Documents, and where they were filed.

-- name: document_put
insert into case_document (pack, type, title, sender, file_name, media_type, size, hash, received_on, received_at, actor)
values (:pack, :type, :title, :sender, :file_name, :media_type, :size, :file_hash, :received_on, :received_at, :actor)
returning id
-- name: document_body_put
insert into case_document_body (document_id, body) values (:document_id, :body_bytes)
-- name: document_file
insert into case_document_filing (document_id, root_type, root_id, reason, actor, filed_at)
values (:document_id, :root_type, :root_id, :reason, :actor, :filed_at)
returning id
-- name: document_get
select d.id, d.type, d.title, d.sender, d.file_name, d.media_type, d.size, d.hash, d.received_on,
	d.received_at, d.actor, coalesce(f.root_id, 0), f.actor, f.filed_at
from case_document d
left join case_document_filing f on f.document_id = d.id
	and f.id = (select max(g.id) from case_document_filing g where g.document_id = d.id)
where d.id = :id and d.pack = :pack
-- name: document_list
select d.id, d.type, d.title, d.sender, d.file_name, d.media_type, d.size, d.hash, d.received_on,
	d.received_at, d.actor, f.root_id, f.actor, f.filed_at
from case_document_filing f join case_document d on d.id = f.document_id
where f.root_id in ({family :root_id})
	and f.root_type = :root_type and d.pack = :pack
	and f.id = (select max(g.id) from case_document_filing g where g.document_id = d.id)
order by d.id
-- name: document_unfiled
select d.id, d.type, d.title, d.sender, d.file_name, d.media_type, d.size, d.hash, d.received_on,
	d.received_at, d.actor, 0, null, null
from case_document d
where d.pack = :pack and not exists (select 1 from case_document_filing f where f.document_id = d.id)
order by d.id limit :most
-- name: document_unfiled_count
select count(*) from case_document d
where d.pack = :pack and not exists (select 1 from case_document_filing f where f.document_id = d.id)
-- name: document_counts
select 'filed', count(*) from case_document d
join case_document_filing f on f.document_id = d.id
	and f.id = (select max(g.id) from case_document_filing g where g.document_id = d.id)
where d.pack = :pack and {visible f.root_id}
union all
select 'waiting to be filed', count(*) from case_document d where d.pack = :pack
	and not exists (select 1 from case_document_filing f where f.document_id = d.id)
-- name: document_same
select d.id from case_document d
left join case_document_filing f on f.document_id = d.id
	and f.id = (select max(g.id) from case_document_filing g where g.document_id = d.id)
where d.hash = :file_hash and d.pack = :pack and coalesce(f.root_id, 0) = :root_id
order by d.id limit 1
-- name: document_body
select body from case_document_body where document_id = :document_id
-- name: document_page
select d.id, d.type, d.title, d.sender, d.file_name, d.media_type, d.size, d.hash, d.received_on,
	d.received_at, d.actor, b.body
from case_document d left join case_document_body b on b.document_id = d.id
where d.id > :last order by d.id limit :most
-- name: document_filing_page
select id, document_id, root_type, root_id, reason, actor, filed_at from case_document_filing
where id > :last order by id limit :most
-- name: document_entry_find
select count(*) from audit_written
where subject = 'document' and subject_id = :document_id and action = :action and actor = :actor
	and detail = :detail
-- name: document_entry_count
select count(*) from audit_written where subject = 'document' and action = :action and kind = :kind
