-- SPDX-License-Identifier: Apache-2.0
-- To how many of its clock's grades an overdue cycle was brought (pack: clocks.escalates), and letters that a clock makes.

alter table clock add column escalated {int} not null default 0;
alter table letter add column clock_id {int} references clock (id);
create unique index letter_clock on letter (clock_id);
