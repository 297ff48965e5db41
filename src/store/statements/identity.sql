-- SPDX-License-Identifier: Apache-2.0
-- Signing in by an OpenID provider.

-- name: identity_get
select i.account, a.active from account_identity i join account a on a.name = i.account
where i.issuer = :issuer and i.subject = :subject
-- name: identity_put
insert into account_identity (issuer, subject, account, linked_at, linked_by)
values (:issuer, :subject, :account, :linked_at, :linked_by) on conflict do nothing
-- name: identity_drop
delete from account_identity where account = :account and issuer = :issuer
-- name: identity_list
select account, issuer, subject, linked_at, linked_by from account_identity order by account, issuer
-- name: state_use
insert into sign_in_state (state_hash, used_at) values (:state_hash, :used_at) on conflict do nothing
-- name: state_sweep
delete from sign_in_state where used_at < :before
