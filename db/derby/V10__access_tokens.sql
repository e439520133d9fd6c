-- Access tokens that were minted. A token proves itself by its signature: neither it nor a hash of it is here.

CREATE TABLE access_token (
    id         VARCHAR(36)  NOT NULL PRIMARY KEY,
    scopes     VARCHAR(128) NOT NULL,
    note       VARCHAR(500) NOT NULL,
    minted_by  VARCHAR(200) NOT NULL,
    minted_ms  BIGINT       NOT NULL,
    expires_ms BIGINT       NOT NULL,
    revoked_ms BIGINT
);
