-- SPDX-License-Identifier: Apache-2.0
-- Who may see which case. A case is known by the number of its root record. Nothing is deleted: what has
-- ended says when, by whom and why.

-- Only staff who are named see a case that is restricted.
create table case_restriction (
	id {id},
	root_id {int} not null,
	reason text not null,
	actor text not null references account (name),
	made_at text not null,
	ended_at text,
	ended_by text references account (name),
	end_reason text
);
create unique index case_restriction_open on case_restriction (root_id) where ended_at is null;

create table case_named (
	id {id},
	root_id {int} not null,
	account text not null references account (name),
	actor text not null references account (name),
	made_at text not null,
	ended_at text,
	ended_by text references account (name)
);
create unique index case_named_open on case_named (root_id, account) where ended_at is null;

-- A conflict of interest: the account does not see the case, restricted or not.
create table case_exclusion (
	id {id},
	root_id {int} not null,
	account text not null references account (name),
	reason text not null,
	actor text not null references account (name),
	made_at text not null,
	ended_at text,
	ended_by text references account (name),
	end_reason text
);
create unique index case_exclusion_open on case_exclusion (root_id, account) where ended_at is null;
create index case_exclusion_account on case_exclusion (account);

-- Break-glass: a restricted case opened for a while by who is not named. `until` is in microseconds since
-- 1970, because it is compared.
create table case_glass (
	id {id},
	root_id {int} not null,
	account text not null references account (name),
	reason text not null,
	made_at text not null,
	until {int} not null,
	reviewed_by text references account (name),
	reviewed_at text,
	verdict text,
	review_reason text
);
create index case_glass_account on case_glass (root_id, account, until);
create index case_glass_waits on case_glass (id) where reviewed_at is null;

-- The worklist's indexes carry the case, so that who may see it is asked without the row.
drop index work_item_order;
create index work_item_order on work_item (decision, state, sort_key, id, root_id);
drop index work_item_waits;
create index work_item_waits on work_item (decision, sort_key, id, root_id)
	where state in ('sealed', 'viewed', 'revealed', 'decided');

-- Reports know no reader: no restricted case stands in them.
drop view report_item;
create view report_item as
select id, decision, record_type, record_id, root_id as case_id, cycle, state, opened_at, changed_at
from work_item where not exists (
	select 1 from case_restriction r where r.root_id = work_item.root_id and r.ended_at is null);

drop view report_decision;
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
where decision.state = 'signed' and not exists (
	select 1 from case_restriction r where r.root_id = work_item.root_id and r.ended_at is null);

drop view report_entered_fact;
create view report_entered_fact as
select id, record_type, record_id, root_id as case_id, field, kind, actor, noted_at, settled_at
from field_note where not exists (
	select 1 from case_restriction r where r.root_id = field_note.root_id and r.ended_at is null);

drop view report_claim;
create view report_claim as
select claim.item_id, claim.actor, claim.claimed_at from claim
join work_item on work_item.id = claim.item_id
where not exists (
	select 1 from case_restriction r where r.root_id = work_item.root_id and r.ended_at is null);
