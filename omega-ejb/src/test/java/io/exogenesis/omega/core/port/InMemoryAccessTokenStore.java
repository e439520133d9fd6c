package io.exogenesis.omega.core.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** For tests. */
public final class InMemoryAccessTokenStore implements AccessTokenStore {
    private final Map<String, TokenRow> rows = new ConcurrentSkipListMap<>();

    @Override
    public void add(TokenRow row) {
        rows.put(row.id(), row);
    }

    @Override
    public void revoke(String id, Instant at) {
        rows.computeIfPresent(
                id,
                (key, r) -> r.revokedAt().isPresent()
                        ? r
                        : new TokenRow(id, r.scopes(), r.note(), r.by(), r.mintedAt(), r.expiresAt(), Optional.of(at)));
    }

    @Override
    public List<TokenRow> all() {
        return rows.values().stream()
                .sorted(java.util.Comparator.comparing(TokenRow::mintedAt).thenComparing(TokenRow::id))
                .toList();
    }

    @Override
    public void forgetExpired(Instant upTo) {
        rows.values().removeIf(r -> !r.expiresAt().isAfter(upTo));
    }
}
