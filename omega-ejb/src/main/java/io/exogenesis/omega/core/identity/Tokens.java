package io.exogenesis.omega.core.identity;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.model.ViewerId;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Makes and reads tokens: JWT, ES256, claims {@code iss}={@value #ISSUER}, {@code sub} and {@code upn} (viewer id),
 * {@code groups}, {@code iat}, {@code exp}, {@code jti}; the form that MicroProfile JWT expects.
 *
 * <p>ES256, because signing with RS256 manages only some hundred tokens a second on a core.
 */
public final class Tokens {
    public static final String ISSUER = "omega-core";
    private static final AlgorithmConstraints ONLY_ES256 = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private final PrivateKey signingKey;
    private final JwtConsumer consumer;
    /** Of the newest admin's token of this process. */
    private volatile String adminTokenId = "";

    public Tokens(PrivateKey signingKey, PublicKey verificationKey) {
        this.signingKey = signingKey;
        // Expiry is judged by the caller's clock, not by jose4j's.
        this.consumer = new JwtConsumerBuilder()
                .setVerificationKey(verificationKey)
                .setJwsAlgorithmConstraints(ONLY_ES256)
                .setExpectedIssuer(ISSUER)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireJwtId()
                .setEvaluationTime(NumericDate.fromSeconds(1))
                .build();
    }

    public String forViewer(ViewerId viewer, Instant now, Duration lifetime) {
        return sign(viewer.value(), List.of(Principal.VIEWER), UUID.randomUUID().toString(), now, lifetime);
    }

    /** From now on the only one that {@link #isCurrentAdmin}. */
    public String forAdmin(Instant now, Duration lifetime) {
        String id = UUID.randomUUID().toString();
        String token = sign("admin", List.of(Principal.ADMIN), id, now, lifetime);
        adminTokenId = id;
        return token;
    }

    /** For a program that acts for an operator, with what it may do. */
    String forProgram(String id, Set<Scope> scopes, Instant now, Duration lifetime) {
        return sign("token:" + id, scopes.stream().map(Scope::text).toList(), id, now, lifetime);
    }

    /** Whether this is the newest admin's token of this process; those of earlier starts are worth nothing. */
    boolean isCurrentAdmin(Principal principal) {
        return principal.tokenId().equals(adminTokenId);
    }

    private String sign(String subject, List<String> groups, String id, Instant now, Duration lifetime) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(subject);
        claims.setStringClaim("upn", subject);
        claims.setStringListClaim("groups", groups);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(lifetime).getEpochSecond()));
        claims.setJwtId(id);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKey(signingKey);
        jws.setHeader("typ", "JWT");
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new CoreException("a token could not be signed: " + e.getMessage(), e);
        }
    }

    /**
     * Checks signature, issuer and form, but not the time.
     *
     * @throws InvalidTokenException with one line
     */
    Principal read(String jwt) {
        try {
            JwtClaims claims = consumer.processToClaims(jwt);
            return new Principal(
                    claims.getSubject(),
                    Set.copyOf(claims.getStringListClaimValue("groups")),
                    Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()),
                    claims.getJwtId(),
                    Principal.Issuer.CORE);
        } catch (InvalidJwtException | MalformedClaimException e) {
            throw new InvalidTokenException("the token is not one of this Core");
        } catch (RuntimeException e) {
            // jose4j lets some of the JDK's parsing errors through; the token is foreign input all the same.
            throw new InvalidTokenException("the token cannot be read");
        }
    }

    /** A token that proves nothing. */
    static final class InvalidTokenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidTokenException(String oneLine) {
            super(oneLine, null, false, false);
        }
    }
}
