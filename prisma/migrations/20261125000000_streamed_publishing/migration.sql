-- A release is written some sources at a time, and claims come before the facts that they belong to.

-- What these name may come later in the transaction, where it says so: SET CONSTRAINTS … DEFERRED.
ALTER TABLE "Claim" ALTER CONSTRAINT "Claim_factId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "Company" ALTER CONSTRAINT "Company_parentId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "Investment" ALTER CONSTRAINT "Investment_partOfId_fkey" DEFERRABLE INITIALLY IMMEDIATE;

-- What a release comes to is known once all of it is written; so it can be completed by the transaction that makes it.
DROP TRIGGER "release_is_append_only" ON "Release";
CREATE TRIGGER "release_is_append_only" BEFORE DELETE OR TRUNCATE ON "Release"
  FOR EACH STATEMENT EXECUTE FUNCTION is_append_only();

CREATE FUNCTION release_is_completed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_written_here(OLD.xmin) OR OLD."version" <> '' OR NEW."number" <> OLD."number" OR NEW."contentHash" <> OLD."contentHash" THEN
    RAISE EXCEPTION 'release % is append-only: UPDATE is refused', OLD."version"
      USING ERRCODE = 'object_not_in_prerequisite_state', CONSTRAINT = 'is_append_only',
        HINT = 'A release never changes; publish another.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "release_is_completed_once" BEFORE UPDATE ON "Release"
  FOR EACH ROW EXECUTE FUNCTION release_is_completed_once();

-- At the end of the transaction every release has its version. Checked then, as it is only known then.
CREATE FUNCTION release_is_complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "Release" WHERE "number" = NEW."number" AND "version" = '') THEN
    RAISE EXCEPTION 'release % has no version', NEW."number"
      USING ERRCODE = 'check_violation', CONSTRAINT = 'release_is_complete';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "release_is_complete" AFTER INSERT ON "Release"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION release_is_complete();
