package io.exogenesis.omega.lab.net;

import io.exogenesis.omega.ops.core.CoreDirectory;
import io.exogenesis.omega.ops.core.KeyStoreMaker;
import io.exogenesis.omega.quic.Pin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

/** The key of all servers of a run, made as a Core makes its own. */
record ServerIdentity(Path store, String password, Pin pin, Path workDirectory) {

    /** @param directory gets the key; it goes with the run */
    static ServerIdentity make(Path directory) {
        CoreDirectory core = new CoreDirectory(directory);
        String password = KeyStoreMaker.ensure(core);
        try {
            KeyStore store = load(core.keyStore(), password);
            X509Certificate certificate =
                    (X509Certificate) store.getCertificate(store.aliases().nextElement());
            return new ServerIdentity(
                    core.keyStore(), password, Pin.of(certificate), Files.createDirectories(directory.resolve("work")));
        } catch (IOException | GeneralSecurityException e) {
            throw new NetException("the servers' key cannot be read: " + e.getMessage(), e);
        }
    }

    private static KeyStore load(Path store, String password) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.toFile(), password.toCharArray());
    }

    KeyStore load() throws IOException, GeneralSecurityException {
        return load(store, password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ServerIdentity[" + store + "]";
    }
}
