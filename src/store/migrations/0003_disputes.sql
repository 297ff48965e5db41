-- SPDX-License-Identifier: Apache-2.0
-- What the sources said when a person settled a fact: a JSON list of their values as texts. A source
-- that only says the same again does not open the dispute anew.

alter table field_note add column against text not null default '[]';
