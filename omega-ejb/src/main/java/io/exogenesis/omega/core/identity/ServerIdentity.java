package io.exogenesis.omega.core.identity;

import io.exogenesis.omega.core.CoreException;
import io.exogenesis.omega.core.config.CoreSettings;
import io.exogenesis.omega.core.config.ServerSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** What the Core tells a viewer about itself: its endpoints and the pin of its certificate. */
@Singleton
public class ServerIdentity {
    private final ServerSettings settings;
    private volatile CorePins pins = CorePins.NONE;

    @Inject
    public ServerIdentity(CoreSettings settings) {
        this.settings = settings.server();
    }

    /** Reads the certificate; without a key store there is no pin. */
    public void open() {
        if (!Files.exists(settings.keystore())) {
            System.getLogger(getClass().getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "no key store at {0}: viewers get no pin (omega.keystore)",
                            settings.keystore());
            return;
        }
        char[] password = settings.keystorePassword().toCharArray();
        try (InputStream in = Files.newInputStream(settings.keystore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                Certificate certificate = store.getCertificate(alias);
                if (store.isKeyEntry(alias) && certificate != null) {
                    pins = new CorePins(List.of(pin(certificate.getPublicKey())), List.of());
                    return;
                }
            }
            throw new CoreException("the key store " + settings.keystore() + " has no key");
        } catch (IOException | GeneralSecurityException e) {
            throw new CoreException("the key store " + settings.keystore() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** SHA-256 of the certificate's SubjectPublicKeyInfo, base64; empty without a key store. */
    public String pin() {
        return pins.current();
    }

    /** Of the key in use and of those that may follow it. */
    public CorePins pins() {
        return pins;
    }

    /** From now on viewers are told these. */
    public void publish(CorePins now) {
        pins = now;
    }

    /** SHA-256 of the SubjectPublicKeyInfo, base64. */
    public static String pin(PublicKey key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new CoreException("every JDK has SHA-256", e);
        }
    }

    /** In the order in which a viewer should try them. */
    public List<String> endpoints() {
        return List.of(quic(), https());
    }

    public String quic() {
        return "quic://" + settings.publicHost() + ":" + settings.quicPort();
    }

    public String https() {
        return "https://" + settings.publicHost() + ":" + settings.httpsPort();
    }

    /** Loopback only. */
    public String http() {
        return "http://127.0.0.1:" + settings.httpPort();
    }
}
