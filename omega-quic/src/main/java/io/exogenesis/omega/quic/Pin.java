package io.exogenesis.omega.quic;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * The identity of a peer: SHA-256 of its certificate's SubjectPublicKeyInfo (RFC 7469 §2.4). It outlives a certificate,
 * needs no authority and no host name.
 *
 * @param sha256Base64 standard base64 of the 32 bytes, padding included
 */
public record Pin(String sha256Base64) {

    private static final int SHA256_BYTES = 32;

    /** @throws IllegalArgumentException if this is not the base64 of 32 bytes */
    public Pin {
        byte[] hash;
        try {
            hash = Base64.getDecoder().decode(sha256Base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pin is not base64: '" + sha256Base64 + "'", e);
        }
        if (hash.length != SHA256_BYTES) {
            throw new IllegalArgumentException("pin is not a SHA-256: '" + sha256Base64 + "'");
        }
    }

    /** The pin of a certificate's key. */
    public static Pin of(X509Certificate certificate) {
        try {
            // getEncoded() of an X.509 public key is the SubjectPublicKeyInfo itself
            byte[] spki = certificate.getPublicKey().getEncoded();
            return new Pin(Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(spki)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return sha256Base64;
    }
}
