-- Which facts sources disagree on is asked for every sum of investments; they are few among all.
CREATE INDEX "fact_is_contested" ON "Fact" ("id") WHERE "standing" = 'CONTESTED';
