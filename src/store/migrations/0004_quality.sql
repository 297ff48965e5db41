-- SPDX-License-Identifier: Apache-2.0
-- What was measured of the quality of the data, and what is being done about it.

create table quality_measure (
	id {id},
	pack text not null,
	as_of text not null,
	measured_at text not null,
	actor text not null
);

-- `wrong` of `rows_of` values of the field from the source fall short in the dimension.
create table quality_count (
	measure_id {int} not null references quality_measure (id),
	record_type text not null,
	field text not null,
	source text not null,
	dimension text not null,
	wrong {int} not null,
	rows_of {int} not null,
	primary key (measure_id, record_type, field, source, dimension)
);

create table quality_issue (
	id {id},
	pack text not null,
	record_type text not null,
	field text not null,
	source text not null,
	dimension text not null,
	owner text not null references account (name),
	due text not null,
	what text not null,
	opened_by text not null,
	opened_at text not null,
	closed_by text,
	closed_at text,
	ended text
);
