-- What a large dataset is the hash of is known once all of it was read; so the release that is written meanwhile is completed with
-- it, as with its version.
CREATE OR REPLACE FUNCTION release_is_completed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_written_here(OLD.xmin) OR OLD."version" <> '' OR NEW."number" <> OLD."number"
    OR (OLD."contentHash" <> '' AND NEW."contentHash" <> OLD."contentHash") THEN
    RAISE EXCEPTION 'release % is append-only: UPDATE is refused', OLD."version"
      USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'is_append_only',
        HINT = 'A release never changes; publish another.';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION release_is_complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "Release" WHERE "number" = NEW."number" AND ("version" = '' OR "contentHash" = '')) THEN
    RAISE EXCEPTION 'release % has no version or no hash', NEW."number"
      USING ERRCODE = 'check_violation', CONSTRAINT = 'release_is_complete';
  END IF;
  RETURN NULL;
END $$;
