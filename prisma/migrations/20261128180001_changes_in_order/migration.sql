-- The changes of a release are listed in the order of documents, and one of them is found by its claim, on which there is an index.
CREATE OR REPLACE VIEW "Change" AS
  SELECT 'ADDED ' || id AS id, 'ADDED'::"ChangeKind" AS kind, "introducedInId" AS "releaseId", NULL::TEXT AS "beforeId", id AS "afterId",
    id AS "claimId", "sourceId", "passageStart", "position"
  FROM "Claim" added WHERE NOT EXISTS (SELECT FROM "Claim" old WHERE old."supersededById" = added.id)
  UNION ALL
  SELECT 'CORRECTED ' || id, 'CORRECTED', "retiredInId", id, "supersededById", id, "sourceId", "passageStart", "position"
  FROM "Claim" WHERE "supersededById" IS NOT NULL
  UNION ALL
  SELECT 'RETIRED ' || id, 'RETIRED', "retiredInId", id, NULL, id, "sourceId", "passageStart", "position"
  FROM "Claim" WHERE "retiredInId" IS NOT NULL AND "supersededById" IS NULL;
