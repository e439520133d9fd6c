-- Removals of this bank version and before are forgotten: a viewer behind it gets a snapshot.
ALTER TABLE bank_head ADD COLUMN forgotten BIGINT NOT NULL DEFAULT 0;

-- A used code is deleted from now on; the column used_by stays empty.
DELETE FROM enrolment_code WHERE used_by IS NOT NULL;
