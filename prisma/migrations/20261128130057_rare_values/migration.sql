-- What few claims or facts have, and so is asked for: without an index, the whole table is read for it.

CREATE INDEX "Claim_confidence_sourceId_passageStart_position_idx" ON "Claim" ("confidence", "sourceId", "passageStart", "position");
CREATE INDEX "Claim_modality_sourceId_passageStart_position_idx" ON "Claim" ("modality", "sourceId", "passageStart", "position");
CREATE INDEX "claim_is_rejected" ON "Claim" ("sourceId", "passageStart", "position") WHERE "rank" = 'REJECTED';
CREATE INDEX "fact_is_corroborated" ON "Fact" ("independentSources") WHERE "independentSources" > 1;
