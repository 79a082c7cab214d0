-- CreateEnum
CREATE TYPE "EntityKind" AS ENUM ('COMPANY', 'CHIP', 'PRODUCT', 'INVESTMENT', 'EVENT');

-- CreateEnum
CREATE TYPE "ValueKind" AS ENUM ('QUANTITY', 'TEXT', 'ENTITY', 'DATE');

-- CreateEnum
CREATE TYPE "Hedge" AS ENUM ('STATED', 'ABOUT', 'UP_TO', 'AT_LEAST', 'MORE_THAN', 'LESS_THAN', 'BETWEEN');

-- CreateEnum
CREATE TYPE "Modality" AS ENUM ('FACT', 'PLAN', 'FORECAST', 'INTENT', 'OPINION');

-- CreateEnum
CREATE TYPE "Confidence" AS ENUM ('HIGH', 'MEDIUM', 'LOW');

-- CreateEnum
CREATE TYPE "Rank" AS ENUM ('PREFERRED', 'NORMAL', 'REJECTED');

-- CreateEnum
CREATE TYPE "PeriodBasis" AS ENUM ('STATED', 'RELATIVE', 'INFERRED');

-- CreateEnum
CREATE TYPE "SourceKind" AS ENUM ('ARTICLE', 'FILING', 'DATASET', 'PRESS_RELEASE');

