package io.exogenesis.omega.core.tls;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.identity.ServerIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A private key and its certificate.
 *
 * @param from what they were read from, for people
 * @param chain the key's certificate first
 */
public record KeyMaterial(String from, PrivateKey key, List<X509Certificate> chain) {
    /** The name of the entry in a key store; the launcher gives the same. */
    static final String ALIAS = "omega";

    /** Below it a key of RSA can be computed from its public half by those with much money. */
    private static final int LEAST_RSA_BITS = 2048;

    private static final int CHALLENGE_BYTES = 32;

    /** A certificate is valid from the moment that its maker's clock showed; the Core's may be behind it. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    public KeyMaterial {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new BadKeyException(from + " has no certificate");
        }
    }

    /** Of the key. */
    public X509Certificate leaf() {
        return chain.getFirst();
    }

    public String pin() {
        return ServerIdentity.pin(leaf().getPublicKey());
    }

    /** @throws BadKeyException if callers could not, or should not, be shown it at this time */
    KeyMaterial checked(Instant now) {
        checkKind(leaf().getPublicKey());
        Instant from = leaf().getNotBefore().toInstant();
        Instant until = leaf().getNotAfter().toInstant();
        if (now.isAfter(until)) {
            throw new BadKeyException("the certificate in " + this.from + " has expired on " + until);
        }
        if (now.plus(CLOCKS_DIFFER).isBefore(from)) {
            throw new BadKeyException("the certificate in " + this.from + " is not valid before " + from);
        }
        if (!belongsTogether()) {
            throw new BadKeyException("the private key does not belong to the certificate in " + this.from);
        }
        return this;
    }

    private void checkKind(PublicKey shown) {
        boolean good = switch (shown) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
            case ECPublicKey ec ->
                List.of(order("secp256r1"), order("secp384r1"))
                        .contains(ec.getParams().getOrder());
            default -> false;
        };
        if (!good) {
            String bits = shown instanceof RSAPublicKey rsa
                    ? " of " + rsa.getModulus().bitLength() + " bits"
                    : "";
            throw new BadKeyException("the key in " + from + " is " + shown.getAlgorithm() + bits
                    + ", not EC P-256 or P-384, nor RSA of " + LEAST_RSA_BITS + " bits or more");
        }
    }

    private static BigInteger order(String curve) {
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(curve));
            return named.getParameterSpec(ECParameterSpec.class).getOrder();
        } catch (GeneralSecurityException e) {
            throw new CoreException("every JDK has the curve " + curve, e);
        }
    }

    /** What the one signs the other must accept. */
    private boolean belongsTogether() {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        new SecureRandom().nextBytes(challenge);
        try {
            Signature signature = Signature.getInstance(
                    leaf().getPublicKey() instanceof RSAPublicKey ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(key);
            signature.update(challenge);
            byte[] signed = signature.sign();
            signature.initVerify(leaf().getPublicKey());
            signature.update(challenge);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // of another kind
        }
    }

    /** As a key store with one entry. */
    byte[] pkcs12(String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, password.toCharArray(), chain.toArray(X509Certificate[]::new));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password.toCharArray());
            return out.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw new BadKeyException("the key of " + from + " cannot be kept as PKCS12: " + e.getMessage(), e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyMaterial[" + from + ", " + leaf().getSubjectX500Principal() + "]";
    }
}
