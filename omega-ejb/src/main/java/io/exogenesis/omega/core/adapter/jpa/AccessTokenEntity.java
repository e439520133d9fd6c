package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.AccessTokenStore.TokenRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "access_token")
class AccessTokenEntity {
    @Id
    String id;

    /** Between spaces, as in OAuth. */
    String scopes;

    String note;

    @Column(name = "minted_by")
    String mintedBy;

    @Column(name = "minted_ms")
    long mintedMs;

    @Column(name = "expires_ms")
    long expiresMs;

    @Column(name = "revoked_ms")
    @Nullable
    Long revokedMs;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected AccessTokenEntity() {}

    AccessTokenEntity(TokenRow row) {
        id = row.id();
        scopes = String.join(" ", new TreeSet<>(row.scopes()));
        note = row.note();
        mintedBy = row.by();
        mintedMs = row.mintedAt().toEpochMilli();
        expiresMs = row.expiresAt().toEpochMilli();
        revokedMs = row.revokedAt().map(Instant::toEpochMilli).orElse(null);
    }

    TokenRow row() {
        return new TokenRow(
                id,
                Arrays.stream(scopes.split(" ")).collect(Collectors.toUnmodifiableSet()),
                note,
                mintedBy,
                Instant.ofEpochMilli(mintedMs),
                Instant.ofEpochMilli(expiresMs),
                Optional.ofNullable(revokedMs).map(Instant::ofEpochMilli));
    }
}
