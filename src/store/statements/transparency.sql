-- SPDX-License-Identifier: Apache-2.0
-- Figures of a pack's transparency record: sums over all cases, of which fewer than ten are not told.

-- name: transparency_decisions
select count(*), coalesce(sum(case when r.outcome <> d.outcome then 1 else 0 end), 0)
from decision d join work_item w on w.id = d.item_id join recommendation r on r.id = d.recommendation_id
where w.decision = :pack and d.state = 'signed' and d.made_at >= :since
-- name: transparency_runs
select count(*), coalesce(max(cases), 0) from run where decision = :pack and started_at >= :since
-- name: transparency_challenges
select count(*), 0 from challenge c join work_item w on w.id = c.item_id
where w.decision = :pack and c.recorded_at >= :since
-- Those that were published, latest first.

-- name: transparency_published
select r.id, v.version, r.published_at, r.body
from transparency_record r join pack_version v on v.id = r.pack_id
where r.pack = :pack order by r.id desc limit :most
-- name: transparency_put
insert into transparency_record (pack, pack_id, body, published_by, published_at)
values (:pack, :pack_id, :body, :published_by, :published_at) returning id
