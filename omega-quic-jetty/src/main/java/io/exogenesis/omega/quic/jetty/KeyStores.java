package io.exogenesis.omega.quic.jetty;

import io.exogenesis.omega.quic.QuicException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Opens the key store of a listener. */
final class KeyStores {

    private KeyStores() {}

    /** TLS settings with the store's first key entry. */
    static SslContextFactory.Server server(Path file, String password) {
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
            String alias = null;
            for (String candidate : Collections.list(store.aliases())) {
                if (alias == null && store.isKeyEntry(candidate)) {
                    alias = candidate;
                }
            }
            if (alias == null) {
                throw new QuicException(QuicException.Kind.SETUP, "no key in the key store " + file);
            }
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setKeyStore(store);
            tls.setKeyStorePassword(password);
            tls.setKeyManagerPassword(password);
            tls.setCertAlias(alias);
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw new QuicException(
                    QuicException.Kind.SETUP, "the key store " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }
}
