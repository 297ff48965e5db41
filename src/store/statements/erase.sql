-- SPDX-License-Identifier: Apache-2.0
-- Erasing what is held on a person. First each row that the log vouches for is marked, by the word that the
-- log has for it; then rows go by their marks, children first (app/erase.def has the order).

-- macro: mark
with who (type, id, pack, erasure) as (
	select cast(:person_type as text), cast(:person_id as bigint), cast(:pack as text),
		cast(:erasure_id as bigint))
insert into erased_row (kind, row_id, erasure_id, group_id)

-- name: erasure_put
insert into erasure (pack, person_type, person_number, certificate, row_count, rows_root, actor, erased_at)
values (:pack, :person_type, :person_id, '', 0, :rows_root, :actor, :erased_at) returning id
-- name: erasure_certify
update erasure set certificate = :certificate, row_count = :row_count, rows_root = :rows_root where id = :id
-- name: erasure_purged
update erasure set purged_at = :purged_at, trace = :trace where purged_at is null
-- name: erasure_page
select id, certificate, row_count, rows_root, actor from erasure where id > :after order by id limit :most
-- name: erasure_list
select id, certificate, actor, erased_at, purged_at, trace from erasure
where pack = :pack order by id desc limit :most
-- name: erasure_get
select certificate, actor, erased_at, purged_at, trace from erasure where id = :id and pack = :pack
-- name: erasure_entry
select count(*) from audit_written where subject = 'erasure' and subject_id = :id and action = 'erase'
	and kind = 'erasure' and actor = :actor and detail = :detail and batch_count = :row_count
	and batch_root = :rows_root
-- name: erasure_entries
select count(*) from audit_written where subject = 'erasure' and action = 'erase' and kind = 'erasure'
-- name: erased_row_list
select kind, row_id, leaf from erased_row where erasure_id = :erasure_id order by kind, row_id
-- name: erased_row_count
select count(*) from erased_row where kind = :kind
-- name: erased_row_all
select count(*) - (select coalesce(sum(row_count), 0) from erasure) from erased_row
-- name: erased_row_has
select count(*) from erased_row where kind = :kind and row_id = :row_id
-- name: erased_row_put
insert into erased_row (kind, row_id, erasure_id, group_id, leaf)
values (:kind, :row_id, :erasure_id, :group_id, :erased_leaf)
-- name: erase_recommendations
select r.id, r.run_id, i.hash, s.hash, m.hash
from recommendation r join run u on u.id = r.run_id and u.decision = :pack
join content i on i.id = r.input_id join content s on s.id = r.result_id join content m on m.id = r.matched_id
where r.record_id in (select w.record_id from work_item w where w.root_id = :person_id and w.decision = :pack)
order by r.id
-- name: erase_is_open
select (select count(*) from work_item where root_id = :person_id
		and state in ('sealed', 'viewed', 'revealed', 'decided'))
	+ (select count(*) from rectification r where r.root_id = :person_id and r.state = 'open')
-- Work of other packs on the same person: their periods are not this pack's to end.
-- name: erase_others
select count(*) from work_item where root_id = :person_id and decision <> :pack
-- name: erase_texts
select number, detail from audit_entry
where person_type is null and detail like :pattern escape '!' order by number
-- name: erase_text
update audit_entry set detail = null where number = :number
-- name: erase_reject
update reject set line = '', mended_line = null, key = '', message = 'erased', remedy = ''
where origin_id = :origin_id and origin_row = :origin_row
-- name: erase_history
delete from history where record_type = :record_type and record_id = :record_id
-- name: erase_mark_view
{mark}
select distinct 'view', v.id, who.erasure, 0
from who join work_item w on w.root_id = who.id and w.decision = who.pack join own_view v on v.item_id = w.id
-- name: erase_mark_decide
{mark}
select distinct 'decide', d.id, who.erasure, 0
from who join work_item w on w.root_id = who.id and w.decision = who.pack join decision d on d.item_id = w.id
-- name: erase_mark_sign
{mark}
select distinct 'sign', s.id, who.erasure, 0
from who join work_item w on w.root_id = who.id and w.decision = who.pack join decision d on d.item_id = w.id join sign_off s on s.decision_id = d.id
-- name: erase_mark_item
{mark}
select distinct 'item', w.id, who.erasure, 0
from who join work_item w on w.root_id = who.id and w.decision = who.pack
-- name: erase_mark_document
{mark}
select distinct 'document-add', d.id, who.erasure, 0
from who join case_document d on d.id in (select f.document_id from case_document_filing f, who
		where f.root_id = who.id and f.root_type = who.type and f.id = (
			select max(g.id) from case_document_filing g where g.document_id = f.document_id))
