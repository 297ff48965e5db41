-- SPDX-License-Identifier: Apache-2.0
-- Rejected rows that a person mends: what they made of the row, and whether it is in now. `line` stays as
-- the extract had it; `key` is its name of the row, where it could be read.

alter table reject add column key text not null default '';
alter table reject add column mended_line text;
alter table reject add column mended_by text;
alter table reject add column mended_at text;
alter table reject add column loaded {int} not null default 0;

drop view report_reject;
create view report_reject as
select origin_id as extract_id, origin_row as line, field from reject where loaded = 0;
