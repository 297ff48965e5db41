-- SPDX-License-Identifier: Apache-2.0
-- Flags on rules.

-- name: flag_put
insert into rule_flag (pack, pack_id, rule_table, rule, item_id, said, actor, role, made_at, due_on)
values (:pack, :pack_id, :rule_table, :rule, :item_id, :said, :actor, :role, :made_at, :due_on) returning id
-- How many of that role since an instant.

-- name: flag_count_since
select count(*) from rule_flag where pack = :pack and role = :role and made_at >= :since
-- The same words on the same rule, unanswered.

-- name: flag_same
select id from rule_flag where pack = :pack and rule_table = :rule_table and rule = :rule and said = :said and answered_at is null
-- Open ones first. A case is named to who sees it.

-- name: flag_list
select f.id, f.rule_table, f.rule,
	coalesce((select w.id from work_item w where w.id = f.item_id and {visible w.root_id}), 0),
	f.said, f.actor, f.role, f.made_at, f.due_on, f.verdict, f.answer, f.shown, coalesce(f.answered_by, ''),
	coalesce(f.answered_at, ''), v.version
from rule_flag f join pack_version v on v.id = f.pack_id
where f.pack = :pack
order by case when f.answered_at is null then 0 else 1 end, f.made_at desc, f.id desc limit :most
-- name: flag_find
select id from rule_flag where id = :id and pack = :pack
-- name: flag_answer
update rule_flag set verdict = :verdict, answer = :answer, shown = :shown, answered_by = :answered_by, answered_at = :answered_at
where id = :id and pack = :pack and answered_at is null
