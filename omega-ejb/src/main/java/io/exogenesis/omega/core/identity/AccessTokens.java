package io.exogenesis.omega.core.identity;

import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.AccessTokenStore;
import io.exogenesis.omega.core.port.AccessTokenStore.TokenRow;
import io.exogenesis.omega.wire.v1.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens for programs that act for an operator: minted with scopes and an end, shown once, revoked by their id.
 *
 * <p>A token proves itself by its signature, as every other ({@link Tokens}). The database has no token and no hash of one: it
 * has which were minted and which were revoked. A token that is not in it counts for nothing, so a Core whose database is older
 * than a token refuses it. Thread-safe.
 */
@Singleton
public class AccessTokens {
    /** Tokens that are not expired, revoked ones too: a token is for a program, not for a call. */
    public static final int MOST = 1_000;

    /** A shorter one ends before a program was set up with it. */
    public static final Duration SHORTEST = Duration.ofMinutes(1);

    /** A year: whoever set a program up has gone by then. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private final AccessTokenStore store;
    private final Keys keys;
    private final InstantSource clock;
    /** By id; null before the first look. Replaced, never changed. */
    private volatile @Nullable Map<String, TokenRow> known;

    @Inject
    public AccessTokens(AccessTokenStore store, Keys keys, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /** A fresh token, which is nowhere else, and what is kept of it. */
    public record Minted(String token, TokenRow row) {
        /** Without the token: a log would keep it. */
        @Override
        public String toString() {
            return "Minted[" + row.id() + "]";
        }
    }

    /**
     * Makes a token.
     *
     * @param scopes at least one
     * @param lifetime from {@link #SHORTEST} to {@link #LONGEST}
     * @param by who minted it
     * @throws RefusedException {@code MALFORMED} if these are not so, {@code TOO_LARGE} if there are {@link #MOST} already
     */
    public synchronized Minted mint(Set<Scope> scopes, Duration lifetime, String note, String by) {
        if (scopes.isEmpty()) {
            throw refused("scopes names at least one of " + String.join(", ", Scope.texts()));
        }
        if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw refused("lifetime is from " + SHORTEST + " to " + LONGEST + ", not " + lifetime);
        }
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        store.forgetExpired(now);
        load();
        if (rows().size() >= MOST) {
            throw new RefusedException(
                    Refusal.Code.TOO_LARGE, "there are " + MOST + " tokens already; revoked ones go when they expire");
        }
        String id = UUID.randomUUID().toString();
        Set<String> texts = scopes.stream().map(Scope::text).collect(Collectors.toUnmodifiableSet());
        TokenRow row = new TokenRow(id, texts, note, by, now, now.plus(lifetime), Optional.empty());
        store.add(row);
        load();
        return new Minted(keys.tokens().forProgram(id, EnumSet.copyOf(scopes), now, lifetime), row);
    }

    /**
     * From now on the token is refused. Twice is harmless.
     *
     * @throws RefusedException {@code NOT_FOUND} for one that was never minted or has expired long ago
     */
    public synchronized void revoke(String id) {
        if (!rows().containsKey(id)) {
            throw new RefusedException(Refusal.Code.NOT_FOUND, "there is no token of this id");
        }
        store.revoke(id, clock.instant());
        load();
    }

    /** Oldest first, without those that expired; revoked ones too. */
    public List<TokenRow> list() {
        Instant now = clock.instant();
        return rows().values().stream()
                .filter(row -> row.expiresAt().isAfter(now))
                .toList();
    }

    /** Whether the token of this id was minted here and not revoked; its end is judged by the verifier. */
    boolean holds(String id) {
        TokenRow row = rows().get(id);
        return row != null && row.revokedAt().isEmpty();
    }

    private Map<String, TokenRow> rows() {
        Map<String, TokenRow> now = known;
        return now == null ? load() : now;
    }

    /** The database decides; at most {@link #MOST} rows are read, on a mint, a revocation and the first use of a token. */
    private synchronized Map<String, TokenRow> load() {
        Collection<TokenRow> all = store.all();
        Map<String, TokenRow> fresh = new LinkedHashMap<>();
        all.forEach(row -> fresh.put(row.id(), row));
        known = fresh;
        return fresh;
    }

    private static RefusedException refused(String line) {
        return new RefusedException(Refusal.Code.MALFORMED, line);
    }
}
