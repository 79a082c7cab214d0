-- How many hands a claim went through is part of the claim: counted from its chain each time, it could be neither estimated nor
-- indexed, and to find the few claims with several hands all were read.

ALTER TABLE "Claim" ADD COLUMN "hops" INTEGER;
ALTER TABLE "Claim" DISABLE TRIGGER "claim_only_retires";
UPDATE "Claim" SET "hops" = (SELECT max("position") FROM "Attribution" WHERE "claimId" = "Claim"."id");
ALTER TABLE "Claim" ENABLE TRIGGER "claim_only_retires";
ALTER TABLE "Claim" ALTER COLUMN "hops" SET NOT NULL;
CREATE INDEX "claim_goes_through_hands" ON "Claim" ("sourceId", "passageStart", "position") WHERE "hops" > 0;

CREATE OR REPLACE FUNCTION claim_is_attributed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM "Attribution" WHERE "claimId" = NEW."id"
    HAVING count(*) = NEW."hops" + 1 AND max("position") = NEW."hops"
  ) THEN
    RAISE EXCEPTION 'claim % has no attribution, or one with a gap, or not % hops', NEW."id", NEW."hops"
      USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_is_attributed';
  END IF;
  RETURN NULL;
END $$;

-- A chain that ends where its claim says has no gap, and nothing can be added to it.
DROP TRIGGER "attribution_has_no_gap" ON "Attribution";
DROP FUNCTION attribution_has_no_gap();
CREATE OR REPLACE FUNCTION attribution_comes_with_its_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  published TEXT;
BEGIN
  SELECT link."claimId" INTO published FROM added link
    LEFT JOIN "Claim" claim ON claim."id" = link."claimId" AND is_written_here(claim.xmin)
    WHERE claim."id" IS NULL OR claim."introducedInId" < (SELECT max("number") FROM "Release")
      OR link."position" > claim."hops" LIMIT 1;
  IF published IS NOT NULL THEN
    RAISE EXCEPTION 'claim % is published, or has fewer hops; its attribution cannot grow', published
      USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'attribution_comes_with_its_claim';
  END IF;
  RETURN NULL;
END $$;

-- Counted by from an index alone, where only claims count that are not retired.
DROP INDEX "Claim_confidence_sourceId_passageStart_position_idx";
DROP INDEX "Claim_modality_sourceId_passageStart_position_idx";
CREATE INDEX "claim_by_confidence" ON "Claim" ("confidence", "sourceId", "passageStart", "position") WHERE "retiredInId" IS NULL;
CREATE INDEX "claim_by_modality" ON "Claim" ("modality", "sourceId", "passageStart", "position") WHERE "retiredInId" IS NULL;

SELECT history.keep();
