-- SPDX-License-Identifier: Apache-2.0
-- Where PostgreSQL differs: writers to the log take turns (until there is a sequencer). A statement
-- of its own, so that the next one sees what the last writer committed.

-- name: audit_turn
select 1 from (select pg_advisory_xact_lock(7266)) as turn
