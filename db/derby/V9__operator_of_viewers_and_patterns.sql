-- Viewers that an operator suspended, codes with an expiry of their own, the operator's word on patterns, and when patterns came.
ALTER TABLE viewer ADD COLUMN suspended_ms BIGINT;

-- Without one a code expires by omega.registry.code-lifetime.
ALTER TABLE enrolment_code ADD COLUMN expires_ms BIGINT;

-- When the pattern came into the bank; 0: before this was written down.
ALTER TABLE bank_pattern ADD COLUMN since_ms BIGINT NOT NULL DEFAULT 0;

-- Patterns that are neither pruned nor dropped when their support expires.
CREATE TABLE pattern_pin (
    pattern VARCHAR(64)  NOT NULL PRIMARY KEY,
    at_ms   BIGINT       NOT NULL,
    actor   VARCHAR(64)  NOT NULL,
    said_by VARCHAR(100) NOT NULL,
    note    VARCHAR(500) NOT NULL
);

-- Patterns that an operator took out and that no epoch has taken in yet.
CREATE TABLE pattern_removal (
    pattern VARCHAR(64) NOT NULL PRIMARY KEY,
    action  BIGINT      NOT NULL
);
