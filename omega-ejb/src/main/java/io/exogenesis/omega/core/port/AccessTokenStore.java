package io.exogenesis.omega.core.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The access tokens that were minted, without the tokens: one counts only while its row is here and not revoked. */
public interface AccessTokenStore {
    /** Longest note. */
    int MAX_NOTE = OperatorAction.MAX_NOTE;

    /**
     * A token that was minted.
     *
     * @param id the token's {@code jti}
     * @param scopes at least one, as they stand in the token
     * @param note what it is for, in the operator's words
     * @param by who minted it
     */
    record TokenRow(
            String id,
            Set<String> scopes,
            String note,
            String by,
            Instant mintedAt,
            Instant expiresAt,
            Optional<Instant> revokedAt) {
        public TokenRow {
            scopes = Set.copyOf(scopes);
        }
    }

    /** Durable when it returns. */
    void add(TokenRow row);

    /** Durable when it returns; one that is unknown or revoked already stays as it is. */
    void revoke(String id, Instant at);

    /** Oldest first. */
    List<TokenRow> all();

    /** Deletes those that expired by then. */
    void forgetExpired(Instant upTo);
}
