-- SPDX-License-Identifier: Apache-2.0
-- What is held on a person, a statement for each table of app/held.def, all with the same values: the type
-- and number of the person's record, and the pack. What is sealed is left out here, where it is read: the
-- recommendation and what people wrote towards a decision, until one is final.

-- macro: who
with who (type, id, pack) as (
	select cast(:person_type as text), cast(:person_id as bigint), cast(:pack as text))
-- macro: judged
(select i.id, i.record_id, i.root_id, i.decision,
	case when exists (select 1 from decision f where f.item_id = i.id and f.state = 'signed')
		then 1 else 0 end as final from work_item i) w
	on w.root_id = who.id and w.decision = who.pack
-- macro: sealed
case when w.final = 0 then 'sealed until a person''s decision on it is final' end as sealed

-- name: held_field_note
{who}
select n.id, n.record_type, n.record_id, n.field, n.kind, n.value, n.reason, n.actor, n.noted_at, n.settled_at,
	n.against
from who join field_note n on n.root_id = who.id order by n.id
-- name: held_case_document
{who}
select d.id, d.type, d.title, d.sender, d.file_name, d.media_type, d.size, d.received_on, d.received_at, d.actor
from who join case_document_filing f on f.root_id = who.id and f.root_type = who.type
	and f.id = (select max(g.id) from case_document_filing g where g.document_id = f.document_id)
join case_document d on d.id = f.document_id order by d.id
-- name: held_case_document_filing
{who}
select f.id, f.document_id, f.reason, f.actor, f.filed_at
from who join case_document_filing f on f.root_id = who.id and f.root_type = who.type order by f.id
-- name: held_case_document_body
{who}
select b.document_id, length(b.body) as size
from who join case_document_filing f on f.root_id = who.id and f.root_type = who.type
	and f.id = (select max(g.id) from case_document_filing g where g.document_id = f.document_id)
join case_document_body b on b.document_id = f.document_id order by b.document_id
-- name: held_work_item
{who}
select w.id, w.record_type, w.record_id, w.cycle, w.state, w.recommendation_id, w.opened_at, w.changed_at,
	w.tray, w.facets
from who join work_item w on w.root_id = who.id and w.decision = who.pack order by w.id
-- name: held_recommendation
{who}
select r.id, r.run_id, u.as_of, p.version as pack_version, u.engine, u.zones, r.record_id, r.made_at,
	i.body as inputs,
	case when o.shown = 1 then r.state end as state,
	case when o.shown = 1 then r.outcome end as outcome,
	case when o.shown = 1 then s.body end as result,
	case when o.shown = 1 then m.body end as matched_rules,
	case when o.shown = 0 then 'sealed until a person''s decision on it is final' end as sealed
from who join (select x.id, case when x.state = 'out-of-scope' or x.id <= coalesce((
			select max(d.recommendation_id) from work_item w join decision d on d.item_id = w.id
			where w.root_id = who.id and w.decision = who.pack and w.record_id = x.record_id
				and d.state = 'signed'), 0) then 1 else 0 end as shown
	from who join recommendation x on x.record_id in (
		select w.record_id from work_item w where w.root_id = who.id and w.decision = who.pack)) o on 1 = 1
join recommendation r on r.id = o.id
join run u on u.id = r.run_id and u.decision = who.pack join pack_version p on p.id = u.pack_id
join content i on i.id = r.input_id join content s on s.id = r.result_id
join content m on m.id = r.matched_id
order by r.id
-- name: held_own_view
{who}
select v.id, v.item_id, v.recommendation_id, v.actor, v.made_at,
	case when w.final = 1 then v.outcome end as outcome,
	case when w.final = 1 then v.reasons end as reasons,
	case when w.final = 1 then v.evidence end as evidence,
	{sealed}
from who join {judged}
join own_view v on v.item_id = w.id order by v.id
-- name: held_reveal
{who}
select v.id, v.item_id, v.recommendation_id, v.actor, v.made_at
from who join work_item w on w.root_id = who.id and w.decision = who.pack
join reveal v on v.item_id = w.id order by v.id
-- name: held_decision
{who}
select d.id, d.item_id, d.recommendation_id, d.view_id, d.actor, d.state, d.made_at,
	case when w.final = 1 then d.outcome end as outcome,
	case when w.final = 1 then d.reasons end as reasons,
	case when w.final = 1 then d.evidence end as evidence,
	case when w.final = 1 then d.judgements end as judgements,
	case when w.final = 1 then d.switch_reason end as switch_reason,
	{sealed}
from who join {judged}
join decision d on d.item_id = w.id order by d.id
-- name: held_sign_off
{who}
select s.id, s.decision_id, s.actor, s.made_at, s.verdict,
	case when w.final = 1 then s.reason end as reason,
	{sealed}
