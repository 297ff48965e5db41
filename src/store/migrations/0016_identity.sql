-- SPDX-License-Identifier: Apache-2.0
-- Who an account's holder is at an OpenID provider: by issuer and subject, which never change there. One of
-- each issuer. `linked_by` is the account that did it: an operator's, or its own at its first sign-in.
create table account_identity (
	issuer text not null,
	subject text not null,
	account text not null references account (name),
	linked_at text not null,
	linked_by text not null,
	primary key (issuer, subject)
);
create unique index account_identity_account on account_identity (account, issuer);

-- Answers of a provider that were taken: none is taken twice. They go when they would be too old.
create table sign_in_state (
	state_hash {bytes} primary key,
	used_at {int} not null
);
