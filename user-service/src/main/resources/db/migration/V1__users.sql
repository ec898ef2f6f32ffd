-- E-mail addresses are stored in lower case and compared byte by byte, so that a prefix is a range of the index.
CREATE TABLE users (
    id            BINARY(16)                            NOT NULL,
    email         VARCHAR(254)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    display_name  VARCHAR(100)  CHARACTER SET utf8mb4   NOT NULL,
    role          VARCHAR(16)   CHARACTER SET ascii     NOT NULL,
    password_hash VARCHAR(255)  CHARACTER SET ascii     NOT NULL,
    version       BIGINT                                NOT NULL,
    created_at    DATETIME(6)                           NOT NULL,
    updated_at    DATETIME(6)                           NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY users_email (email)
) ENGINE = InnoDB;

-- Creations that may be sent twice. A key is kept as its hash: 32 bytes, whatever was sent.
CREATE TABLE attempts (
    attempt_key BINARY(32)  NOT NULL,
    fingerprint BINARY(32)  NOT NULL,
    user_id     BINARY(16)  NOT NULL,
    created_at  DATETIME(6) NOT NULL,
    PRIMARY KEY (attempt_key),
    KEY attempts_created_at (created_at)
) ENGINE = InnoDB;