from who join {judged}
join decision d on d.item_id = w.id join sign_off s on s.decision_id = d.id order by s.id
-- name: held_letter
{who}
select l.id, l.name, l.language, l.asked, l.item_id, l.clock_id, l.document_id, l.state, l.why, l.made_at, l.actor, l.ended_on,
	l.ended_how, l.ended_by, l.ended_at
from who join letter l on l.root_id = who.id and l.pack = who.pack order by l.id
-- name: held_rule_flag
{who}
select f.id, f.rule_table, f.rule, f.item_id, f.said, f.role, f.made_at, f.due_on, f.verdict, f.answer, f.answered_by, f.answered_at
from who join work_item w on w.root_id = who.id and w.decision = who.pack
join rule_flag f on f.item_id = w.id order by f.id
-- name: held_referral
{who}
select f.id, f.decision_id, f.item_id, f.pack, f.made_at
from who join work_item w on w.root_id = who.id and w.decision = who.pack
join referral f on f.item_id = w.id order by f.id
-- name: held_challenge
{who}
select c.id, c.decision_id, c.item_id, c.answer_item_id, c.grounds, c.through, c.received_on, c.until, c.actor, c.recorded_at
from who join work_item w on w.root_id = who.id and w.decision = who.pack
join challenge c on c.item_id = w.id order by c.id
-- name: held_decision_done
{who}
select o.id, o.decision_id, o.done_on, o.how, o.actor, o.recorded_at
from who join work_item w on w.root_id = who.id and w.decision = who.pack
join decision d on d.item_id = w.id join decision_done o on o.decision_id = d.id order by o.id
-- name: held_second_look
{who}
select l.id, l.sample, l.decision_id, l.drawn_at, l.actor, l.taken_at, l.outcome, l.reasons, l.evidence, l.differs, l.done_at,
	l.answer, l.answer_reason, l.answered_by, l.answered_at
from who join second_look l on l.root_id = who.id and l.pack = who.pack order by l.id
-- name: held_person_code
{who}
select c.id, c.made_by, c.made_at, c.until_on, c.tries, c.ended, c.ended_at
from who join person_code c on c.root_id = who.id and c.pack = who.pack order by c.id
-- name: held_disclosure
{who}
select d.id, d.recipient, d.ground, d.reason, d.body, d.actor, d.made_on, d.told_due, d.told, d.told_on, d.told_why, d.told_by,
	d.deleted_due, d.deleted_on, d.deleted_why, d.deleted_by
from who join disclosure d on d.root_id = who.id and d.pack = who.pack order by d.id
-- name: held_round
{who}
select r.id, r.called_by as trigger_name, r.reason, r.opened_by, r.opened_on, r.opened_at, r.ended_by, r.ended_on, r.ended_at, r.ended_why,
	r.decided
from who join round r on r.root_id = who.id and r.pack = who.pack order by r.id
-- name: held_claim
{who}
select c.item_id, c.actor, c.claimed_at
from who join work_item w on w.root_id = who.id and w.decision = who.pack
join claim c on c.item_id = w.id order by c.item_id
-- name: held_draft
{who}
select d.item_id, d.actor, d.saved_at,
	case when w.final = 1 then d.body end as body,
	{sealed}
from who join {judged}
join draft d on d.item_id = w.id order by d.item_id, d.actor
-- name: held_case_restriction
{who}
select r.id, r.reason, r.actor, r.made_at, r.ended_at, r.ended_by, r.end_reason
from who join case_restriction r on r.root_id = who.id order by r.id
-- name: held_case_named
{who}
select n.id, n.account as actor, n.actor as named_by, n.made_at, n.ended_at, n.ended_by
from who join case_named n on n.root_id = who.id order by n.id
-- name: held_case_exclusion
{who}
select x.id, x.account as actor, x.actor as excluded_by, x.made_at, x.ended_at, x.ended_by
from who join case_exclusion x on x.root_id = who.id order by x.id
-- name: held_case_glass
{who}
select g.id, g.account as opened_by, g.reason, g.made_at, g.until as until_micros, g.reviewed_by, g.reviewed_at, g.verdict,
	g.review_reason
from who join case_glass g on g.root_id = who.id order by g.id
-- name: held_record_merge
{who}
select g.id, g.kind, g.state, g.kept_id, g.merged_id, g.alike, g.asked_by, g.asked_at, g.reason, g.answered_by,
	g.answered_at, g.answer
from who join record_merge g on g.record_type = who.type and g.pack = who.pack
	and (g.kept_id = who.id or (g.merged_id = who.id and not exists (select 1 from merged_record n
		where n.merged_id = who.id and n.kept_id = g.kept_id)))
order by g.id
-- name: held_audit_entry
{who}
select e.number, e.at as at_micros, e.actor, e.kind,
	e.action || case when e.purpose <> '' then ' (' || e.purpose || ')' else '' end as what,
	e.subject || ' ' || cast(e.subject_id as text) as about, e.face as from_where,
	case when e.kind <> 'decision' and e.action not in ('exclude', 'declare-conflict') then e.detail end as detail
