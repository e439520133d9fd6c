-- The Omega Core on PostgreSQL, as version 8 on Derby: the two have the same tables and columns, and the same versions from here on.
-- Texts are compared byte by byte, as Derby compares them, whatever the database's locale is.

CREATE TABLE viewer (
    id               VARCHAR(64) COLLATE "C" NOT NULL PRIMARY KEY,
    display_name     VARCHAR(256) COLLATE "C",
    may_patterns     BOOLEAN NOT NULL,
    may_sample       BOOLEAN NOT NULL,
    may_audit        BOOLEAN NOT NULL,
    may_metrics      BOOLEAN NOT NULL,
    registered_ms    BIGINT  NOT NULL,
    last_seen_ms     BIGINT,
    revoked_ms       BIGINT,
    may_large_sample BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX viewer_registered ON viewer (registered_ms);
CREATE INDEX viewer_revoked ON viewer (revoked_ms);

-- Codes are stored as SHA-256, in hex. A used code is deleted; the column used_by stays empty.
CREATE TABLE enrolment_code (
    hash       CHAR(64) COLLATE "C" NOT NULL PRIMARY KEY,
    created_ms BIGINT NOT NULL,
    used_by    VARCHAR(64) COLLATE "C"
);
CREATE INDEX enrolment_code_created ON enrolment_code (created_ms);

-- One row: everything that changes together with a round. Removals of version forgotten and before are not remembered.
CREATE TABLE bank_head (
    id               INTEGER NOT NULL PRIMARY KEY,
    bank_id          VARCHAR(64) COLLATE "C" NOT NULL,
    version          BIGINT  NOT NULL,
    round            BIGINT  NOT NULL,
    epoch            BIGINT  NOT NULL,
    epoch_started_ms BIGINT  NOT NULL,
    epoch_start      BIGINT  NOT NULL,
    consumed         BIGINT  NOT NULL,
    checkpoint_name  VARCHAR(64) COLLATE "C" NOT NULL,
    item_model       BIGINT  NOT NULL,
    forgotten        BIGINT  NOT NULL DEFAULT 0
);

CREATE TABLE bank_pattern (
    id              VARCHAR(64) COLLATE "C" NOT NULL PRIMARY KEY,
    task_type       VARCHAR(16) COLLATE "C" NOT NULL,
    codes           BYTEA NOT NULL CHECK (octet_length(codes) <= 384),
    scale           REAL  NOT NULL,
    success_rate    DOUBLE PRECISION NOT NULL,
    genres          VARCHAR(512) COLLATE "C" NOT NULL,
    mood            VARCHAR(64) COLLATE "C",
    time_of_day     VARCHAR(64) COLLATE "C",
    supporters      INTEGER NOT NULL,
    reputation_mass DOUBLE PRECISION NOT NULL,
    dissent         DOUBLE PRECISION NOT NULL,
    admission       VARCHAR(16) COLLATE "C" NOT NULL,
    priority        VARCHAR(8) COLLATE "C" NOT NULL,
    version         BIGINT NOT NULL,
    approach        VARCHAR(64) COLLATE "C"
);

CREATE TABLE bank_removal (
    id      VARCHAR(64) COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);
CREATE INDEX bank_removal_version ON bank_removal (version);

CREATE TABLE aggregation_round (
    round           BIGINT  NOT NULL PRIMARY KEY,
    epoch           BIGINT  NOT NULL,
    end_of_epoch    BOOLEAN NOT NULL,
    started_ms      BIGINT  NOT NULL,
    duration_ms     BIGINT  NOT NULL,
    bank_version    BIGINT  NOT NULL,
    viewers         INTEGER NOT NULL,
    votes           INTEGER NOT NULL,
    clusters        INTEGER NOT NULL,
    bank_patterns   INTEGER NOT NULL,
    sample_rows     INTEGER NOT NULL,
    items           INTEGER NOT NULL,
    model_published BOOLEAN NOT NULL,
    admitted        INTEGER NOT NULL,
    refused         INTEGER NOT NULL,
    waiting         INTEGER NOT NULL,
    expired         INTEGER NOT NULL
);

-- Why a round decided as it did, queryable by pattern: what jurors said, which rule placed it, how much weight was tenured.
CREATE TABLE round_decision (
    round         BIGINT  NOT NULL,
    place         INTEGER NOT NULL,
    pattern_id    VARCHAR(64) COLLATE "C",
    supporters    INTEGER NOT NULL,
    outcome       VARCHAR(16) COLLATE "C" NOT NULL,
    reason        VARCHAR(300) COLLATE "C" NOT NULL,
    genres        VARCHAR(512) COLLATE "C" NOT NULL,
    jury_yes      INTEGER NOT NULL DEFAULT 0,
    jury_no       INTEGER NOT NULL DEFAULT 0,
    jury_pending  INTEGER NOT NULL DEFAULT 0,
    jury_needed   INTEGER NOT NULL DEFAULT 0,
    jury_size     INTEGER NOT NULL DEFAULT 0,
    fusion_rule   VARCHAR(64) COLLATE "C" NOT NULL DEFAULT '',
    tenured_share DOUBLE PRECISION NOT NULL DEFAULT 0,
    PRIMARY KEY (round, place)
);
CREATE INDEX round_decision_pattern ON round_decision (pattern_id, round);

CREATE TABLE catalogue_head (
    id      INTEGER NOT NULL PRIMARY KEY,
    version BIGINT  NOT NULL
);

-- The description is what a title is about, for searches by words; empty: unknown.
CREATE TABLE media_item (
    id          VARCHAR(128) COLLATE "C" NOT NULL PRIMARY KEY,
    place       INTEGER NOT NULL,
    title       VARCHAR(300) COLLATE "C" NOT NULL,
    made        INTEGER,
    genres      VARCHAR(1000) COLLATE "C" NOT NULL,
    kind        VARCHAR(8) COLLATE "C" NOT NULL,
    description VARCHAR(600) COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX media_item_place ON media_item (place);

-- Embeddings by the SHA-256 of the text they were made from: a text is embedded once for all time.
CREATE TABLE text_embedding (
    embedder  VARCHAR(64) COLLATE "C" NOT NULL,
    text_hash CHAR(64) COLLATE "C" NOT NULL,
    codes     BYTEA NOT NULL CHECK (octet_length(codes) <= 384),
    scale     REAL  NOT NULL,
    PRIMARY KEY (embedder, text_hash)
);

-- What operators said about titles and did to epochs. Only ever added to; the oldest beyond 100,000 are deleted.
CREATE TABLE operator_action (
    id      BIGINT NOT NULL PRIMARY KEY,
    at_ms   BIGINT NOT NULL,
    actor   VARCHAR(64) COLLATE "C" NOT NULL,
    said_by VARCHAR(100) COLLATE "C" NOT NULL,
    kind    VARCHAR(32) COLLATE "C" NOT NULL,
    subject VARCHAR(128) COLLATE "C" NOT NULL,
    note    VARCHAR(500) COLLATE "C" NOT NULL
);

CREATE TABLE title_anchor (
    title   VARCHAR(128) COLLATE "C" NOT NULL PRIMARY KEY,
    at_ms   BIGINT NOT NULL,
    actor   VARCHAR(64) COLLATE "C" NOT NULL,
    said_by VARCHAR(100) COLLATE "C" NOT NULL,
    note    VARCHAR(500) COLLATE "C" NOT NULL
);

-- Refutations that operators cleared and no epoch has taken in yet.
CREATE TABLE title_clearance (
    title  VARCHAR(128) COLLATE "C" NOT NULL PRIMARY KEY,
    action BIGINT NOT NULL
);

-- What the defence said about titles last. One row.
CREATE TABLE defence_report (
    id      INTEGER NOT NULL PRIMARY KEY,
    content BYTEA NOT NULL
);
