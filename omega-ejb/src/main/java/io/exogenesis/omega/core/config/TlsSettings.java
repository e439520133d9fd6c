package io.exogenesis.omega.core.config;

import java.time.Duration;

/**
 * Where the certificate of HTTPS and QUIC is from, and when it may change. What is given here is checked and then put into {@code
 * omega.keystore}, which both read; what does not pass the check changes nothing.
 *
 * @param certificate {@code omega.tls.certificate}: PEM file with the certificate of HTTPS and QUIC, and behind it those that signed it; empty:
 *     the Core makes its own keys
 * @param key {@code omega.tls.key}: PEM file with the private key of that certificate: PKCS8, not encrypted
 * @param pkcs12 {@code omega.tls.pkcs12}: PKCS12 file with both, in place of the two PEM files
 * @param pkcs12Password {@code omega.tls.pkcs12-password}: the password of that file
 * @param pkcs12PasswordFile {@code omega.tls.pkcs12-password-file}: file with that password, in place of it
 * @param nextCertificate {@code omega.tls.next-certificate}: PEM file with the certificate, or only the public key, that comes after the
 *     given one: viewers are told its pin beforehand; empty: none
 * @param checkInterval {@code omega.tls.check-interval}: how often these files are looked at
 * @param rotateAfter {@code omega.tls.rotate-after}: how long the next key is known to viewers before it may be taken without {@code force}
 */
public record TlsSettings(
        String certificate,
        String key,
        String pkcs12,
        String pkcs12Password,
        String pkcs12PasswordFile,
        String nextCertificate,
        Duration checkInterval,
        Duration rotateAfter) {
    /** Viewers sync several times a day where they are switched on; a week finds those of a holiday, too. */
    public static final TlsSettings DEFAULTS =
            new TlsSettings("", "", "", "", "", "", Duration.ofMinutes(1), Duration.ofDays(7));

    public TlsSettings {
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new InvalidSettingException("omega.tls.certificate and omega.tls.key are given together");
        }
        if (!certificate.isEmpty() && !pkcs12.isEmpty()) {
            throw new InvalidSettingException(
                    "the certificate is in omega.tls.pkcs12, or in omega.tls.certificate and omega.tls.key, not in both");
        }
        if (!pkcs12Password.isEmpty() && !pkcs12PasswordFile.isEmpty()) {
            throw new InvalidSettingException(
                    "the password is in omega.tls.pkcs12-password or in the omega.tls.pkcs12-password-file, not in both");
        }
        if (!nextCertificate.isEmpty() && certificate.isEmpty() && pkcs12.isEmpty()) {
            throw new InvalidSettingException(
                    "omega.tls.next-certificate needs omega.tls.certificate or omega.tls.pkcs12: otherwise the Core makes its next key itself");
        }
        Checks.range("omega.tls.check-interval", checkInterval, Duration.ofSeconds(1), Duration.ofDays(1));
        Checks.range("omega.tls.rotate-after", rotateAfter, Duration.ZERO, Duration.ofDays(365));
    }

    /** Whether the operator brings the certificate. */
    public boolean given() {
        return !certificate.isEmpty() || !pkcs12.isEmpty();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "TlsSettings[certificate=" + certificate + ", key=" + key + ", pkcs12=" + pkcs12 + ", next="
                + nextCertificate + ", " + checkInterval + ", " + rotateAfter + "]";
    }
}
