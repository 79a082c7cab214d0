-- What is looked up by something else than its id.

CREATE INDEX "entity_by_slug" ON "Entity" ("slug");
CREATE INDEX "entity_by_name" ON "Entity" ("name");
CREATE INDEX "entity_by_alias" ON "Entity" USING gin ("aliases");

-- The range that filters on amounts compare (src/graphql/bounds-filters.ts).
CREATE INDEX "investment_by_amount" ON "Investment" USING gist (numrange("amountLower", "amountUpper",
  CASE WHEN "amountLowerInclusive" THEN '[' ELSE '(' END || CASE WHEN "amountUpperInclusive" THEN ']' ELSE ')' END));

-- The same as of an earlier release.
DO $$
DECLARE
  kept NAME;
BEGIN
  FOR kept IN SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'slug'
    WHERE relnamespace = 'history'::regnamespace AND relkind = 'r'
  LOOP
    EXECUTE format('CREATE INDEX ON history.%I ("slug")', kept);
  END LOOP;
END $$;
CREATE INDEX ON history."Fact" ("subjectId", "propertyId");
CREATE INDEX ON history."Investment" ("investorId");
CREATE INDEX ON history."Investment" ("counterpartyId");
