-- What the dataset held at any release. Claims and attributions never change, so their own columns tell; of every other
-- table "history" keeps each state of each row, and "past" shows all tables as they were at the release that the setting
-- sourcebook.as_of names: with "past" before "public" in the search path, any query is answered as it was then.

CREATE SCHEMA history;
CREATE SCHEMA past;

CREATE INDEX "Claim_introducedInId_idx" ON "Claim" ("introducedInId");
CREATE INDEX "Claim_retiredInId_idx" ON "Claim" ("retiredInId");
CREATE INDEX "Claim_supersededById_idx" ON "Claim" ("supersededById");

-- The columns of a table, as SQL lists them.
CREATE FUNCTION history.columns(of_table REGCLASS, alias TEXT) RETURNS TEXT LANGUAGE sql STABLE
  RETURN (SELECT string_agg(format('%s.%I', alias, attname), ', ' ORDER BY attnum)
    FROM pg_attribute WHERE attrelid = of_table AND attnum > 0 AND NOT attisdropped);

-- That two rows have the same primary key.
CREATE FUNCTION history.same_key(of_table REGCLASS, one TEXT, other TEXT) RETURNS TEXT LANGUAGE sql STABLE
  RETURN (SELECT string_agg(format('%1$s.%3$I = %2$s.%3$I', one, other, attname), ' AND ')
    FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey) WHERE indrelid = of_table AND indisprimary);

-- Keeps the new states of the rows that a statement wrote. What one release writes twice counts once, as it was last.
CREATE FUNCTION history.record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  now_in CONSTANT INT := coalesce((SELECT max("number") FROM public."Release"), 0);
  same_key CONSTANT TEXT := history.same_key(TG_RELID, 'kept', 'new');
BEGIN
  IF TG_OP <> 'INSERT' THEN
    EXECUTE format('DELETE FROM history.%I kept USING written new WHERE %s AND kept."sinceId" = $1', TG_TABLE_NAME, same_key)
      USING now_in;
    EXECUTE format('UPDATE history.%I kept SET "untilId" = $1 FROM written new WHERE %s AND kept."untilId" IS NULL',
      TG_TABLE_NAME, same_key) USING now_in;
  END IF;
  EXECUTE format('INSERT INTO history.%I (%s, "sinceId") SELECT %s, $1 FROM written new', TG_TABLE_NAME,
    replace(history.columns(TG_RELID, 'new'), 'new.', ''), history.columns(TG_RELID, 'new')) USING now_in;
  RETURN NULL;
END $$;

CREATE FUNCTION history.refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never deleted from, so that every release can be shown again', TG_TABLE_NAME
    USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'history_is_kept';
END $$;

-- Begins to keep the history of all tables, or goes on after a migration changed them: to be called at the end of each that
-- adds a table or a column. Rows that are there already are taken to have always been as they are.
CREATE FUNCTION history.keep() RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  kept NAME;
  new_column RECORD;
  as_of CONSTANT TEXT := 'current_setting(''sourcebook.as_of'')::int';
BEGIN
  FOR kept IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    AND relname NOT IN ('Claim', 'Attribution', 'Release', '_prisma_migrations')
  LOOP
    EXECUTE format('DROP VIEW IF EXISTS past.%I', kept);
    IF to_regclass(format('history.%I', kept)) IS NULL THEN
      EXECUTE format('CREATE TABLE history.%1$I (LIKE public.%1$I, "sinceId" INT NOT NULL, "untilId" INT)', kept);
      EXECUTE format('INSERT INTO history.%1$I SELECT old.*, 0 FROM public.%1$I old', kept);
      EXECUTE format('ALTER TABLE history.%I ADD CONSTRAINT "history_runs_forwards" CHECK ("untilId" > "sinceId")', kept);
      EXECUTE format('CREATE UNIQUE INDEX ON history.%I (%s) WHERE "untilId" IS NULL', kept, (
        SELECT string_agg(quote_ident(attname), ', ') FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
        WHERE indrelid = format('public.%I', kept)::regclass AND indisprimary));
      EXECUTE format('CREATE INDEX ON history.%I (%s, "sinceId")', kept, (
        SELECT string_agg(quote_ident(attname), ', ') FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
        WHERE indrelid = format('public.%I', kept)::regclass AND indisprimary));
      EXECUTE format('CREATE TRIGGER "history_of_new_rows" AFTER INSERT ON public.%I REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION history.record()', kept);
      EXECUTE format('CREATE TRIGGER "history_of_changes" AFTER UPDATE ON public.%I REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION history.record()', kept);
      EXECUTE format('CREATE TRIGGER "history_is_kept" BEFORE DELETE OR TRUNCATE ON public.%I
        FOR EACH STATEMENT EXECUTE FUNCTION history.refuse_deletion()', kept);
    END IF;
    FOR new_column IN SELECT attname, format_type(atttypid, atttypmod) AS type FROM pg_attribute
      WHERE attrelid = format('public.%I', kept)::regclass AND attnum > 0 AND NOT attisdropped
    LOOP
      EXECUTE format('ALTER TABLE history.%I ADD COLUMN IF NOT EXISTS %I %s', kept, new_column.attname, new_column.type);
    END LOOP;
    EXECUTE format('CREATE VIEW past.%1$I AS SELECT %2$s FROM history.%1$I kept
      WHERE "sinceId" <= %3$s AND ("untilId" IS NULL OR "untilId" > %3$s)', kept,
      history.columns(format('public.%I', kept)::regclass, 'kept'), as_of);
  END LOOP;

  DROP VIEW IF EXISTS past."Release", past."Claim";
  EXECUTE format('CREATE VIEW past."Release" AS SELECT * FROM public."Release" WHERE "number" <= %s', as_of);
  -- A claim that was retired later counted then.
  EXECUTE format('CREATE VIEW past."Claim" AS SELECT %s FROM public."Claim" claim WHERE "introducedInId" <= %s', (
    SELECT string_agg(CASE WHEN attname IN ('retiredInId', 'retirementReason', 'retirementNote', 'supersededById')
      THEN format('CASE WHEN "retiredInId" <= %s THEN %I END AS %2$I', as_of, attname) ELSE quote_ident(attname) END, ', ' ORDER BY attnum)
    FROM pg_attribute WHERE attrelid = 'public."Claim"'::regclass AND attnum > 0 AND NOT attisdropped), as_of);
  GRANT USAGE ON SCHEMA past TO sourcebook_reader;
  GRANT SELECT ON ALL TABLES IN SCHEMA past TO sourcebook_reader;
END $$;

SELECT history.keep();

CREATE TYPE "ChangeKind" AS ENUM ('ADDED', 'CORRECTED', 'RETIRED');

-- What releases changed about claims, one row each: what was added, what replaced what, and what was retired for nothing.
CREATE VIEW "Change" AS
  SELECT 'ADDED ' || id AS id, 'ADDED'::"ChangeKind" AS kind, "introducedInId" AS "releaseId", NULL::TEXT AS "beforeId", id AS "afterId"
  FROM "Claim" added WHERE NOT EXISTS (SELECT FROM "Claim" old WHERE old."supersededById" = added.id)
  UNION ALL
  SELECT 'CORRECTED ' || id, 'CORRECTED', "retiredInId", id, "supersededById" FROM "Claim" WHERE "supersededById" IS NOT NULL
  UNION ALL
  SELECT 'RETIRED ' || id, 'RETIRED', "retiredInId", id, NULL FROM "Claim"
  WHERE "retiredInId" IS NOT NULL AND "supersededById" IS NULL;
GRANT SELECT ON "Change" TO sourcebook_reader;
