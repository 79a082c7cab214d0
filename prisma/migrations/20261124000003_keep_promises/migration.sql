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

SELECT history.keep();
