-- SPDX-License-Identifier: Apache-2.0
-- One-time codes.

-- name: code_get
select a.code_secret, a.code_on, a.code_step, a.failures, a.locked_until,
	(select count(*) from code_role r where r.role = a.role),
	(select count(*) from recovery_code c where c.account = a.name and c.used_at is null)
from account a where a.name = :name
-- name: code_begin
update account set code_secret = :code_secret, code_step = 0 where name = :name and code_on = 0
-- name: code_turn_on
update account set code_on = 1 where name = :name and code_on = 0
-- name: code_drop
update account set code_secret = null, code_on = 0, code_step = 0 where name = :name
-- name: code_take
update account set code_step = :step where name = :name and code_step < :step
-- name: recovery_put
insert into recovery_code (account, code_hash) values (:account, :code_hash)
-- name: recovery_take
update recovery_code set used_at = :used_at
where account = :account and code_hash = :code_hash and used_at is null
-- name: recovery_drop
delete from recovery_code where account = :account
-- name: code_role_put
insert into code_role (role, actor, made_at) values (:role, :actor, :made_at) on conflict (role) do nothing
-- name: code_role_drop
delete from code_role where role = :role
