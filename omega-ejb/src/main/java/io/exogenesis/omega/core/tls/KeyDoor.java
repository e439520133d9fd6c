package io.exogenesis.omega.core.tls;

import java.nio.file.Path;

/** Something that shows the Core's certificate to callers. */
public interface KeyDoor {
    /**
     * Takes the key in this store for handshakes that begin from now on; connections that are open go on.
     *
     * @param keyStore PKCS12 with one key, which was checked
     * @throws RuntimeException if it cannot; then it goes on with the former one
     */
    void useKey(Path keyStore, String password);
}
