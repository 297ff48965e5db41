-- SPDX-License-Identifier: Apache-2.0
-- Rounds: all items of a case taken in hand together, because of what and by whom; and when none was undecided any
-- more, who ended it. `opened_on` and `ended_on` are the program's dates. `decided` is what came out: a JSON list of
-- item, record, its key and the outcome. One at most is open.

create table round (
	id {id},
	pack text not null,
	root_id {int} not null,
	called_by text not null,
	reason text not null,
	opened_by text not null,
	opened_on text not null,
	opened_at text not null,
	ended_by text not null,
	ended_on text not null,
	ended_at text not null,
	ended_why text not null,
	decided text not null
);
create index round_root on round (pack, root_id, id);
create unique index round_open on round (pack, root_id) where ended_at = '';
