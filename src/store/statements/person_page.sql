-- SPDX-License-Identifier: Apache-2.0
-- The page of the person decided about.

-- The account that what they do is by: nobody signs in as it.
-- name: person_account
insert into account (name, role, grade, active, created_at) values (:name, :role, '', 0, :created_at)
on conflict (name) do nothing
-- name: person_code_replace
update person_code set ended = 'replaced', ended_at = :ended_at where pack = :pack and root_id in ({family :root_id}) and ended = ''
-- name: person_session_replace
delete from person_session where code_id in (select c.id from person_code c
	where c.pack = :pack and c.root_id in ({family :root_id}))
-- name: person_code_put
insert into person_code (pack, root_id, code_hash, made_by, made_at, until_on, tries, ended, ended_at)
values (:pack, :root_id, :code_hash, :made_by, :made_at, :until_on, 0, '', '') returning id
-- name: person_code_get
select id, pack, root_id, until_on from person_code where code_hash = :code_hash and ended = ''
-- name: person_code_failed
update person_code set tries = tries + 1, ended = case when tries + 1 >= :most then 'tries' else ended end,
	ended_at = case when tries + 1 >= :most then cast(:ended_at as text) else ended_at end
where id = :id and ended = ''
-- name: person_code_used
update person_code set ended = 'used', ended_at = :ended_at where id = :id and ended = ''
-- name: person_session_sweep
delete from person_session where made_at < :made_before
-- name: person_session_put
insert into person_session (token_hash, code_id, made_at) values (:token_hash, :code_id, :made_at)
-- name: person_session_get
select c.pack, c.root_id from person_session s join person_code c on c.id = s.code_id
where s.token_hash = :token_hash and s.made_at >= :made_after
-- name: person_session_drop
delete from person_session where token_hash = :token_hash
-- Final decisions on the person, with what was made and said of each; a letter that is kept back is not shown.

-- name: person_page_decisions
select d.id, d.item_id, d.outcome, d.reasons, d.made_at, w.record_id, coalesce(a.role, ''),
	coalesce((select max(l.id) from letter l where l.decision_id = d.id and l.document_id is not null
		and l.state <> 'withheld'), 0),
	coalesce((select max(c.received_on) from challenge c where c.decision_id = d.id), ''),
	coalesce((select max(n.outcome) from challenge c join decision n on n.item_id = c.answer_item_id and n.state = 'signed'
		where c.decision_id = d.id), '')
from decision d join work_item w on w.id = d.item_id left join account a on a.name = d.actor
where w.root_id in ({family :root_id}) and w.decision = :pack and d.state = 'signed' order by d.id desc limit :most
-- Letters that tell no decision: of steps.

-- name: person_page_letters
select id, name, made_at from letter
where root_id in ({family :root_id}) and pack = :pack and decision_id is null and document_id is not null and state <> 'withheld'
order by id desc limit :most
-- name: person_page_requests
select id, record_type, field, wanted, asked_on, due_on, state, coalesce(answer, '') from rectification
where root_id in ({family :root_id}) order by id desc limit :most
