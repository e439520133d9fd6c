-- What is old is found without reading what is not: codes that expired, viewers that were removed.
CREATE INDEX enrolment_code_created ON enrolment_code (created_ms);
CREATE INDEX viewer_revoked ON viewer (revoked_ms);

-- Always empty. Rows pass through it to make the database begin a new log file, since only a whole file is ever deleted:
-- names of viewers that were removed would stay in the old one.
CREATE TABLE log_filler (
    bytes VARCHAR(32000) FOR BIT DATA NOT NULL
);
