-- SPDX-License-Identifier: Apache-2.0
-- Views for reports, beside those of the record types: nothing sealed, no secret, no compartment. What the
-- rules recommended stands only where a decision is final.

create view report_item as
select id, decision, record_type, record_id, root_id as case_id, cycle, state, opened_at, changed_at
from work_item;

create view report_decision as
select decision.id, decision.item_id, work_item.root_id as case_id, decision.actor, decision.outcome,
	decision.made_at, sign_off.actor as signed_by, sign_off.made_at as signed_at,
	recommendation.outcome as recommended,
	case when recommendation.outcome = decision.outcome then 1 else 0 end as agreed,
	recommendation.run_id
from decision
join work_item on work_item.id = decision.item_id and work_item.state = 'signed'
join recommendation on recommendation.id = decision.recommendation_id
left join sign_off on sign_off.decision_id = decision.id and sign_off.verdict = 'signed'
where decision.state = 'signed';

create view report_extract as
select id, pack, extract, file, snapshot, recorded_at, state, rows_new, rows_changed, rows_unchanged,
	rows_duplicate, rows_rejected
from origin;

create view report_reject as
select origin_id as extract_id, origin_row as line, field from reject;

create view report_entered_fact as
select id, record_type, record_id, root_id as case_id, field, kind, actor, noted_at, settled_at
from field_note;

create view report_quality as
select quality_measure.pack, quality_measure.as_of, quality_measure.measured_at, quality_count.record_type,
	quality_count.field, quality_count.source, quality_count.dimension, quality_count.wrong,
	quality_count.rows_of
from quality_count join quality_measure on quality_measure.id = quality_count.measure_id;

create view report_quality_issue as
select id, pack, record_type, field, source, dimension, owner, due, what, opened_by, opened_at, closed_by,
	closed_at, ended
from quality_issue;

create view report_claim as
select item_id, actor, claimed_at from claim;
