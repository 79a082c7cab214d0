-- What the database itself promises, whoever writes to it. Prisma's schema cannot say these things, and its diffs leave
-- them alone. Each constraint's name is what an error shows.

-- Names sort alike on every server and in PGlite, and the indexes on them can be used for it.
ALTER TABLE "Company" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "Chip" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "Product" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "Investment" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "Event" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "Publisher" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "Property" ALTER COLUMN "id" TYPE TEXT COLLATE "C";
ALTER TABLE "Property" ALTER COLUMN "label" TYPE TEXT COLLATE "C";
ALTER TABLE "Claim" ALTER COLUMN "propertyId" TYPE TEXT COLLATE "C";
ALTER TABLE "Fact" ALTER COLUMN "propertyId" TYPE TEXT COLLATE "C";

-- ── Passages ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A passage is the span of its excerpt, so its length and hash can be checked without the document.
CREATE FUNCTION passage_is_sound("start" INT, "end" INT, paragraph INT, sha256 TEXT, excerpt TEXT) RETURNS BOOLEAN
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN "start" >= 0 AND "end" - "start" = char_length(excerpt) AND paragraph >= 1 AND excerpt ~ '\S'
    AND sha256 = encode(sha256(convert_to(excerpt, 'UTF8')), 'hex');

ALTER TABLE "Claim" ADD CONSTRAINT "claim_passage_is_sound" CHECK
  (passage_is_sound("passageStart", "passageEnd", "passageParagraph", "passageSha256", "passageExcerpt"));

ALTER TABLE "SourceDefect" ADD CONSTRAINT "defect_passage_is_whole" CHECK
  (num_nonnulls("start", "end", "paragraph", "sha256", "excerpt") IN (0, 5));
ALTER TABLE "SourceDefect" ADD CONSTRAINT "defect_passage_is_sound" CHECK
  ("start" IS NULL OR passage_is_sound("start", "end", "paragraph", "sha256", "excerpt"));

ALTER TABLE "Source" ADD CONSTRAINT "source_sha256_is_hexadecimal" CHECK ("sha256" ~ '^[0-9a-f]{64}$');
ALTER TABLE "Source" ADD CONSTRAINT "source_length_is_positive" CHECK ("length" > 0);

-- ── Values ──────────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE "Claim" ADD CONSTRAINT "claim_id_is_a_hash" CHECK ("id" ~ '^[0-9a-f]{64}$');

ALTER TABLE "Claim" ADD CONSTRAINT "claim_has_one_kind_of_value" CHECK (
  num_nonnulls("value", "lowerInclusive", "upperInclusive", "hedge") = CASE "valueKind" WHEN 'QUANTITY' THEN 4 ELSE 0 END
  AND num_nonnulls("lower", "upper", "unit", "currency") <= CASE "valueKind" WHEN 'QUANTITY' THEN 3 ELSE 0 END
  AND num_nonnulls("unit", "currency") <= 1
  AND ("text" IS NOT NULL) = ("valueKind" = 'TEXT')
  AND num_nonnulls("entityId", "entityKind") = CASE "valueKind" WHEN 'ENTITY' THEN 2 ELSE 0 END
  AND num_nonnulls("dateEdtf", "dateBasis") = CASE "valueKind" WHEN 'DATE' THEN 2 ELSE 0 END
);

ALTER TABLE "Claim" ADD CONSTRAINT "claim_bounds_are_in_order" CHECK (
  "valueKind" <> 'QUANTITY' OR (
    ("lower" IS NOT NULL OR NOT "lowerInclusive") AND ("upper" IS NOT NULL OR NOT "upperInclusive")
    AND ("lower" IS NULL OR "upper" IS NULL OR "lower" < "upper"
      OR ("lower" = "upper" AND "lowerInclusive" AND "upperInclusive"))
  )
);

