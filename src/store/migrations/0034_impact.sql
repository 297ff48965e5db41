-- SPDX-License-Identifier: Apache-2.0
-- What a proposed version would have done to the cases on the day on which it was proposed, as JSON; empty of one of an
-- older release.

alter table pack_proposal add column impact text not null default '';
