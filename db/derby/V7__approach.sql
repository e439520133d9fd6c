-- How a pattern of the kinds behavior and recommendation came about; unset for others, and for what was there before.

ALTER TABLE bank_pattern ADD COLUMN approach VARCHAR(64);
