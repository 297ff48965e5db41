-- SPDX-License-Identifier: Apache-2.0
-- A closed compartment is a database of its own with this same schema, of which it uses its record types,
-- extracts and log. People are known to it by the numbers of their records, which lie in casework: what its log
-- has of them is salted by a secret that lies here. In casework's own database the table is empty.

create table compartment_secret (
	of_id {int} primary key,
	secret {bytes} not null
);
