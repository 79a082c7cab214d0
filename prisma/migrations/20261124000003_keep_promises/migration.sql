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

SELECT history.keep();
