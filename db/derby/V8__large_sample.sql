-- Whether a sample may have more than 50 titles. Nobody was asked before, so nobody has agreed.

ALTER TABLE viewer ADD COLUMN may_large_sample BOOLEAN NOT NULL DEFAULT FALSE;
