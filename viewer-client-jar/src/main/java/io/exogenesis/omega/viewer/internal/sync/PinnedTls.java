package io.exogenesis.omega.viewer.internal.sync;

import io.exogenesis.omega.model.InvalidValueException;
import io.exogenesis.omega.quic.KeyTrust;
import io.exogenesis.omega.quic.Pin;
import io.exogenesis.omega.quic.Pins;
import io.exogenesis.omega.wire.Refusals;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * TLS 1.3 that trusts the pinned keys and nothing else: the pin is the identity, as with QUIC, so neither authorities nor host names
 * matter.
 */
public final class PinnedTls {
    private static final String VERSION = "TLSv1.3";

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

    /**
     * The pins that a host or an owner gave, in any order.
     *
     * @throws InvalidValueException if one is not the Base64 of a SHA-256, or there is none, or there are too many
     */
    public static Pins pins(List<String> texts) {
        Set<Pin> keys = texts.stream().map(PinnedTls::pin).collect(Collectors.toUnmodifiableSet());
        try {
            return new Pins(keys);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("a Core has 1 to " + Pins.MOST
                    + " pins, the current one and those that may follow, not " + keys.size());
        }
    }

    /** A context for TLS 1.3 offers TLS 1.2 as well, unless the client says which it wants. */
    static SSLParameters parameters() {
        return new SSLParameters(null, new String[] {VERSION});
    }

    static SSLContext context(Pins pins) {
        try {
            SSLContext context = SSLContext.getInstance(VERSION);
            context.init(null, new TrustManager[] {trust(pins)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS 1.3", e);
        }
    }

    private static KeyTrust trust(Pins pins) {
        return new KeyTrust(actual -> {
            if (!pins.accept(actual)) {
                throw new WrongKeyException(pins, actual);
            }
        });
    }

    /** The peer has another key. */
    static final class WrongKeyException extends CertificateException {
        private static final long serialVersionUID = 1L;

        WrongKeyException(Pins expected, Pin actual) {
            super("the peer has the key " + actual + ", pinned is " + expected);
        }
    }
}
