package io.exogenesis.omega.viewer.sync;

import io.exogenesis.omega.quic.Pin;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS that trusts one key and nothing else: the pin is the identity, as with QUIC, so neither authorities nor host names
 * matter.
 */
final class PinnedTls {
    private PinnedTls() {}

    static SSLContext context(Pin pin) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {new OneKey(pin)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS 1.3", e);
        }
    }

    /** The peer has another key. */
    static final class WrongKeyException extends CertificateException {
        private static final long serialVersionUID = 1L;

        WrongKeyException(Pin expected, Pin actual) {
            super("the peer has the key " + actual + ", pinned is " + expected);
        }
    }

    /** An extended manager is asked instead of the default checks of names and authorities, and only for the key. */
    private static final class OneKey extends X509ExtendedTrustManager {
        private final Pin pin;

        OneKey(Pin pin) {
            this.pin = pin;
        }

        private void check(X509Certificate @Nullable [] chain) throws CertificateException {
            if (chain == null || chain.length == 0) {
                throw new CertificateException("the peer showed no certificate");
            }
            Pin actual = Pin.of(chain[0]);
            if (!actual.equals(pin)) {
                throw new WrongKeyException(pin, actual);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("clients are not checked here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            throw new CertificateException("clients are not checked here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("clients are not checked here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
