-- SPDX-License-Identifier: Apache-2.0
-- Rounds.

-- name: round_put
insert into round (pack, root_id, called_by, reason, opened_by, opened_on, opened_at, ended_by, ended_on, ended_at,
	ended_why, decided)
values (:pack, :root_id, :called_by, :reason, :opened_by, :opened_on, :opened_at, '', '', '', '', '[]')
on conflict do nothing
-- name: round_end
update round set ended_by = :ended_by, ended_on = :ended_on, ended_at = :ended_at, ended_why = :ended_why,
	decided = :decided
where id = :id and ended_at = ''
-- name: round_list
select id, called_by, reason, opened_by, opened_on, opened_at, ended_by, ended_on, ended_at, ended_why, decided
from round where pack = :pack and root_id in ({family :root_id}) order by id desc
-- Every cycle of every item of the case, with the decision that became final in it.

-- name: round_items
select w.id, w.record_id, w.state, coalesce(d.outcome, ''), coalesce(d.made_at, '') from work_item w
left join decision d on d.item_id = w.id and d.state = 'signed'
where w.root_id in ({family :root_id}) and w.decision = :pack order by w.record_id, w.cycle, d.id
