-- SPDX-License-Identifier: Apache-2.0
-- Disclosures out of a closed compartment, asked of the compartment.

-- name: disclosure_put
insert into disclosure (pack, root_id, recipient, ground, reason, body, actor, made_on, made_at, told_due, deleted_due,
	told, told_on, told_why, told_by, deleted_on, deleted_why, deleted_by)
values (:pack, :root_id, :recipient, :ground, :reason, :body, :actor, :made_on, :made_at, :told_due, :deleted_due,
	'', '', '', '', '', '', '')
returning id
-- name: disclosure_list
select id, root_id, recipient, ground, reason, body, actor, made_on, told_due, deleted_due, told, told_on, told_why,
	told_by, deleted_on, deleted_why, deleted_by
from disclosure where pack = :pack and (:id = 0 or id = :id) order by id
-- name: disclosure_tell
update disclosure set told = :told, told_on = :told_on, told_why = :told_why, told_by = :told_by
where id = :id and pack = :pack and told = ''
-- name: disclosure_delete
update disclosure set deleted_on = :deleted_on, deleted_why = :deleted_why, deleted_by = :deleted_by
where id = :id and pack = :pack and deleted_on = ''
