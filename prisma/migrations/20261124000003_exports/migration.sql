-- The order in which a release is exported: by document, then by place in it. Text is compared by its bytes, so that the order
-- is the same on every server, whatever its locale.
CREATE INDEX "claims_in_order" ON "Claim" ("sourceId" COLLATE "C", "passageStart", "position", "id" COLLATE "C");
