-- SPDX-License-Identifier: Apache-2.0
-- How records moved from state to state.

-- name: transition_put
insert into transition (pack_id, item_id, record_type, record_id, root_id, states, name, from_state, to_state, reason,
	form, decision_id, actor, made_at)
values (:pack_id, :item_id, :record_type, :record_id, :root_id, :states, :name, :from_state, :to_state, :reason,
	:form, :decision_id, :actor, :made_at) returning id
-- name: transition_by
select count(*) from transition
where record_type = :record_type and record_id = :record_id and name = :name and actor = :actor
-- name: transition_list
select states, name, from_state, to_state, reason, form, actor, made_at from transition
where record_type = :record_type and record_id = :record_id order by id
