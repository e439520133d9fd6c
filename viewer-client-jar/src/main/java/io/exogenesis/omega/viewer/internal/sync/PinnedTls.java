package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.quic.KeyTrust;
import io.exogenesis.omega.quic.Pin;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * TLS that trusts one key and nothing else: the pin is the identity, as with QUIC, so neither authorities nor host names
 * matter.
 */
final class PinnedTls {
    private PinnedTls() {}

    static SSLContext context(Pin pin) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {trust(pin)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS 1.3", e);
        }
    }

    private static KeyTrust trust(Pin pin) {
        return new KeyTrust(actual -> {
            if (!actual.equals(pin)) {
                throw new WrongKeyException(pin, actual);
            }
        });
    }

    /** The peer has another key. */
    static final class WrongKeyException extends CertificateException {
        private static final long serialVersionUID = 1L;

        WrongKeyException(Pin expected, Pin actual) {
            super("the peer has the key " + actual + ", pinned is " + expected);
        }
    }
}
