package io.exogenesis.omega.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.exogenesis.omega.core.port.AccessTokenStore.TokenRow;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link AccessTokenStore} does. */
public abstract class AccessTokenStoreContract {
    /** An empty one. */
    protected abstract AccessTokenStore store();

    private static TokenRow row(int n) {
        return new TokenRow(
                "00000000-0000-0000-0000-00000000000" + n,
                n % 2 == 0 ? Set.of("omega:read") : Set.of("omega:read", "omega:operate"),
                "é".repeat(n == 1 ? AccessTokenStore.MAX_NOTE : n),
                "admin (jane)",
                Instant.ofEpochSecond(n),
                Instant.ofEpochSecond(100 + n),
                Optional.empty());
    }

    @Test
    void add_rowsInAnyOrder_areListedOldestFirst() {
        AccessTokenStore store = store();
        assertThat(store.all()).isEmpty();
        store.add(row(2));
        store.add(row(1));
        assertThat(store.all()).containsExactly(row(1), row(2));
    }

    // The first revocation counts: a second one must not make it look later.
    @Test
    void revoke_twice_keepsTheFirstTime() {
        AccessTokenStore store = store();
        store.add(row(1));
        store.add(row(2));
        store.revoke(row(1).id(), Instant.ofEpochSecond(7));
        store.revoke(row(1).id(), Instant.ofEpochSecond(8));
        store.revoke("unknown", Instant.ofEpochSecond(9));
        assertThat(store.all())
                .extracting(TokenRow::revokedAt)
                .containsExactly(Optional.of(Instant.ofEpochSecond(7)), Optional.empty());
    }

    @Test
    void forgetExpired_deletesThoseWhoseEndHasCome() {
        AccessTokenStore store = store();
        store.add(row(1));
        store.add(row(2));
        store.forgetExpired(row(1).expiresAt());
        assertThat(store.all()).containsExactly(row(2));
    }
}
