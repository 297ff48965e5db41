-- SPDX-License-Identifier: Apache-2.0
-- A final decision of one stream of work that refers the case to another, by name: listed there until somebody has
-- decided there on the case since.

create table referral (
	id {id},
	decision_id {int} not null unique references decision (id),
	item_id {int} not null references work_item (id),
	root_id {int} not null,
	pack text not null,
	made_at text not null
);
create index referral_pack on referral (pack, made_at);
create index referral_item on referral (item_id);
