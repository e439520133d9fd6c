package io.exogenesis.omega.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.port.InMemoryAccessTokenStore;
import io.exogenesis.omega.wire.v1.Refusal;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final CoreFixture core = CoreFixture.inMemory();

    private AccessTokens.Minted minted(Scope... scopes) {
        return core.accessTokens.mint(Set.of(scopes), HOUR, "for a test", "admin");
    }

    private static void assertRefused(Refusal.Code code, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void verify_freshToken_hasItsScopesAndNoOtherRight() {
        AccessTokens.Minted minted = minted(Scope.READ, Scope.PRUNE);
        Principal principal = core.verifier.verify(minted.token());
        assertThat(principal.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.PRUNE);
        assertThat(principal.subject()).isEqualTo("token:" + minted.row().id());
        assertThat(principal.isAdmin()).isFalse();
        assertThat(principal.isViewer()).isFalse();
    }

    // What was verified once is remembered: a revocation has to count all the same.
    @Test
    void verify_revokedToken_isRefusedAtOnce() {
        AccessTokens.Minted minted = minted(Scope.READ);
        core.verifier.verify(minted.token());
        core.accessTokens.revoke(minted.row().id());
        assertRefused(Refusal.Code.UNAUTHENTICATED, () -> core.verifier.verify(minted.token()));
        assertThat(core.accessTokens.list().getFirst().revokedAt()).isPresent();
    }

    @Test
    void verify_tokenPastItsEnd_isRefused() {
        String token = minted(Scope.READ).token();
        core.clock.advance(HOUR);
        assertRefused(Refusal.Code.UNAUTHENTICATED, () -> core.verifier.verify(token));
        assertRefused(Refusal.Code.UNAUTHENTICATED, () -> core.verifier.verifyForRenewal(token));
        assertThat(core.accessTokens.list()).isEmpty();
    }

    // A database from before the token: nobody could revoke what is not in it.
    @Test
    void verify_tokenThatTheDatabaseDoesNotKnow_isRefused() {
        AccessTokens other = new AccessTokens(new InMemoryAccessTokenStore(), core.keys, core.clock);
        String token = other.mint(Set.of(Scope.READ), HOUR, "", "admin").token();
        assertRefused(Refusal.Code.UNAUTHENTICATED, () -> core.verifier.verify(token));
    }

    @Test
    void revoke_afterRestart_stillCounts() {
        AccessTokens.Minted minted = minted(Scope.READ);
        core.accessTokens.revoke(minted.row().id());
        AccessTokens restarted = new AccessTokens(core.accessTokenStore, core.keys, core.clock);
        assertThat(restarted.holds(minted.row().id())).isFalse();
    }

    @Test
    void mint_outOfBounds_isRefused() {
        assertRefused(Refusal.Code.MALFORMED, () -> core.accessTokens.mint(Set.of(), HOUR, "", "admin"));
        assertRefused(
                Refusal.Code.MALFORMED,
                () -> core.accessTokens.mint(Set.of(Scope.READ), Duration.ofSeconds(59), "", "admin"));
        assertRefused(
                Refusal.Code.MALFORMED,
                () -> core.accessTokens.mint(Set.of(Scope.READ), Duration.ofDays(367), "", "admin"));
        assertRefused(Refusal.Code.NOT_FOUND, () -> core.accessTokens.revoke("unknown"));
    }

    @Test
    void toString_ofAFreshToken_hasNoToken() {
        AccessTokens.Minted minted = minted(Scope.READ);
        assertThat(minted.toString()).doesNotContain(minted.token());
    }
}
