-- SPDX-License-Identifier: Apache-2.0
-- Where PostgreSQL differs: writers to the log take turns (until there is a sequencer). A statement
-- of its own, so that the next one sees what the last writer committed. Each schema has its log and its turn.

-- name: audit_turn
select 1 from (select pg_advisory_xact_lock(7266, hashtext(current_schema()))) as turn
