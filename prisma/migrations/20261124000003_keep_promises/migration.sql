-- The views of the past hang on the columns that change below; history.keep() makes them anew at the end.
DROP SCHEMA past CASCADE;
CREATE SCHEMA past;

-- ── Slugs ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Unique once a release is whole: in between, two entries may swap their slugs, or one take what another gives up.
-- Prisma's schema cannot say that a constraint is deferred, and its diffs take it for the index that it was.
DO $$
DECLARE
  slugged NAME;
BEGIN
  FOREACH slugged IN ARRAY ARRAY['Publisher', 'Source', 'Entity', 'Company', 'Chip', 'Product', 'Investment', 'Event'] LOOP
    EXECUTE format('DROP INDEX %I', slugged || '_slug_key');
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I UNIQUE ("slug") DEFERRABLE INITIALLY DEFERRED', slugged, slugged || '_slug_key');
  END LOOP;
END $$;

-- ── Orders ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Whatever lists are ordered by sorts alike on every server and in PGlite. Where two columns are compared with each other,
-- both change: an index of another collation is of no use.
DO $$
DECLARE
  ordered RECORD;
BEGIN
  FOR ordered IN SELECT table_schema, table_name, column_name FROM information_schema.columns
    WHERE table_schema IN ('public', 'history') AND data_type = 'text' AND collation_name IS NULL AND (
      column_name = 'slug'
      OR (table_name, column_name) IN (
        ('Company', 'country'), ('Product', 'category'), ('Investment', 'amountCurrency'), ('Release', 'version'),
        ('Source', 'id'), ('Claim', 'sourceId'), ('SourceDefect', 'sourceId')))
  LOOP
    EXECUTE format('ALTER TABLE %I.%I ALTER COLUMN %I TYPE TEXT COLLATE "C"',
      ordered.table_schema, ordered.table_name, ordered.column_name);
  END LOOP;
END $$;

-- ── Attribution ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- A chain is complete when its claim is: a link is only added in the transaction that adds the claim. A claim that can be seen
-- while its transaction is in progress is our own, whatever savepoints lie between. Retiring a claim writes its row again, and
-- so looks the same; but a claim can only be retired by a later release than its own.
CREATE FUNCTION is_written_here(writer XID) RETURNS BOOLEAN LANGUAGE sql
  RETURN CASE
    WHEN writer = pg_current_xact_id()::xid THEN TRUE
    -- A row tells half of its transaction's number; the whole one is the nearest to ours.
    ELSE pg_xact_status((pg_current_xact_id()::text::numeric
      + mod(writer::text::numeric - pg_current_xact_id()::text::numeric + 6442450944, 4294967296) - 2147483648)::text::xid8)
      IS NOT DISTINCT FROM 'in progress'
  END;

DROP TRIGGER "attribution_comes_with_its_claim" ON "Attribution";

-- One look at all links that a statement adds.
CREATE OR REPLACE FUNCTION attribution_comes_with_its_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  published TEXT;
BEGIN
  SELECT link."claimId" INTO published FROM added link
    LEFT JOIN "Claim" claim ON claim."id" = link."claimId" AND is_written_here(claim.xmin)
    WHERE claim."id" IS NULL OR claim."introducedInId" < (SELECT max("number") FROM "Release") LIMIT 1;
  IF published IS NOT NULL THEN
    RAISE EXCEPTION 'claim % is published; its attribution cannot grow', published
      USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'attribution_comes_with_its_claim';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "attribution_comes_with_its_claim" AFTER INSERT ON "Attribution" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION attribution_comes_with_its_claim();

-- Links that come after the chain of their claim was checked leave no gap either.
CREATE FUNCTION attribution_has_no_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM "Attribution" WHERE "claimId" = NEW."claimId" AND "position" = NEW."position" - 1) THEN
    RAISE EXCEPTION 'the attribution of claim % has a gap before link %', NEW."claimId", NEW."position"
      USING ERRCODE = 'check_violation', CONSTRAINT = 'attribution_has_no_gap';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "attribution_has_no_gap" AFTER INSERT ON "Attribution"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."position" > 0) EXECUTE FUNCTION attribution_has_no_gap();

SELECT history.keep();
