package io.exogenesis.omega.core.config;

import java.util.List;
import java.util.Set;

/**
 * Whose tokens count beside the Core's own: those of an operator's identity provider. The keys are those of MicroProfile JWT.
 *
 * @param issuer {@code mp.jwt.verify.issuer}: the claim {@code iss} of its tokens; empty for no provider. Groups {@code omega-admin} and
 *     {@code omega-viewer} give the role; a viewer's id is {@code upn}, or {@code sub}
 * @param key {@code mp.jwt.verify.publickey}: its key as PEM, JWK or JWKS; or empty
 * @param keyLocation {@code mp.jwt.verify.publickey.location}: a file with the same; or empty. Nothing is fetched from elsewhere
 * @param algorithm {@code mp.jwt.verify.publickey.algorithm}: RS256 to RS512, ES256 to ES512
 * @param audiences {@code mp.jwt.verify.audiences}: one of them must be in {@code aud}; empty: any
 * @param clockSkew {@code mp.jwt.verify.clock.skew}: seconds by which the provider's clock may be wrong
 */
public record IdentitySettings(
        String issuer, String key, String keyLocation, String algorithm, List<String> audiences, int clockSkew) {
    /** Signatures whose keys are public: a shared secret would let whoever verifies sign, too. */
    private static final Set<String> ALGORITHMS = Set.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512");
    /** More is no wrong clock but a longer life. */
    private static final int MAX_SKEW = 300;

    /** No provider. */
    public static final IdentitySettings DEFAULTS = new IdentitySettings("", "", "", "RS256", List.of(), 0);

    public IdentitySettings {
        audiences = List.copyOf(audiences);
        if (!ALGORITHMS.contains(algorithm)) {
            throw new InvalidSettingException(
                    "mp.jwt.verify.publickey.algorithm must be one of RS256, RS384, RS512, ES256, "
                            + "ES384 and ES512, not " + algorithm);
        }
        Checks.range("mp.jwt.verify.clock.skew", clockSkew, 0, MAX_SKEW);
        boolean named = !issuer.isEmpty();
        boolean keyed = !key.isEmpty() || !keyLocation.isEmpty();
        if (named != keyed) {
            throw new InvalidSettingException(
                    named
                            ? "mp.jwt.verify.issuer needs mp.jwt.verify.publickey or mp.jwt.verify.publickey.location"
                            : "a public key of an identity provider needs mp.jwt.verify.issuer");
        }
        if (!key.isEmpty() && !keyLocation.isEmpty()) {
            throw new InvalidSettingException(
                    "set mp.jwt.verify.publickey or mp.jwt.verify.publickey.location, not both");
        }
    }

    /** Whether there is a provider. */
    public boolean present() {
        return !issuer.isEmpty();
    }
}
