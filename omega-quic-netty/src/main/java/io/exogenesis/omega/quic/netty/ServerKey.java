package io.exogenesis.omega.quic.netty;

import io.exogenesis.omega.quic.QuicException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;

/** The key that a listener proves itself with, and its chain. It never lies in a file of ours. */
record ServerKey(PrivateKey key, X509Certificate[] chain) {

    /** The first key entry of a PKCS12 file. */
    static ServerKey read(Path file, String password) {
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                    return new ServerKey(key, chain(store.getCertificateChain(alias)));
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new QuicException(
                    QuicException.Kind.SETUP, "the key store " + file + " cannot be opened: " + e.getMessage(), e);
        }
        throw new QuicException(QuicException.Kind.SETUP, "no key in the key store " + file);
    }

    private static X509Certificate[] chain(Certificate[] chain) {
        return Arrays.copyOf(chain, chain.length, X509Certificate[].class);
    }
}
