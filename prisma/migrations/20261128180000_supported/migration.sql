-- What no claim supports any longer: an entity says so itself, and lists leave it out. Until the next release is published, and
-- as of every one before, all are taken to be supported: they were listed.
DO $$
DECLARE
  face NAME;
BEGIN
  FOREACH face IN ARRAY ARRAY['Company', 'Chip', 'Product', 'Investment', 'Event'] LOOP
    EXECUTE format('ALTER TABLE public.%I ADD COLUMN "supported" BOOLEAN NOT NULL DEFAULT TRUE', face);
    EXECUTE format('ALTER TABLE public.%I ALTER COLUMN "supported" DROP DEFAULT', face);
    -- By which they are counted without being read.
    EXECUTE format('CREATE INDEX %I ON public.%I ("supported")', face || '_supported_idx', face);
    EXECUTE format('ALTER TABLE history.%I ADD COLUMN "supported" BOOLEAN NOT NULL DEFAULT TRUE', face);
    EXECUTE format('ALTER TABLE history.%I ALTER COLUMN "supported" DROP DEFAULT', face);
  END LOOP;
END $$;

-- Of an investment whose claims on these were all retired before the database held it, nothing is known.
ALTER TABLE public."Investment" ALTER COLUMN "investorId" DROP NOT NULL,
  ALTER COLUMN "purpose" DROP NOT NULL,
  ALTER COLUMN "status" DROP NOT NULL;
ALTER TABLE history."Investment" ALTER COLUMN "investorId" DROP NOT NULL,
  ALTER COLUMN "purpose" DROP NOT NULL,
  ALTER COLUMN "status" DROP NOT NULL;

SELECT history.keep();
