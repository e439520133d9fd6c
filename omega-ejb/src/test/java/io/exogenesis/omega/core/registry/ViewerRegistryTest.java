package io.exogenesis.omega.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.RegistrySettings;
import io.exogenesis.omega.core.port.Samples;
import io.exogenesis.omega.model.Consents;
import io.exogenesis.omega.model.ViewerId;
import io.exogenesis.omega.wire.v1.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class ViewerRegistryTest {
    private final CoreFixture core = CoreFixture.inMemory();

    private static AbstractThrowableAssert<?, ?> assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Refusal.Code code) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void register_withFreshCode_givesIdTokenEndpoints() {
        Registration r = core.register(new Consents(true, false, false, false));
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
        core.registry.register(code, Optional.empty(), Consents.NONE);
        assertRefused(
                () -> core.registry.register(code, Optional.empty(), Consents.NONE), Refusal.Code.UNAUTHENTICATED);
    }

    // Guessing must get slow; but those with a right code must not pay for it after a minute.
    @Test
    void register_manyWrongCodes_restsAMinute() {
        for (int i = 0; i < 30; i++) {
            assertRefused(
                    () -> core.registry.register("guess", Optional.empty(), Consents.NONE),
                    Refusal.Code.UNAUTHENTICATED);
        }
        assertRefused(
                () -> core.registry.register("guess", Optional.empty(), Consents.NONE), Refusal.Code.RATE_LIMITED);
        core.clock.advance(Duration.ofMinutes(1));
        assertThat(core.register()).isNotNull();
    }

    @Test
    void register_whenFull_isUnavailable() {
        CoreFixture small = CoreFixture.inMemory(s -> new CoreSettings(
                s.server(),
                s.ingest(),
                s.aggregate(),
                new RegistrySettings(2, Duration.ofHours(1)),
                s.bank(),
                s.catalogue()));
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
            assertRefused(() -> core.registry.register(code, Optional.of(name), Consents.NONE), Refusal.Code.MALFORMED);
        }
        assertThat(core.registry.register(code, Optional.of("Wohnzimmer"), Consents.NONE))
                .isNotNull();
    }

    @Test
    void revoke_takesEffectAtOnce_andSurvivesARestart() {
        Registration r = core.register();
        core.verifier.verify(r.token());
        assertThat(core.registry.revoke(r.viewerId())).isTrue();
        assertRefused(() -> core.verifier.verify(r.token()), Refusal.Code.REVOKED);
        assertThat(core.registry.revoke(r.viewerId())).isFalse();
        assertThat(core.registry.revoke(new ViewerId("nobody"))).isFalse();
        assertRefused(() -> core.killAndRestart().verifier.verify(r.token()), Refusal.Code.REVOKED);
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
