-- Imports of titles, and the titles that the newest of them found: what rolling one back needs.

-- Of the catalogue, when the title came in or changed last; 0: before this was written down.
ALTER TABLE media_item ADD COLUMN version BIGINT NOT NULL DEFAULT 0;

-- The number is the action's place in the log of actions.
CREATE TABLE title_import (
    id             BIGINT       NOT NULL PRIMARY KEY,
    at_ms          BIGINT       NOT NULL,
    actor          VARCHAR(64)  NOT NULL,
    said_by        VARCHAR(100) NOT NULL,
    note           VARCHAR(500) NOT NULL,
    subject        VARCHAR(128) NOT NULL,
    mode           VARCHAR(8)   NOT NULL,
    sha256         CHAR(64)     NOT NULL,
    version        BIGINT       NOT NULL,
    added          INTEGER      NOT NULL,
    changed        INTEGER      NOT NULL,
    withdrawn      INTEGER      NOT NULL,
    unchanged      INTEGER      NOT NULL,
    rolled_back_ms BIGINT
);

-- Rows of media_item as they were before an import changed or withdrew them.
CREATE TABLE former_title (
    import_id   BIGINT        NOT NULL,
    id          VARCHAR(128)  NOT NULL,
    withdrawn   BOOLEAN       NOT NULL,
    place       INTEGER       NOT NULL,
    title       VARCHAR(300)  NOT NULL,
    made        INTEGER,
    genres      VARCHAR(1000) NOT NULL,
    kind        VARCHAR(8)    NOT NULL,
    description VARCHAR(600)  NOT NULL,
    version     BIGINT        NOT NULL,
    PRIMARY KEY (import_id, id)
);
