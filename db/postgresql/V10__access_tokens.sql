-- Access tokens that were minted. A token proves itself by its signature: neither it nor a hash of it is here.

CREATE TABLE access_token (
    id         VARCHAR(36) COLLATE "C"  NOT NULL PRIMARY KEY,
    scopes     VARCHAR(128) COLLATE "C" NOT NULL,
    note       VARCHAR(500) COLLATE "C" NOT NULL,
    minted_by  VARCHAR(200) COLLATE "C" NOT NULL,
    minted_ms  BIGINT       NOT NULL,
    expires_ms BIGINT       NOT NULL,
    revoked_ms BIGINT
);
