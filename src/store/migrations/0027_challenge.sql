-- SPDX-License-Identifier: Apache-2.0
-- A final decision that its person challenges: why, when it came and through what; `until` is the last day of the time
-- that the decision's letter gave, or empty. `answer_item_id` is the cycle of the item in which it is decided anew:
-- the decision there is the answer.

create table challenge (
	id {id},
	decision_id {int} not null unique references decision (id),
	item_id {int} not null references work_item (id),
	answer_item_id {int} not null references work_item (id),
	grounds text not null,
	through text not null,
	received_on text not null,
	until text not null,
	actor text not null references account (name),
	recorded_at text not null
);
create index challenge_item on challenge (item_id);
create index challenge_answer on challenge (answer_item_id);
