package io.exogenesis.omega.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exogenesis.omega.core.CoreFixture;
import io.exogenesis.omega.core.RefusedException;
import io.exogenesis.omega.core.config.IdentitySettings;
import io.exogenesis.omega.core.config.InvalidSettingException;
import io.exogenesis.omega.core.registry.Registration;
import io.exogenesis.omega.core.sync.SyncSession;
import io.exogenesis.omega.wire.v1.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of a second issuer, with its own key, at the one verification that judges all tokens. */
class IdentityProviderTest {
    private static final String ISSUER = "https://login.example";
    private static final KeyPair RSA = pair("RSA");
    private static final KeyPair OTHER = pair("RSA");

    private final CoreFixture core = CoreFixture.inMemory(
            s -> s.with(new IdentitySettings(ISSUER, pem(RSA), "", "RS256", List.of("omega", "films"), 5)));

    @Test
    void token_ofAnOperator_isAnAdmins() {
        Principal who = core.verifier.verify(token(RSA, claims("jane", "omega-admin", "staff")));
        assertThat(who.isAdmin()).isTrue();
        assertThat(who.isViewer()).isFalse();
        assertThat(who.subject()).isEqualTo("jane@example");
    }

    @Test
    void token_ofAViewer_syncsAsThatViewerAndIsNotRenewed() {
        Registration viewer = core.register();
        JwtClaims claims = claims(viewer.viewerId().value(), "omega-viewer");
        claims.unsetClaim("upn");
        String token = token(RSA, claims);
        core.clock.advance(Duration.ofMinutes(50));
        var auth = core.protocol
                .answer(SyncSession.of("test"), CoreFixture.connect(token))
                .orElseThrow()
                .getAuth();
        assertThat(auth.getViewerId()).isEqualTo(viewer.viewerId().value());
        assertThat(auth.getRenewedToken()).isEmpty();

        core.registry.revoke(viewer.viewerId());
        assertRefused(token, Refusal.Code.REVOKED);
    }

    @Test
    void token_withoutAGroupOfOurs_opensNothing() {
        Principal who = core.verifier.verify(token(RSA, claims("joe", "admin", "viewer", "omega:prune")));
        assertThat(who.isAdmin()).isFalse();
        assertThat(who.isViewer()).isFalse();
        assertThat(who.scopes()).isEmpty();
    }

    @Test
    void token_forged_isRefused() throws Exception {
        JwtClaims claims = claims("jane", "omega-admin");
        assertRefused(token(OTHER, claims), Refusal.Code.UNAUTHENTICATED);
        assertRefused(
                signed(new HmacKey(pem(RSA).getBytes("UTF-8")), AlgorithmIdentifiers.HMAC_SHA256, claims),
                Refusal.Code.UNAUTHENTICATED);
        String none = base64("{\"alg\":\"none\"}") + "." + base64(claims.toJson()) + ".";
        assertRefused(none, Refusal.Code.UNAUTHENTICATED);
        JwtClaims posing = claims("admin", "omega-admin", "admin");
        posing.setIssuer(Tokens.ISSUER);
        assertRefused(token(RSA, posing), Refusal.Code.UNAUTHENTICATED);
    }

    @Test
    void token_forSomebodyElse_orOfAnother_isRefused() {
        JwtClaims audience = claims("jane", "omega-admin");
        audience.setAudience("mail");
        assertRefused(token(RSA, audience), Refusal.Code.UNAUTHENTICATED);
        JwtClaims issuer = claims("jane", "omega-admin");
        issuer.setIssuer("https://login.other");
        assertRefused(token(RSA, issuer), Refusal.Code.UNAUTHENTICATED);
    }

