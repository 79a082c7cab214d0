-- Guards a statement of a request that has answered as of a release already: true while that is the newest, and an error as soon
-- as there is a newer one, with its number, so that nobody is given half of one release and half of the next.

CREATE FUNCTION is_newest_release(asked INT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE AS $$
DECLARE
  newest CONSTANT INT := (SELECT max("number") FROM public."Release");
BEGIN
  IF newest IS DISTINCT FROM asked THEN
    RAISE EXCEPTION 'release % is the newest', newest USING ERRCODE = 'SBREL';
  END IF;
  RETURN TRUE;
END $$;

-- Guards a statement as of a release, of a replica that may not have it yet: what it held before is not what it held then.
CREATE FUNCTION is_held_release(asked INT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE AS $$
DECLARE
  newest CONSTANT INT := coalesce((SELECT max("number") FROM public."Release"), 0);
BEGIN
  IF newest < asked THEN
    RAISE EXCEPTION 'release % is the newest', newest USING ERRCODE = 'SBREL';
  END IF;
  RETURN TRUE;
END $$;
