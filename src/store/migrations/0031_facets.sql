-- SPDX-License-Identifier: Apache-2.0
-- What a worklist is filtered by (app/facet.h): the codes of the pack's `filters`, filled by the next run.

alter table work_item add column facets text not null default '';