    @Test
    void token_pastItsEndAndTheSkew_isRefusedWithoutGrace() {
        Registration viewer = core.register();
        String token = token(RSA, claims(viewer.viewerId().value(), "omega-viewer"));
        core.clock.advance(Duration.ofHours(1).plusSeconds(4));
        core.verifier.verify(token(RSA, claims(viewer.viewerId().value(), "omega-viewer")));
        core.clock.advance(Duration.ofSeconds(2));
        assertRefused(token, Refusal.Code.UNAUTHENTICATED);
        assertThatThrownBy(() -> core.verifier.verifyForRenewal(token)).isInstanceOf(RefusedException.class);
    }

    @Test
    void tokens_ofTheCore_countOnBesideTheProviders() {
        Registration viewer = core.register();
        assertThat(core.verifier.verify(viewer.token()).isViewer()).isTrue();
    }

    @Test
    void key_asJwksOfEs256InAFile_isRead(@TempDir Path dir) throws Exception {
        KeyPair ec = pair("EC");
        PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(ec.getPublic());
        jwk.setKeyId("one");
        Path file = Files.writeString(dir.resolve("jwks.json"), "{\"keys\":[" + jwk.toJson() + "]}");
        CoreFixture other = CoreFixture.inMemory(
                s -> s.with(new IdentitySettings(ISSUER, "", file.toString(), "ES256", List.of(), 0)));
        JsonWebSignature jws = new JsonWebSignature();
        jws.setKeyIdHeaderValue("one");
        jws.setKey(ec.getPrivate());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        JwtClaims claims = claims("jane", "omega-admin");
        claims.setIssuedAt(NumericDate.fromSeconds(other.clock.instant().getEpochSecond()));
        jws.setPayload(claims.toJson());
        assertThat(other.verifier.verify(jws.getCompactSerialization()).isAdmin())
                .isTrue();
    }

    @Test
    void settings_thatCannotWork_stopTheStartWithTheirName(@TempDir Path dir) {
        assertInvalid("mp.jwt.verify.issuer", () -> new IdentitySettings("", pem(RSA), "", "RS256", List.of(), 0));
        assertInvalid("mp.jwt.verify.publickey", () -> new IdentitySettings(ISSUER, "", "", "RS256", List.of(), 0));
        assertInvalid("algorithm", () -> new IdentitySettings(ISSUER, pem(RSA), "", "HS256", List.of(), 0));
        assertInvalid(
                "mp.jwt.verify.publickey.location",
                () -> new IdentityProvider(
                        new IdentitySettings(ISSUER, "", "https://login.example/jwks", "RS256", List.of(), 0)));
        assertInvalid(
                "PEM",
                () -> new IdentityProvider(new IdentitySettings(ISSUER, "nonsense!", "", "RS256", List.of(), 0)));
        assertInvalid(
                Tokens.ISSUER,
                () -> new IdentityProvider(new IdentitySettings(Tokens.ISSUER, pem(RSA), "", "RS256", List.of(), 0)));
    }

    private static void assertInvalid(String names, org.assertj.core.api.ThrowableAssert.ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(InvalidSettingException.class).hasMessageContaining(names);
    }

    private void assertRefused(String token, Refusal.Code code) {
        assertThatThrownBy(() -> core.verifier.verify(token))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private JwtClaims claims(String subject, String... groups) {
        long now = core.clock.instant().getEpochSecond();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(subject);
        claims.setStringClaim("upn", groups[0].equals("omega-viewer") ? subject : subject + "@example");
        claims.setAudience("films");
        claims.setStringListClaim("groups", groups);
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + 3600));
        return claims;
    }

    private static String token(KeyPair pair, JwtClaims claims) {
        return signed(pair.getPrivate(), AlgorithmIdentifiers.RSA_USING_SHA256, claims);
    }

    private static String signed(Key key, String algorithm, JwtClaims claims) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setKey(key);
            jws.setAlgorithmHeaderValue(algorithm);
            jws.setPayload(claims.toJson());
            return jws.getCompactSerialization();
        } catch (org.jose4j.lang.JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----";
    }

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
