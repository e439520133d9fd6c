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
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** What the Core tells a viewer about itself: its endpoints and the pin of its certificate. */
@Singleton
public class ServerIdentity {
    private final ServerSettings settings;
    private volatile String pin = "";

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
                    pin = Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-256")
                                    .digest(certificate.getPublicKey().getEncoded()));
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
        return pin;
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
