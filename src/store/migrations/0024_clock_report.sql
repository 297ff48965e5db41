-- SPDX-License-Identifier: Apache-2.0
-- Clocks for reports: every cycle, with when it was due and when it ended, so that what was overdue can be counted.

create view report_clock as
select id, pack, name as clock, record_type, record_id, root_id as case_id, cycle, started_at, due_at, due_on, state,
	fired_at, ended_at, ended_by
from clock where not exists (
	select 1 from case_restriction r where r.root_id = clock.root_id and r.ended_at is null);