-- name: erase_mark_filing
{mark}
select distinct 'document-file', x.id, who.erasure, 0
from who join case_document_filing x on x.root_id = who.id and x.root_type = who.type or x.document_id in (select f.document_id from case_document_filing f, who
		where f.root_id = who.id and f.root_type = who.type and f.id = (
			select max(g.id) from case_document_filing g where g.document_id = f.document_id))
-- name: erase_mark_entry
{mark}
select 'entry', a.number, who.erasure, 0
from who join audit_entry a on a.subject = 'document' and a.person_type is null and a.detail is not null
	and a.subject_id in (select e.row_id from erased_row e where e.erasure_id = who.erasure and e.kind = 'document-add')
-- name: erase_mark_content
{mark}
select distinct 'content', c.id, who.erasure, 0
from who join erased_row e on e.erasure_id = who.erasure and e.kind = 'recommendation'
join recommendation r on r.id = e.row_id
join content c on c.id in (r.input_id, r.result_id, r.matched_id)
-- name: erase_rule_flag
delete from rule_flag where item_id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'item')
-- name: erase_referral
delete from referral where item_id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'item')
-- name: erase_challenge
delete from challenge where item_id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'item')
-- name: erase_letter
delete from letter where item_id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'item')
-- name: erase_second_look
delete from second_look where item_id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'item')
-- name: erase_decision_done
delete from decision_done where decision_id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'decide')
-- name: erase_sign_off
delete from sign_off where id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'sign')
-- name: erase_transition
delete from transition where item_id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'item')
-- name: erase_draft
delete from draft where item_id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'item')
-- name: erase_claim
delete from claim where item_id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'item')
-- name: erase_decision
delete from decision where id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'decide')
-- name: erase_reveal
delete from reveal where item_id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'item')
-- name: erase_own_view
delete from own_view where id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'view')
-- name: erase_work_item
delete from work_item where id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'item')
-- name: erase_recommendation
delete from recommendation where id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'recommendation')
-- name: erase_case_document_body
delete from case_document_body where document_id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'document-add')
-- name: erase_case_document_filing
delete from case_document_filing where id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'document-file')
-- name: erase_case_document
delete from case_document where id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'document-add')
-- name: erase_content
delete from content where id in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'content')
	and id not in (select input_id from recommendation union all select result_id from recommendation
		union all select matched_id from recommendation union all select content_id from pack_file
		union all select content_id from pack_proposal_file)
-- name: erase_audit_entry
update audit_entry set detail = null where number in (select e.row_id from erased_row e where e.erasure_id = :erasure_id and e.kind = 'entry')
-- name: erase_marks
delete from erased_row where erasure_id = :erasure_id and kind in ('item', 'content')
-- name: erase_person_detail
update audit_entry set detail = null where person_id = :person_id and person_type = :person_type and detail is not null
-- name: erase_record_merge
delete from record_merge where kept_id = :person_id or merged_id = :person_id
-- name: erase_case_glass
delete from case_glass where root_id = :person_id
-- name: erase_case_named
delete from case_named where root_id = :person_id
-- name: erase_case_exclusion
delete from case_exclusion where root_id = :person_id
-- name: erase_case_restriction
delete from case_restriction where root_id = :person_id
-- name: erase_clock_extension
delete from clock_extension where clock_id in (select c.id from clock c where c.root_id = :person_id)
-- name: erase_clock_pause
delete from clock_pause where clock_id in (select c.id from clock c where c.root_id = :person_id)
-- name: erase_clock
delete from clock where root_id = :person_id
-- name: erase_rectification_told
delete from rectification_told where rectification_id in (select r.id from rectification r where r.root_id = :person_id)
-- name: erase_rectification
delete from rectification where root_id = :person_id
-- name: erase_person_session
delete from person_session where code_id in (select c.id from person_code c where c.root_id = :person_id)
-- name: erase_person_code
delete from person_code where root_id = :person_id
-- name: erase_round
delete from round where root_id = :person_id
-- name: erase_disclosure
delete from disclosure where root_id = :person_id
-- name: erase_made_of
delete from made_of where root_id = :person_id
-- name: erase_made_record
delete from made_record where root_id = :person_id
-- name: erase_field_note
delete from field_note where root_id = :person_id
-- name: erase_legal_hold
delete from legal_hold where root_id = :person_id and root_type = :person_type
-- name: hold_put
insert into legal_hold (pack, root_type, root_id, reason, actor, put_at)
values (:pack, :root_type, :root_id, :reason, :actor, :put_at) returning id
-- name: hold_lift
update legal_hold set lifted_by = :lifted_by, lifted_at = :lifted_at, lifted_reason = :lifted_reason
where pack = :pack and root_type = :root_type and root_id = :root_id and lifted_at is null
-- name: hold_of
select id, root_id, reason, actor, put_at from legal_hold
where pack = :pack and root_id = :root_id and lifted_at is null
