-- SPDX-License-Identifier: Apache-2.0
-- Versions of packs that one person proposes and another takes up: the very files, what the checks and tests said of
-- them, who said what. `base_id` is the version that was in force then: an open proposal over another one has lapsed.
-- `taken_by` of a version of an older release is empty. Evidence: files that decide nothing, as rule cases.

alter table pack_version add column taken_by text not null default '';

create table pack_proposal (
	id {id},
	pack text not null,
	version text not null,
	hash {bytes} not null,
	base_id {int} not null references pack_version (id),
	statement text not null,
	result text not null,
	state text not null,
	proposed_by text not null references account (name),
	proposed_at text not null,
	reason text not null,
	answered_by text references account (name),
	answered_at text,
	pack_id {int} references pack_version (id)
);

create table pack_proposal_file (
	proposal_id {int} not null references pack_proposal (id),
	name text not null,
	content_id {int} not null references content (id),
	evidence {int} not null,
	primary key (proposal_id, name)
);
