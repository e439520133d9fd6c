package io.exogenesis.omega.quic;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** Trusts the one key with this pin, whatever its certificate says: what a viewer of another library has to do. */
final class PinnedTrust implements X509TrustManager {

    private final Pin pin;

    PinnedTrust(Pin pin) {
        this.pin = pin;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (!Pin.of(chain[0]).equals(pin)) {
            throw new CertificateException("another key");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a server only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
