-- Papers bear the number of the county's bureau, so it counts them, whichever town they are about; counting goes on after the highest number that was given.
INSERT INTO "document_counter" ("division", "kind", "year", "last")
SELECT left("division", 6), "kind", "year", max("last") FROM "document_counter" GROUP BY 1, 2, 3
ON CONFLICT ("division", "kind", "year") DO UPDATE SET "last" = excluded."last";
DELETE FROM "document_counter" WHERE length("division") > 6;
