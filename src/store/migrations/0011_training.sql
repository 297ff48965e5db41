-- SPDX-License-Identifier: Apache-2.0
-- Trainings of accounts; of an account and a training the last row stands. Days are as told.

create table account_training (
	id {id},
	account text not null references account (name),
	training text not null,
	done_on text not null,
	until text not null,
	actor text not null references account (name),
	recorded_at text not null
);
create index account_training_account on account_training (account, training, id);