from (
	select a.number, a.at, a.actor, a.kind, a.action, a.purpose, a.face, a.subject, a.subject_id, a.detail
	from who join audit_entry a on a.person_id = who.id and a.person_type = who.type
	union all
	select a.number, a.at, a.actor, a.kind, a.action, a.purpose, a.face, a.subject, a.subject_id, a.detail
	from who join audit_entry a on a.subject = 'case_file' and a.subject_id = who.id and a.person_type is null
	union all
	select a.number, a.at, a.actor, a.kind, a.action, a.purpose, a.face, a.subject, a.subject_id, a.detail
	from who join case_document_filing f on f.root_id = who.id and f.root_type = who.type
		and f.id = (select max(g.id) from case_document_filing g where g.document_id = f.document_id)
	join audit_entry a on a.subject = 'document' and a.subject_id = f.document_id and a.person_type is null) e
order by e.number
-- name: held_clock
{who}
select c.id, c.name, c.record_type, c.record_id, c.cycle, c.started_at, c.started_on, c.due_at, c.due_on, c.state,
	c.fired_at, c.escalated, c.ended_at, c.ended_by as end_reason, c.recorded_at
from who join clock c on c.root_id = who.id order by c.id
-- name: held_clock_pause
{who}
select p.id, p.clock_id, p.paused_at, p.resumed_at
from who join clock c on c.root_id = who.id join clock_pause p on p.clock_id = c.id order by p.id
-- name: held_clock_extension
{who}
select e.id, e.clock_id, e.length, e.due_before, e.reason, e.actor, e.recorded_at
from who join clock c on c.root_id = who.id join clock_extension e on e.clock_id = c.id order by e.id
-- name: held_transition
{who}
select t.id, t.record_type, t.record_id, t.states, t.name, t.from_state, t.to_state, t.reason, t.form, t.decision_id,
	t.actor, t.made_at
from who join work_item w on w.root_id = who.id and w.decision = who.pack
join transition t on t.item_id = w.id order by t.id
-- name: held_made_record
{who}
select m.id, m.record_id, m.record_type, m.accumulation, m.reached_at, m.state, m.made_at
from who join made_record m on m.root_id = who.id order by m.id
-- name: held_made_of
{who}
select o.id, o.record_id, o.used_id
from who join made_of o on o.root_id = who.id order by o.id
-- name: held_rectification
{who}
select r.id, r.record_type, r.record_id, r.field, r.held, r.wanted, r.evidence, r.asked_on, r.due_on, r.actor,
	r.recorded_at, r.entered_by, r.extended_by, r.extended_at, r.extend_reason, r.state, r.answered_by, r.answered_at,
	r.answer
from who join rectification r on r.root_id = who.id order by r.id
-- name: held_rectification_told
{who}
select t.id, t.rectification_id, t.who, t.told_on, t.actor, t.recorded_at
from who join rectification r on r.root_id = who.id
join rectification_told t on t.rectification_id = r.id order by t.id
-- name: held_legal_hold
{who}
select h.id, h.reason, h.actor, h.put_at, h.lifted_by, h.lifted_at, h.lifted_reason
from who join legal_hold h on h.root_id = who.id and h.root_type = who.type order by h.id
-- What became of the rows of an extract that were not taken: they hold the person by the reference in them.

-- name: held_reject
select r.origin_id, r.origin_row, o.file, r.field, r.message, r.line, r.mended_line, r.mended_by, r.mended_at
from reject r join origin o on o.id = r.origin_id
where r.line like :pattern escape '!' or r.mended_line like :pattern escape '!'
order by r.origin_id, r.origin_row
-- name: held_history
select version, origin_id, origin_row, ended_at, body from history
where record_type = :record_type and record_id = :record_id order by version

-- name: person_looks
{who}
select a.at as at_micros, a.actor, a.kind, a.action, a.purpose, a.face
from who join audit_entry a on a.person_id = who.id and a.person_type = who.type
where a.kind in ('consultation', 'disclosure', 'decision', 'alteration') order by a.number desc

-- Searches of the whole log; of a person by the index.
-- name: log_search
select number, at, actor, kind, action, purpose, face, subject, subject_id,
	coalesce(person_id, 0) from audit_entry
where number < :before and at >= :since and at < :until and (:actor = '' or actor = :actor)
	and (:kind = '' or kind = :kind) and (:action = '' or action = :action)
	and cast(:person_id as bigint) = 0
order by number desc limit :most
-- name: log_search_person
select number, at, actor, kind, action, purpose, face, subject, subject_id,
	coalesce(person_id, 0) from audit_entry
where number < :before and at >= :since and at < :until and (:actor = '' or actor = :actor)
	and (:kind = '' or kind = :kind) and (:action = '' or action = :action)
	and person_id = :person_id
order by number desc limit :most
