package io.exogenesis.omega.core.identity;

import io.exogenesis.omega.core.config.IdentitySettings;
import io.exogenesis.omega.core.config.InvalidSettingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * An operator's identity provider: its tokens speak for operators and viewers as the Core's own do. The claim {@code groups} of
 * MicroProfile JWT gives the role: {@value #ADMINS} for operators, {@value #VIEWERS} for a viewer whose id is {@code upn}, or {@code
 * sub}. A token with neither opens nothing. Safe for concurrent use.
 */
final class IdentityProvider {
    /** Group of operators. */
    static final String ADMINS = "omega-admin";
    /** Group of viewers. */
    static final String VIEWERS = "omega-viewer";

    private static final JwtConsumer UNVERIFIED = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    private final IdentitySettings settings;
    private final JwtConsumer consumer;

    /** @throws InvalidSettingException if the key cannot be read */
    IdentityProvider(IdentitySettings settings) {
        if (settings.issuer().equals(Tokens.ISSUER)) {
            throw new InvalidSettingException(
                    "mp.jwt.verify.issuer must not be " + Tokens.ISSUER + ", which is this Core");
        }
        this.settings = settings;
        JwtConsumerBuilder builder = new JwtConsumerBuilder()
                .setVerificationKeyResolver(keys(settings))
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, settings.algorithm())
                .setExpectedIssuer(settings.issuer())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                // Expiry is judged by the caller's clock, not by jose4j's.
                .setEvaluationTime(NumericDate.fromSeconds(1));
        if (settings.audiences().isEmpty()) {
            builder.setSkipDefaultAudienceValidation();
        } else {
            builder.setExpectedAudience(settings.audiences().toArray(String[]::new));
        }
        consumer = builder.build();
    }

    /** Whether the token says that it is of this provider, which nobody has checked yet. */
    boolean claims(String jwt) {
        try {
            return settings.issuer().equals(UNVERIFIED.processToClaims(jwt).getIssuer());
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Checks signature, issuer, audience and form, but not the time.
     *
     * @throws Tokens.InvalidTokenException with one line
     */
    Principal read(String jwt) {
        try {
            JwtClaims claims = consumer.processToClaims(jwt);
            String id = claims.getJwtId();
            return new Principal(
                    subject(claims),
                    roles(claims),
                    Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue() + settings.clockSkew()),
                    id == null ? "" : id,
                    Principal.Issuer.PROVIDER);
        } catch (InvalidJwtException | MalformedClaimException e) {
            throw new Tokens.InvalidTokenException(
                    "the token is not one of the identity provider " + settings.issuer());
        } catch (RuntimeException e) {
            throw new Tokens.InvalidTokenException("the token cannot be read");
        }
    }

    private static String subject(JwtClaims claims) throws MalformedClaimException {
        String upn = claims.getStringClaimValue("upn");
        return upn == null ? claims.getSubject() : upn;
    }

    private static Set<String> roles(JwtClaims claims) throws MalformedClaimException {
        List<String> groups =
                claims.isClaimValueStringList("groups") ? claims.getStringListClaimValue("groups") : List.of();
        Set<String> roles = new HashSet<>();
        if (groups.contains(ADMINS)) {
            roles.add(Principal.ADMIN);
        } else if (groups.contains(VIEWERS)) {
            roles.add(Principal.VIEWER);
        }
        return roles;
    }

    private static VerificationKeyResolver keys(IdentitySettings settings) {
        String text = settings.key().isEmpty() ? file(settings.keyLocation()) : settings.key();
        try {
            if (!text.strip().startsWith("{")) {
                Key key = pem(text, settings.algorithm());
                return (jws, nesting) -> key;
            }
            List<JsonWebKey> keys = text.contains("\"keys\"")
                    ? new JsonWebKeySet(text).getJsonWebKeys()
                    : List.of(JsonWebKey.Factory.newJwk(text));
            return new JwksVerificationKeyResolver(keys);
        } catch (JoseException | GeneralSecurityException | IllegalArgumentException e) {
            throw new InvalidSettingException("the identity provider's key is no PEM, JWK or JWKS for "
                    + settings.algorithm() + ": " + e.getMessage());
        }
    }

    private static Key pem(String text, String algorithm) throws GeneralSecurityException {
        String base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        byte[] bytes = Base64.getDecoder().decode(base64);
        return KeyFactory.getInstance(algorithm.startsWith("RS") ? "RSA" : "EC")
                .generatePublic(new X509EncodedKeySpec(bytes));
    }

    /** A path or a file: address. An address of a network would be asked by the Core, where only its operator should ask. */
    private static String file(String location) {
        try {
            Path path = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
            return Files.readString(path);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "mp.jwt.verify.publickey.location names no file that can be read: " + location);
        }
    }
}
