package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.quic.KeyTrust;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.wire.Refusals;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * TLS that trusts one key and nothing else: the pin is the identity, as with QUIC, so neither authorities nor host names
 * matter.
 */
public final class PinnedTls {
    private PinnedTls() {}

    /**
     * A pin that a host or an owner gave.
     *
     * @throws InvalidValueException if it is not the Base64 of a SHA-256
     */
    public static Pin pin(String text) {
        try {
            return new Pin(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(
                    "a Core's pin is the SHA-256 of its key in Base64, 44 characters; this is none: "
                            + Refusals.oneLine(text));
        }
    }

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
