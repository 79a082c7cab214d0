-- A source that was taken back says so, and why.
ALTER TABLE "Source" ADD COLUMN "retraction" TEXT;

-- An investment whose amount nobody stands by any longer has none.
ALTER TABLE "Investment" ALTER COLUMN "amountClaimId" DROP NOT NULL,
  ALTER COLUMN "amountValue" DROP NOT NULL,
  ALTER COLUMN "amountLowerInclusive" DROP NOT NULL,
  ALTER COLUMN "amountUpperInclusive" DROP NOT NULL,
  ALTER COLUMN "amountHedge" DROP NOT NULL,
  ALTER COLUMN "amountCurrency" DROP NOT NULL;
ALTER TABLE history."Investment" ALTER COLUMN "amountClaimId" DROP NOT NULL,
  ALTER COLUMN "amountValue" DROP NOT NULL,
  ALTER COLUMN "amountLowerInclusive" DROP NOT NULL,
  ALTER COLUMN "amountUpperInclusive" DROP NOT NULL,
  ALTER COLUMN "amountHedge" DROP NOT NULL,
  ALTER COLUMN "amountCurrency" DROP NOT NULL;
ALTER TABLE "Investment" ADD CONSTRAINT "investment_amount_is_whole" CHECK
  (num_nonnulls("amountClaimId", "amountValue", "amountLowerInclusive", "amountUpperInclusive", "amountHedge", "amountCurrency") IN (0, 6));

SELECT history.keep();
