package io.exogenesis.omega.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.RegistrySettings;
import io.exogenesis.omega.core.identity.Principal;
import io.exogenesis.omega.core.port.InMemoryViewerStore;
import io.exogenesis.omega.core.port.RoundRecord;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.core.viewers.ViewerStatus;
import io.exogenesis.omega.journal.PowerLossFileLayer;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class ViewerRegistryTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final CoreFixture core = CoreFixture.inMemory();

    private static CoreSettings withRegistry(CoreSettings s, RegistrySettings registry) {
        return s.with(registry);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Refusal.Code code) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void register_withFreshCode_givesIdTokenEndpoints() {
        Registration r = core.register(Consents.NONE.withPatterns(true));
        assertThat(r.endpoints()).containsExactly("quic://127.0.0.1:4433", "https://127.0.0.1:9443");
        Principal who = core.verifier.verify(r.token());
        assertThat(who.viewer()).isEqualTo(r.viewerId());
        assertThat(who.groups()).containsExactly("viewer");
        assertThat(core.registry.status(r.viewerId()).orElseThrow().consents().patterns())
                .isTrue();
        assertThat(core.registry.count()).isEqualTo(1);
    }

    @Test
    void register_withUsedCode_isRefused() {
        String code = core.codes.mint(1).getFirst();
        core.enrolment.register(code, Optional.empty(), Consents.NONE);
        assertRefused(
                () -> core.enrolment.register(code, Optional.empty(), Consents.NONE), Refusal.Code.UNAUTHENTICATED);
    }

    // Whoever guesses is told to rest; those with a right code must not pay for it.
    @Test
    void register_manyWrongCodes_restsAMinute_butARightOnePasses() {
        for (int i = 0; i < 30; i++) {
            assertRefused(
                    () -> core.enrolment.register("guess", Optional.empty(), Consents.NONE),
                    Refusal.Code.UNAUTHENTICATED);
        }
        assertRefused(
                () -> core.enrolment.register("guess", Optional.empty(), Consents.NONE), Refusal.Code.RATE_LIMITED);
        assertThat(core.register()).isNotNull();
        core.clock.advance(Duration.ofMinutes(1));
        assertRefused(
                () -> core.enrolment.register("guess", Optional.empty(), Consents.NONE), Refusal.Code.UNAUTHENTICATED);
        assertThat(core.registry.count()).isEqualTo(1);
    }

    @Test
    void register_whenFull_isUnavailable() {
        CoreFixture small = CoreFixture.inMemory(s -> withRegistry(s, new RegistrySettings(2, DAY, DAY)));
        small.register();
        Registration second = small.register();
        assertRefused(small::register, Refusal.Code.UNAVAILABLE);
        small.registry.revoke(second.viewerId());
        assertThat(small.register()).isNotNull();
    }

    @Test
    void register_badName_isMalformed_andKeepsTheCode() {
        String code = core.codes.mint(1).getFirst();
        for (String name : List.of(" ", "x".repeat(65), "a\nb")) {
            assertRefused(
                    () -> core.enrolment.register(code, Optional.of(name), Consents.NONE), Refusal.Code.MALFORMED);
        }
        assertThat(core.enrolment.register(code, Optional.of("Wohnzimmer"), Consents.NONE))
                .isNotNull();
    }

    @Test
    void revoke_takesEffectAtOnce_andSurvivesARestart() {
        Registration r = core.register();
        core.verifier.verify(r.token());
        assertThat(core.registry.revoke(r.viewerId())).isTrue();
        assertRefused(() -> core.verifier.verify(r.token()), Refusal.Code.REVOKED);
        assertThat(core.registry.revoke(r.viewerId())).isTrue();
        assertThat(core.registry.count()).isZero();
        assertThat(core.registry.revoke(new ViewerId("nobody"))).isFalse();
        assertRefused(() -> core.killAndRestart().verifier.verify(r.token()), Refusal.Code.REVOKED);
    }

    // The first call marked the viewer and then met a full disk; the second must erase what the first left.
    @Test
    void revoke_repeatedAfterAFailure_takesEveryStepAgain() {
        Registration r = core.register();
        core.push(core.session(r), Samples.pattern(1));
        PowerLossFileLayer disk = (PowerLossFileLayer) core.disk;
        disk.capacity(disk.used());
        assertRefused(() -> core.registry.revoke(r.viewerId()), Refusal.Code.UNAVAILABLE);
        assertRefused(() -> core.verifier.verify(r.token()), Refusal.Code.REVOKED);
        disk.capacity(Long.MAX_VALUE);
        core.clock.advance(Duration.ofSeconds(2));
        assertThat(core.registry.revoke(r.viewerId())).isTrue();
        assertThat(core.ledger.rawOf(r.viewerId())).isZero();
        assertThat(core.registry.count()).isZero();
    }

    // A hundred devices with good codes must not fill a Core of ten.
    @Test
    void register_atOnce_neverExceedsTheLimit() {
        CoreFixture small = CoreFixture.inMemory(s -> withRegistry(s, new RegistrySettings(10, DAY, DAY)));
        List<String> codes = small.codes.mint(100);
        long in = codes.parallelStream().filter(c -> registered(small, c)).count();
        assertThat(in).isEqualTo(10);
        assertThat(small.registry.count()).isEqualTo(10);
        assertThat(small.viewerStore.page(0, 10_000)).hasSize(10);
        assertThat(small.killAndRestart().registry.count()).isEqualTo(10);
    }

    private static boolean registered(CoreFixture core, String code) {
        try {
            core.enrolment.register(code, Optional.empty(), Consents.NONE);
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    @Test
    void consents_allWithdrawn_forgetNameAndLastSeen() {
        Registration r = core.register();
        core.push(core.session(r), Samples.pattern(1));
        core.viewers.flushSeen();
        core.clock.advance(Duration.ofMinutes(1));
        core.session(r);
        core.registry.changeConsents(r.viewerId(), Consents.NONE);
        core.session(r);
        core.viewers.flushSeen();
        ViewerStatus status = core.registry.status(r.viewerId()).orElseThrow();
        assertThat(status.displayName()).isEmpty();
        assertThat(status.lastSeen()).isEmpty();
        assertThat(status.committedThroughSeq()).isEqualTo(1);
    }

    // A crash between the registry's commit and the log's entry once left contributions that rounds went on to count.
    @Test
    void crash_betweenConsentAndWithdrawal_isMadeUpForAtStart() {
        Registration r = core.register();
        core.push(core.session(r), Samples.pattern(1), Samples.sample(2, List.of("t1")));
        core.viewerStore.changeConsents(r.viewerId(), Consents.NONE.withSample(true));
        CoreFixture after = core.killAndRestart();
        assertThat(after.ledger.rawOf(r.viewerId())).isEqualTo(1);
        assertThat(after.accounting.total().decided().expired()).isEqualTo(1);
        RoundRecord round = after.rounds.runNow(false);
        assertThat(round.votes()).isZero();
        assertThat(after.killAndRestart().accounting.total()).isEqualTo(after.accounting.total());
    }

    @Test
    void failure_betweenConsentAndWithdrawal_isMadeUpForBeforeTheNextRound() {
        Registration r = core.register();
        core.push(core.session(r), Samples.pattern(1));
        PowerLossFileLayer disk = (PowerLossFileLayer) core.disk;
        disk.capacity(disk.used());
        assertRefused(() -> core.registry.changeConsents(r.viewerId(), Consents.NONE), Refusal.Code.UNAVAILABLE);
        disk.capacity(Long.MAX_VALUE);
        core.clock.advance(Duration.ofSeconds(2));
        assertThat(core.rounds.runNow(false).votes()).isZero();
        assertThat(core.ledger.rawOf(r.viewerId())).isZero();
    }

    @Test
    void mint_many_areStoredInSmallTransactions() {
        AtomicInteger largest = new AtomicInteger();
        InMemoryViewerStore store = new InMemoryViewerStore() {
            @Override
            public synchronized void addCodes(List<String> hashes, Instant now) {
                largest.accumulateAndGet(hashes.size(), Math::max);
                super.addCodes(hashes, now);
            }
        };
        EnrolmentCodes codes = new EnrolmentCodes(core.settings, store, core.keys, core.clock);
        assertThat(codes.mint(2_500).stream().distinct()).hasSize(2_500);
        assertThat(codes.open()).isEqualTo(2_500);
        assertThat(largest.get()).isEqualTo(1_000);
    }

    @Test
    void adminToken_ofAnEarlierStart_isRefused() {
        String first = core.keys.tokens().forAdmin(core.clock.instant(), DAY);
        assertThat(core.verifier.verify(first).isAdmin()).isTrue();
        CoreFixture again = core.killAndRestart();
        assertRefused(() -> again.verifier.verify(first), Refusal.Code.UNAUTHENTICATED);
        String second = again.keys.tokens().forAdmin(again.clock.instant(), DAY);
        assertThat(again.verifier.verify(second).isAdmin()).isTrue();
        assertRefused(() -> again.verifier.verify(first), Refusal.Code.UNAUTHENTICATED);
    }

    @Test
    void lastSeen_isFlushedInOneBatch() {
        Registration r = core.register();
        core.clock.advance(Duration.ofMinutes(3));
        core.push(core.session(r), Samples.pattern(1));
        assertThat(core.viewerStore.find(r.viewerId()).orElseThrow().lastSeen()).isEmpty();
        assertThat(core.registry.status(r.viewerId()).orElseThrow().lastSeen()).contains(core.clock.instant());
        assertThat(core.viewers.flushSeen()).isEqualTo(1);
        assertThat(core.viewerStore.find(r.viewerId()).orElseThrow().lastSeen()).contains(core.clock.instant());
        assertThat(core.viewers.flushSeen()).isZero();
    }

    @Test
    void lastSeen_ofEachPart_isFlushedInItsTurn() {
        int viewers = 100;
        for (int v = 0; v < viewers; v++) {
            core.push(core.session(core.register()), Samples.pattern(1));
        }
        int flushed = 0;
        for (int part = 0; part < 30; part++) {
            int now = core.viewers.flushSeenOfNextPart();
            assertThat(now).isLessThan(viewers / 4);
            flushed += now;
        }
        assertThat(flushed).isEqualTo(viewers);
        assertThat(core.viewers.flushSeen()).isZero();
    }

    @Test
    void mint_outOfLimits_isMalformed() {
        assertRefused(() -> core.codes.mint(0), Refusal.Code.MALFORMED);
        assertRefused(() -> core.codes.mint(EnrolmentCodes.MAX_BATCH + 1), Refusal.Code.MALFORMED);
        assertThat(core.codes.mint(50).stream().distinct()).hasSize(50);
        assertThat(core.codes.open()).isEqualTo(50);
    }

    @Test
    void token_alteredOrUnsigned_isUnauthenticated() {
        String token = core.register().token();
        String[] parts = token.split("\\.");
        String none = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (String bad : List.of(
                parts[0] + "." + parts[1] + ".",
                none + "." + parts[1] + ".",
                parts[0] + "." + parts[1].substring(2) + "." + parts[2],
                token.substring(0, token.length() - 4) + "AAAA",
                "x".repeat(5000),
                "",
                "....",
                "é.é.é")) {
            assertRefused(() -> core.verifier.verify(bad), Refusal.Code.UNAUTHENTICATED);
        }
    }

    @Test
    void keys_areForTheOwnerOnly_andStay() throws IOException {
        String enrolment = core.keys.enrolmentKey();
        String token = core.register().token();
        try (Stream<Path> files = Files.list(core.keyDirectory)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
        CoreFixture again = core.killAndRestart();
        assertThat(again.keys.isEnrolmentKey(enrolment)).isTrue();
        assertThat(again.keys.isEnrolmentKey("another")).isFalse();
        assertThat(again.verifier.verify(token).isViewer()).isTrue();
        assertThat(again.keys.pseudonym("v"))
                .isEqualTo(core.keys.pseudonym("v"))
                .isNotEqualTo(core.keys.pseudonym("w"));
    }
}
