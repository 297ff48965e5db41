-- SPDX-License-Identifier: Apache-2.0
-- Each counts the rows that break a rule of the whole (app/fsck.c says which).
-- name: fsck_origin_sums
select count(*) from origin
where rows_done < rows_new + rows_changed + rows_unchanged + rows_duplicate + rows_rejected
-- name: fsck_reject_sums
select count(*) from origin
where rows_rejected <> (select count(*) from reject where reject.origin_id = origin.id and loaded = 0)
-- name: fsck_item_recommendation
select count(*) from work_item
join recommendation on recommendation.id = work_item.recommendation_id
where recommendation.record_id <> work_item.record_id
-- name: fsck_item_decided
select count(*) from work_item
where state = 'decided' and not exists (
	select 1 from decision where decision.item_id = work_item.id and decision.state = 'open')
-- name: fsck_item_signed
select count(*) from work_item
where state = 'signed' and not exists (
	select 1 from decision where decision.item_id = work_item.id and decision.state = 'signed')
-- name: fsck_two_decisions
select count(*) from (
	select item_id from decision where state = 'open' group by item_id having count(*) > 1) as twice
-- name: fsck_claims
select count(*) from claim where not exists (select 1 from account where account.name = claim.actor)
-- name: fsck_merges
select count(*) from merged_record m
where m.kept_id in (select merged_id from merged_record)
	or not exists (select 1 from record_merge r where r.id = m.merge_id and r.kind = 'merge' and r.state = 'done'
		and r.merged_id = m.merged_id and r.kept_id = m.kept_id and r.asked_by <> r.answered_by)
	or not exists (select 1 from audit_written e where e.subject = 'merge' and e.subject_id = m.merge_id
		and e.action = 'merge-answer' and e.person_id = m.merged_id and e.kind = 'combination')
