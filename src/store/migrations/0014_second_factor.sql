-- SPDX-License-Identifier: Apache-2.0
-- One-time codes as a second factor. `code_step` is the last step of time whose code was taken: none is taken
-- twice. A session whose stage is not 0 is not signed in yet: 1 waits for a code, 2 for an enrolment.

alter table account add column code_secret {bytes};
alter table account add column code_on {int} not null default 0;
alter table account add column code_step {int} not null default 0;
alter table session add column stage {int} not null default 0;

-- Codes to be used once where the device is lost; only their hashes are kept.
create table recovery_code (
	id {id},
	account text not null references account (name),
	code_hash {bytes} not null,
	used_at text
);
create index recovery_code_account on recovery_code (account);

-- Roles whose accounts must have it.
create table code_role (
	role text primary key,
	actor text not null,
	made_at text not null
);
