-- What has a fragment in its name (`contains`) is found without reading all names.
CREATE INDEX "chip_by_part_of_name" ON "Chip" USING GIN ("name" gin_trgm_ops);
CREATE INDEX "company_by_part_of_name" ON "Company" USING GIN ("name" gin_trgm_ops);
CREATE INDEX "event_by_part_of_name" ON "Event" USING GIN ("name" gin_trgm_ops);
CREATE INDEX "investment_by_part_of_name" ON "Investment" USING GIN ("name" gin_trgm_ops);
CREATE INDEX "product_by_part_of_name" ON "Product" USING GIN ("name" gin_trgm_ops);