-- CreateEnum
CREATE TYPE "Reliability" AS ENUM ('HIGH', 'MEDIUM', 'LOW', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "DefectKind" AS ENUM ('NO_DATE', 'NO_TITLE', 'GENERIC_BYLINE', 'NO_PUBLISHER', 'NO_URL', 'SECOND_HAND', 'MACHINE_TRANSLATION', 'CORRUPT_TEXT', 'PAGE_FURNITURE');

-- CreateEnum
CREATE TYPE "RetirementReason" AS ENUM ('SOURCE_CORRECTED', 'SOURCE_RETRACTED', 'CURATION_ERROR', 'NEWER_VALUE');

-- CreateEnum
CREATE TYPE "Standing" AS ENUM ('UNCONTESTED', 'CORROBORATED', 'CONTESTED');

-- CreateEnum
CREATE TYPE "AcceptanceReason" AS ENUM ('ONLY_CLAIM', 'RANK', 'FEWER_HOPS', 'SOURCE_RELIABILITY', 'LATER_PUBLICATION', 'TIE_BREAK');

-- CreateEnum
CREATE TYPE "InvestmentPurpose" AS ENUM ('ACCELERATORS', 'AI');

-- CreateEnum
CREATE TYPE "ChipStatus" AS ENUM ('PROTOTYPE', 'AVAILABLE');

-- CreateEnum
CREATE TYPE "EventKind" AS ENUM ('POLICY_CHANGE', 'RELOCATION', 'SHIPMENT');

-- CreateTable
CREATE TABLE "Release" (
    "number" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "notes" TEXT,
    "counts" JSONB NOT NULL,

    CONSTRAINT "Release_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "Publisher" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "country" TEXT,
    "url" TEXT,

    CONSTRAINT "Publisher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Source" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" "SourceKind" NOT NULL,
    "title" TEXT,
    "publisherId" TEXT,
    "byline" TEXT,
    "url" TEXT,
    "language" TEXT NOT NULL,
    "publishedEdtf" TEXT,
    "publishedStart" DATE,
    "publishedEnd" DATE,
    "publishedPhrase" TEXT,
    "publishedBasis" "PeriodBasis",
    "publishedReasoning" TEXT,
    "reliability" "Reliability" NOT NULL DEFAULT 'UNKNOWN',
    "reliabilityReasoning" TEXT,
    "sha256" TEXT NOT NULL,
    "length" INTEGER NOT NULL,

    CONSTRAINT "Source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SourceDefect" (
    "sourceId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "DefectKind" NOT NULL,
    "note" TEXT NOT NULL,
    "start" INTEGER,
    "end" INTEGER,
    "paragraph" INTEGER,
    "sha256" TEXT,
    "excerpt" TEXT,

    CONSTRAINT "SourceDefect_pkey" PRIMARY KEY ("sourceId","position")
);

-- CreateTable
CREATE TABLE "Entity" (
    "id" TEXT NOT NULL,
    "kind" "EntityKind" NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],

    CONSTRAINT "Entity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Company" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "country" TEXT,
    "parentId" TEXT,

    CONSTRAINT "Company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Chip" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "designerId" TEXT,
    "architecture" TEXT,
    "status" "ChipStatus",

    CONSTRAINT "Chip_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Product" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "developerId" TEXT,
    "category" TEXT,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Investment" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "investorId" TEXT NOT NULL,
    "counterpartyId" TEXT,
    "purpose" "InvestmentPurpose" NOT NULL,
    "status" "Modality" NOT NULL,
    "partOfId" TEXT,
    "amountClaimId" TEXT NOT NULL,
    "amountValue" DECIMAL(65,30) NOT NULL,
    "amountLower" DECIMAL(65,30),
    "amountUpper" DECIMAL(65,30),
    "amountLowerInclusive" BOOLEAN NOT NULL,
    "amountUpperInclusive" BOOLEAN NOT NULL,
    "amountHedge" "Hedge" NOT NULL,
    "amountCurrency" TEXT NOT NULL,
    "periodEdtf" TEXT,
    "periodStart" DATE,
    "periodEnd" DATE,

    CONSTRAINT "Investment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "kind" "EventKind",
    "country" TEXT,
    "status" "Modality",
    "dateClaimId" TEXT,
    "dateEdtf" TEXT,
    "dateStart" DATE,
    "dateEnd" DATE,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Property" (
    "id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "valueKind" "ValueKind" NOT NULL,
    "dimension" TEXT,
    "unit" TEXT,
    "unitLabels" JSONB,
    "values" TEXT[],
    "subjects" "EntityKind"[],
    "single" BOOLEAN NOT NULL,

    CONSTRAINT "Property_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Claim" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "subjectId" TEXT NOT NULL,
    "subjectKind" "EntityKind" NOT NULL,
    "propertyId" TEXT NOT NULL,
    "factId" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "modality" "Modality" NOT NULL,
    "confidence" "Confidence" NOT NULL,
    "rank" "Rank" NOT NULL,
    "note" TEXT,
    "valueKind" "ValueKind" NOT NULL,
    "value" DECIMAL(65,30),
    "lower" DECIMAL(65,30),
    "upper" DECIMAL(65,30),
    "lowerInclusive" BOOLEAN,
    "upperInclusive" BOOLEAN,
    "hedge" "Hedge",
    "unit" TEXT,
    "currency" TEXT,
    "text" TEXT,
    "entityId" TEXT,
    "entityKind" "EntityKind",
    "dateEdtf" TEXT,
    "dateStart" DATE,
    "dateEnd" DATE,
    "datePhrase" TEXT,
    "dateBasis" "PeriodBasis",
    "dateAnchor" TEXT,
    "dateAnchorBasis" "PeriodBasis",
    "dateReasoning" TEXT,
    "periodEdtf" TEXT,
    "periodStart" DATE,
    "periodEnd" DATE,
    "periodPhrase" TEXT,
    "periodBasis" "PeriodBasis",
    "periodAnchor" TEXT,
    "periodAnchorBasis" "PeriodBasis",
    "periodReasoning" TEXT,
    "sourceId" TEXT NOT NULL,
    "passageStart" INTEGER NOT NULL,
    "passageEnd" INTEGER NOT NULL,
    "passageParagraph" INTEGER NOT NULL,
    "passageSha256" TEXT NOT NULL,
    "passageExcerpt" TEXT NOT NULL,
    "introducedInId" INTEGER NOT NULL,
    "retiredInId" INTEGER,
    "retirementReason" "RetirementReason",
    "retirementNote" TEXT,
    "supersededById" TEXT,

    CONSTRAINT "Claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attribution" (
    "claimId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "publisherId" TEXT,

    CONSTRAINT "Attribution_pkey" PRIMARY KEY ("claimId","position")
);

-- CreateTable
CREATE TABLE "Fact" (
    "id" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "subjectKind" "EntityKind" NOT NULL,
    "propertyId" TEXT NOT NULL,
    "periodEdtf" TEXT,
    "periodStart" DATE,
    "periodEnd" DATE,
    "acceptedId" TEXT,
    "acceptedBecause" "AcceptanceReason",
    "independentSources" INTEGER NOT NULL,
    "standing" "Standing" NOT NULL,

    CONSTRAINT "Fact_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Release_version_key" ON "Release"("version");

-- CreateIndex
CREATE UNIQUE INDEX "Publisher_slug_key" ON "Publisher"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Source_slug_key" ON "Source"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Source_sha256_key" ON "Source"("sha256");

-- CreateIndex
CREATE INDEX "Source_publisherId_idx" ON "Source"("publisherId");

-- CreateIndex
CREATE UNIQUE INDEX "Entity_slug_key" ON "Entity"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Entity_id_kind_key" ON "Entity"("id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "Company_slug_key" ON "Company"("slug");

-- CreateIndex
CREATE INDEX "Company_name_id_idx" ON "Company"("name", "id");

-- CreateIndex
CREATE INDEX "Company_parentId_idx" ON "Company"("parentId");

-- CreateIndex
CREATE UNIQUE INDEX "Chip_slug_key" ON "Chip"("slug");

-- CreateIndex
CREATE INDEX "Chip_name_id_idx" ON "Chip"("name", "id");

-- CreateIndex
CREATE INDEX "Chip_designerId_idx" ON "Chip"("designerId");

-- CreateIndex
CREATE UNIQUE INDEX "Product_slug_key" ON "Product"("slug");

-- CreateIndex
CREATE INDEX "Product_name_id_idx" ON "Product"("name", "id");

-- CreateIndex
CREATE INDEX "Product_developerId_idx" ON "Product"("developerId");

-- CreateIndex
CREATE UNIQUE INDEX "Investment_slug_key" ON "Investment"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Investment_amountClaimId_key" ON "Investment"("amountClaimId");

-- CreateIndex
CREATE INDEX "Investment_name_id_idx" ON "Investment"("name", "id");

-- CreateIndex
CREATE INDEX "Investment_investorId_idx" ON "Investment"("investorId");

-- CreateIndex
CREATE INDEX "Investment_counterpartyId_idx" ON "Investment"("counterpartyId");

-- CreateIndex
CREATE INDEX "Investment_partOfId_idx" ON "Investment"("partOfId");

-- CreateIndex
CREATE UNIQUE INDEX "Event_slug_key" ON "Event"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Event_dateClaimId_key" ON "Event"("dateClaimId");

-- CreateIndex
CREATE INDEX "Event_name_id_idx" ON "Event"("name", "id");

-- CreateIndex
CREATE INDEX "Claim_sourceId_passageStart_position_idx" ON "Claim"("sourceId", "passageStart", "position");

-- CreateIndex
CREATE INDEX "Claim_subjectId_propertyId_idx" ON "Claim"("subjectId", "propertyId");

-- CreateIndex
CREATE INDEX "Claim_factId_idx" ON "Claim"("factId");

-- CreateIndex
CREATE INDEX "Claim_entityId_propertyId_idx" ON "Claim"("entityId", "propertyId");

-- CreateIndex
CREATE INDEX "Claim_sourceId_key_idx" ON "Claim"("sourceId", "key");

-- CreateIndex
CREATE INDEX "Attribution_publisherId_idx" ON "Attribution"("publisherId");

-- CreateIndex
CREATE UNIQUE INDEX "Fact_acceptedId_key" ON "Fact"("acceptedId");

-- CreateIndex
CREATE INDEX "Fact_subjectId_propertyId_periodEnd_idx" ON "Fact"("subjectId", "propertyId", "periodEnd");

-- AddForeignKey
ALTER TABLE "Source" ADD CONSTRAINT "Source_publisherId_fkey" FOREIGN KEY ("publisherId") REFERENCES "Publisher"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SourceDefect" ADD CONSTRAINT "SourceDefect_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Company" ADD CONSTRAINT "Company_id_fkey" FOREIGN KEY ("id") REFERENCES "Entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Company" ADD CONSTRAINT "Company_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Chip" ADD CONSTRAINT "Chip_id_fkey" FOREIGN KEY ("id") REFERENCES "Entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Chip" ADD CONSTRAINT "Chip_designerId_fkey" FOREIGN KEY ("designerId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_id_fkey" FOREIGN KEY ("id") REFERENCES "Entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_developerId_fkey" FOREIGN KEY ("developerId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Investment" ADD CONSTRAINT "Investment_id_fkey" FOREIGN KEY ("id") REFERENCES "Entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Investment" ADD CONSTRAINT "Investment_investorId_fkey" FOREIGN KEY ("investorId") REFERENCES "Company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Investment" ADD CONSTRAINT "Investment_counterpartyId_fkey" FOREIGN KEY ("counterpartyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Investment" ADD CONSTRAINT "Investment_amountClaimId_fkey" FOREIGN KEY ("amountClaimId") REFERENCES "Claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Investment" ADD CONSTRAINT "Investment_partOfId_fkey" FOREIGN KEY ("partOfId") REFERENCES "Investment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_id_fkey" FOREIGN KEY ("id") REFERENCES "Entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_dateClaimId_fkey" FOREIGN KEY ("dateClaimId") REFERENCES "Claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_subjectId_subjectKind_fkey" FOREIGN KEY ("subjectId", "subjectKind") REFERENCES "Entity"("id", "kind") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_entityId_entityKind_fkey" FOREIGN KEY ("entityId", "entityKind") REFERENCES "Entity"("id", "kind") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_propertyId_fkey" FOREIGN KEY ("propertyId") REFERENCES "Property"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_factId_fkey" FOREIGN KEY ("factId") REFERENCES "Fact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_introducedInId_fkey" FOREIGN KEY ("introducedInId") REFERENCES "Release"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_retiredInId_fkey" FOREIGN KEY ("retiredInId") REFERENCES "Release"("number") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_supersededById_fkey" FOREIGN KEY ("supersededById") REFERENCES "Claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attribution" ADD CONSTRAINT "Attribution_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "Claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attribution" ADD CONSTRAINT "Attribution_publisherId_fkey" FOREIGN KEY ("publisherId") REFERENCES "Publisher"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fact" ADD CONSTRAINT "Fact_subjectId_subjectKind_fkey" FOREIGN KEY ("subjectId", "subjectKind") REFERENCES "Entity"("id", "kind") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fact" ADD CONSTRAINT "Fact_propertyId_fkey" FOREIGN KEY ("propertyId") REFERENCES "Property"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fact" ADD CONSTRAINT "Fact_acceptedId_fkey" FOREIGN KEY ("acceptedId") REFERENCES "Claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;
