-- Registration as a legal person, grade, prices and an irregular name, as officers keep them of an institution
ALTER TABLE "institution"
  ADD COLUMN "registration_no" TEXT,
  ADD COLUMN "registered_on" DATE,
  ADD COLUMN "registration_model" TEXT,
  ADD COLUMN "grade" TEXT,
  ADD COLUMN "graded_on" DATE,
  ADD COLUMN "graded_by" TEXT,
  ADD COLUMN "price_kind" TEXT CHECK ("price_kind" IN ('governmentSet', 'governmentGuided', 'market')),
  ADD COLUMN "bed_fee" TEXT,
  ADD COLUMN "care_fee" TEXT,
  ADD COLUMN "name_irregularity" TEXT;
CREATE OR REPLACE TRIGGER "institution_changed" AFTER UPDATE OR DELETE ON "institution" FOR EACH ROW EXECUTE FUNCTION "record_register_change"(
  'institution', 'name', 'division', 'address', 'credit_code', 'category', 'operation_mode', 'operating_status', 'filing_status', 'filed_on', 'beds',
  'contact', 'first_responsible', 'first_responsible_post', 'complaint_line', 'complaint_box', 'attributes', 'registration_no', 'registered_on',
  'registration_model', 'grade', 'graded_on', 'graded_by', 'price_kind', 'bed_fee', 'care_fee', 'name_irregularity');
