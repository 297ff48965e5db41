-- SPDX-License-Identifier: Apache-2.0
-- Versions of packs: proposals, and what was taken up.

-- name: pack_known
select id from pack_version where name = :name limit 1
-- name: pack_named
select id from pack_version where name = :name and version = :version limit 1
-- name: pack_version_list
select v.id, v.name, v.version, v.hash, v.taken_at, v.taken_by, p.id, p.proposed_by, p.statement
from pack_version v left join pack_proposal p on p.pack_id = v.id
order by v.name, v.id desc

-- name: proposal_put
insert into pack_proposal (pack, version, hash, base_id, statement, result, impact, state, proposed_by, proposed_at, reason)
values (:pack, :version, :pack_hash, :base_id, :statement, :result, :impact, 'open', :actor, :now, '') returning id
-- name: proposal_file_put
insert into pack_proposal_file (proposal_id, name, content_id, evidence) values (:proposal_id, :name, :content_id, :evidence)
-- name: proposal_file_list
select f.name, c.body from pack_proposal_file f join content c on c.id = f.content_id
where f.proposal_id = :proposal_id order by f.name
-- name: proposal_list
select p.id, p.pack, p.version, p.hash, p.base_id, b.version, p.statement, p.result,
	case when p.state = 'open' and p.base_id <> (select max(v.id) from pack_version v where v.name = p.pack)
		then 'lapsed' else p.state end,
	p.proposed_by, p.proposed_at, p.reason, p.answered_by, p.answered_at, p.impact
from pack_proposal p join pack_version b on b.id = p.base_id
where p.id = :proposal_id or :proposal_id = 0
order by p.id desc
-- name: proposal_answer
update pack_proposal set state = :state, reason = :reason, answered_by = :actor, answered_at = :now, pack_id = :pack_id
where id = :proposal_id and state = 'open'
