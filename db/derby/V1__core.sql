-- The Omega Core on Derby: registry, bank, rounds, catalogue. Contributions are in the journal, not here.

CREATE TABLE viewer (
    id            VARCHAR(64)  NOT NULL PRIMARY KEY,
    display_name  VARCHAR(256),
    may_patterns  BOOLEAN      NOT NULL,
    may_sample    BOOLEAN      NOT NULL,
    may_audit     BOOLEAN      NOT NULL,
    may_metrics   BOOLEAN      NOT NULL,
    registered_ms BIGINT       NOT NULL,
    last_seen_ms  BIGINT,
    revoked_ms    BIGINT
);
CREATE INDEX viewer_registered ON viewer (registered_ms);

-- Codes are stored as SHA-256, in hex.
CREATE TABLE enrolment_code (
    hash       CHAR(64)    NOT NULL PRIMARY KEY,
    created_ms BIGINT      NOT NULL,
    used_by    VARCHAR(64)
);

-- One row: everything that changes together with a round.
CREATE TABLE bank_head (
    id               INTEGER     NOT NULL PRIMARY KEY,
    bank_id          VARCHAR(64) NOT NULL,
    version          BIGINT      NOT NULL,
    round            BIGINT      NOT NULL,
    epoch            BIGINT      NOT NULL,
    epoch_started_ms BIGINT      NOT NULL,
    epoch_start      BIGINT      NOT NULL,
    consumed         BIGINT      NOT NULL,
    checkpoint_name  VARCHAR(64) NOT NULL,
    item_model       BIGINT      NOT NULL
);

CREATE TABLE bank_pattern (
    id              VARCHAR(64) NOT NULL PRIMARY KEY,
    task_type       VARCHAR(16) NOT NULL,
    codes           VARCHAR(384) FOR BIT DATA NOT NULL,
    scale           REAL        NOT NULL,
    success_rate    DOUBLE      NOT NULL,
    genres          VARCHAR(512) NOT NULL,
    mood            VARCHAR(64),
    time_of_day     VARCHAR(64),
    supporters      INTEGER     NOT NULL,
    reputation_mass DOUBLE      NOT NULL,
    dissent         DOUBLE      NOT NULL,
    admission       VARCHAR(16) NOT NULL,
    priority        VARCHAR(8)  NOT NULL,
    version         BIGINT      NOT NULL
);

CREATE TABLE bank_removal (
    id      VARCHAR(64) NOT NULL PRIMARY KEY,
    version BIGINT      NOT NULL
);
CREATE INDEX bank_removal_version ON bank_removal (version);

CREATE TABLE aggregation_round (
    round         BIGINT   NOT NULL PRIMARY KEY,
    epoch         BIGINT   NOT NULL,
    end_of_epoch  BOOLEAN  NOT NULL,
    started_ms    BIGINT   NOT NULL,
    duration_ms   BIGINT   NOT NULL,
    bank_version  BIGINT   NOT NULL,
    viewers       INTEGER  NOT NULL,
    votes         INTEGER  NOT NULL,
    clusters      INTEGER  NOT NULL,
    bank_patterns INTEGER  NOT NULL,
    sample_rows   INTEGER  NOT NULL,
    items         INTEGER  NOT NULL,
    model_published BOOLEAN NOT NULL,
    admitted      INTEGER  NOT NULL,
    refused       INTEGER  NOT NULL,
    waiting       INTEGER  NOT NULL,
    expired       INTEGER  NOT NULL
);

CREATE TABLE round_decision (
    round      BIGINT       NOT NULL,
    place      INTEGER      NOT NULL,
    pattern_id VARCHAR(64),
    supporters INTEGER      NOT NULL,
    outcome    VARCHAR(16)  NOT NULL,
    reason     VARCHAR(300) NOT NULL,
    genres     VARCHAR(512) NOT NULL,
    PRIMARY KEY (round, place)
);

CREATE TABLE catalogue_head (
    id      INTEGER NOT NULL PRIMARY KEY,
    version BIGINT  NOT NULL
);

CREATE TABLE media_item (
    id     VARCHAR(128)  NOT NULL PRIMARY KEY,
    place  INTEGER       NOT NULL,
    title  VARCHAR(300)  NOT NULL,
    made   INTEGER,
    genres VARCHAR(1000) NOT NULL,
    kind   VARCHAR(8)    NOT NULL
);
CREATE INDEX media_item_place ON media_item (place);

-- Embeddings by the SHA-256 of the text they were made from: a text is embedded once for all time.
CREATE TABLE text_embedding (
    embedder  VARCHAR(64) NOT NULL,
    text_hash CHAR(64)    NOT NULL,
    codes     VARCHAR(384) FOR BIT DATA NOT NULL,
    scale     REAL        NOT NULL,
    PRIMARY KEY (embedder, text_hash)
);
