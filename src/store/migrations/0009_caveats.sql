-- SPDX-License-Identifier: Apache-2.0
-- What the last measure of each pack found wrong with a field, and who mends it by when: to be told with
-- every report that uses the field.

create view report_caveat as
select quality_measure.pack, quality_count.record_type, quality_count.field, quality_count.source,
	quality_count.dimension, quality_count.wrong, quality_count.rows_of, quality_measure.as_of,
	quality_issue.what as issue, quality_issue.owner, quality_issue.due
from quality_count
join quality_measure on quality_measure.id = quality_count.measure_id
left join quality_issue on quality_issue.pack = quality_measure.pack
	and quality_issue.record_type = quality_count.record_type
	and quality_issue.field = quality_count.field and quality_issue.source = quality_count.source
	and quality_issue.dimension = quality_count.dimension and quality_issue.closed_at is null
where quality_count.wrong > 0 and quality_measure.id in (
	select max(latest.id) from quality_measure as latest group by latest.pack);