-- "Up to 14" is (0, 14] or, of what can be negative, (-∞, 14]; "more than 100" is (100, ∞); "about" widens nothing.
CREATE FUNCTION bounds_agree_with_hedge(
  hedge "Hedge", value NUMERIC, lower NUMERIC, upper NUMERIC, lower_inclusive BOOLEAN, upper_inclusive BOOLEAN
) RETURNS BOOLEAN
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE hedge
    WHEN 'STATED' THEN (lower = value AND upper = value) IS TRUE AND lower_inclusive AND upper_inclusive
    WHEN 'ABOUT' THEN (lower = value AND upper = value) IS TRUE AND lower_inclusive AND upper_inclusive
    WHEN 'UP_TO' THEN (upper = value) IS TRUE AND upper_inclusive AND coalesce(lower, 0) = 0 AND NOT lower_inclusive
    WHEN 'LESS_THAN' THEN (upper = value) IS TRUE AND NOT upper_inclusive AND coalesce(lower, 0) = 0 AND NOT lower_inclusive
    WHEN 'AT_LEAST' THEN (lower = value) IS TRUE AND lower_inclusive AND upper IS NULL
    WHEN 'MORE_THAN' THEN (lower = value) IS TRUE AND NOT lower_inclusive AND upper IS NULL
    WHEN 'BETWEEN' THEN (lower = value AND upper > value) IS TRUE AND lower_inclusive AND upper_inclusive
  END;

ALTER TABLE "Claim" ADD CONSTRAINT "claim_bounds_agree_with_hedge" CHECK (
  "valueKind" <> 'QUANTITY'
  OR bounds_agree_with_hedge("hedge", "value", "lower", "upper", "lowerInclusive", "upperInclusive")
);

-- ── Dates ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A date comes with where it is from; a relative one with what it takes to resolve it again; an inferred one with why.
CREATE FUNCTION date_is_explained(
  edtf TEXT, first_day DATE, last_day DATE, phrase TEXT, basis "PeriodBasis", anchor TEXT, anchor_basis "PeriodBasis",
  reasoning TEXT
) RETURNS BOOLEAN
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN edtf IS NULL THEN num_nonnulls(first_day, last_day, phrase, basis, anchor, anchor_basis, reasoning) = 0
    ELSE (first_day <= last_day) IS NOT FALSE AND num_nonnulls(anchor, anchor_basis) IN (0, 2) AND CASE basis
      WHEN 'STATED' THEN TRUE
      WHEN 'RELATIVE' THEN num_nonnulls(phrase, anchor, reasoning) = 3
      WHEN 'INFERRED' THEN reasoning IS NOT NULL
      ELSE FALSE
    END
  END;

ALTER TABLE "Claim" ADD CONSTRAINT "claim_period_is_explained" CHECK (date_is_explained(
  "periodEdtf", "periodStart", "periodEnd", "periodPhrase", "periodBasis", "periodAnchor", "periodAnchorBasis",
  "periodReasoning"));
ALTER TABLE "Claim" ADD CONSTRAINT "claim_date_is_explained" CHECK (date_is_explained(
  "dateEdtf", "dateStart", "dateEnd", "datePhrase", "dateBasis", "dateAnchor", "dateAnchorBasis", "dateReasoning"));
-- A source's own date has nothing to be relative to.
ALTER TABLE "Source" ADD CONSTRAINT "source_date_is_explained" CHECK (
  "publishedBasis" IS DISTINCT FROM 'RELATIVE' AND date_is_explained(
    "publishedEdtf", "publishedStart", "publishedEnd", "publishedPhrase", "publishedBasis", NULL, NULL,
    "publishedReasoning"));

-- ── Judgements ──────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE "Claim" ADD CONSTRAINT "claim_doubt_has_a_note" CHECK
  (("confidence" = 'HIGH' AND "rank" <> 'REJECTED') OR "note" ~ '\S' AND "note" IS NOT NULL);

ALTER TABLE "Claim" ADD CONSTRAINT "claim_retirement_has_a_reason" CHECK (
  ("retiredInId" IS NULL) = ("retirementReason" IS NULL)
  AND ("retiredInId" IS NULL OR "retiredInId" > "introducedInId")
  AND ("retiredInId" IS NOT NULL OR num_nonnulls("retirementNote", "supersededById") = 0)
  AND "supersededById" IS DISTINCT FROM "id"
);

