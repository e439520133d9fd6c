-- What operators said about titles and did to epochs, and what the defence said about titles last.

-- Only ever added to; the oldest beyond 100,000 are deleted.
CREATE TABLE operator_action (
    id      BIGINT       NOT NULL PRIMARY KEY,
    at_ms   BIGINT       NOT NULL,
    actor   VARCHAR(64)  NOT NULL,
    said_by VARCHAR(100) NOT NULL,
    kind    VARCHAR(32)  NOT NULL,
    subject VARCHAR(128) NOT NULL,
    note    VARCHAR(500) NOT NULL
);

CREATE TABLE title_anchor (
    title   VARCHAR(128) NOT NULL PRIMARY KEY,
    at_ms   BIGINT       NOT NULL,
    actor   VARCHAR(64)  NOT NULL,
    said_by VARCHAR(100) NOT NULL,
    note    VARCHAR(500) NOT NULL
);

-- Refutations that operators cleared and no epoch has taken in yet.
CREATE TABLE title_clearance (
    title  VARCHAR(128) NOT NULL PRIMARY KEY,
    action BIGINT       NOT NULL
);

-- One row.
CREATE TABLE defence_report (
    id      INTEGER NOT NULL PRIMARY KEY,
    content BLOB    NOT NULL
);