CREATE UNIQUE INDEX "claim_key_is_unique_among_live_claims" ON "Claim" ("sourceId", "key") WHERE "retiredInId" IS NULL;

-- ── Attribution ─────────────────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE "Attribution" ADD CONSTRAINT "attribution_position_is_not_negative" CHECK ("position" >= 0);

-- Every claim is attributed, at least to its source, and its chain has no gaps. Checked at commit, when the chain is there.
CREATE FUNCTION claim_is_attributed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM "Attribution" WHERE "claimId" = NEW."id" HAVING count(*) > 0 AND max("position") = count(*) - 1
  ) THEN
    RAISE EXCEPTION 'claim % has no attribution, or one with a gap', NEW."id"
      USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_is_attributed';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "claim_is_attributed" AFTER INSERT ON "Claim"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claim_is_attributed();

-- A chain is complete when its claim is: no link is added to a claim of an earlier release.
CREATE FUNCTION attribution_comes_with_its_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "Claim" WHERE "id" = NEW."claimId" AND "introducedInId" < (SELECT max("number") FROM "Release")) THEN
    RAISE EXCEPTION 'claim % is published; its attribution cannot grow', NEW."claimId"
      USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'attribution_comes_with_its_claim';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "attribution_comes_with_its_claim" BEFORE INSERT ON "Attribution"
  FOR EACH ROW EXECUTE FUNCTION attribution_comes_with_its_claim();

-- ── Nothing is lost ─────────────────────────────────────────────────────────────────────────────────────────────────

CREATE FUNCTION is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'is_append_only',
      HINT = 'A correction adds a claim and retires the old one.';
END $$;

CREATE TRIGGER "claim_is_append_only" BEFORE DELETE OR TRUNCATE ON "Claim"
  FOR EACH STATEMENT EXECUTE FUNCTION is_append_only();
CREATE TRIGGER "attribution_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Attribution"
  FOR EACH STATEMENT EXECUTE FUNCTION is_append_only();
CREATE TRIGGER "release_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Release"
  FOR EACH STATEMENT EXECUTE FUNCTION is_append_only();

-- The one change that a claim can undergo is being retired, once.
CREATE FUNCTION claim_only_retires() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  retirement CONSTANT TEXT[] := ARRAY['retiredInId', 'retirementReason', 'retirementNote', 'supersededById'];
BEGIN
  IF OLD."retiredInId" IS NOT NULL OR NEW."retiredInId" IS NULL OR to_jsonb(OLD) - retirement <> to_jsonb(NEW) - retirement THEN
    RAISE EXCEPTION 'claim % cannot change, only be retired, and only once', OLD."id"
      USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'claim_only_retires',
        HINT = 'A correction adds a claim and retires the old one.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "claim_only_retires" BEFORE UPDATE ON "Claim" FOR EACH ROW EXECUTE FUNCTION claim_only_retires();

-- ── The API can only read ───────────────────────────────────────────────────────────────────────────────────────────

-- Roles belong to the whole server: another database may have made this one already, or be making it now.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sourcebook_reader') THEN
    CREATE ROLE sourcebook_reader NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the role sourcebook_reader is missing and % may not create it; an administrator can: CREATE ROLE sourcebook_reader NOLOGIN; GRANT sourcebook_reader TO %', current_user, current_user;
END $$;

-- Whoever migrates may also serve. A superuser may anyway; who may not grant the role has to be granted it.
DO $$
BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT sourcebook_reader TO %I', current_user);
  END IF;
EXCEPTION
  -- internal_error is what two grants of the same role at the same time come to.
  WHEN insufficient_privilege OR internal_error OR unique_violation THEN NULL;
END $$;

GRANT USAGE ON SCHEMA public TO sourcebook_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO sourcebook_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO sourcebook_reader;
