package io.exogenesis.omega.ops.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * Makes the Core's own key at its first start: EC P-256, self-signed, PKCS12, behind a random password in a file of mode 0600.
 * HTTPS and QUIC use the same key, so that one pin serves both. An existing key is never replaced.
 */
public final class KeyStoreMaker {
    private static final int PASSWORD_BYTES = 24;

    private KeyStoreMaker() {}

    /** Makes what is missing; answers the password. */
    public static String ensure(CoreDirectory data) {
        Path store = data.keyStore();
        Path password = data.keyStorePassword();
        try {
            Private.directory(data.keys());
            if (!Files.exists(password)) {
                if (Files.exists(store)) {
                    String known = System.getenv("OMEGA_KEYSTORE_PASSWORD"); // of a server of the operator's own
                    if (known != null) {
                        return known;
                    }
                    throw CoreProblem.failed(
                            password + " is missing, so " + store + " cannot be opened: restore it from a backup");
                }
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                Private.file(password, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            if (!Files.exists(store)) {
                make(store, password);
            }
            return Files.readString(password, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw CoreProblem.failed("the Core's key cannot be made in " + data.keys() + ": " + e.getMessage());
        }
    }

    private static void make(Path store, Path password) throws IOException {
        // Made beside and renamed: a start that is interrupted leaves no half key.
        Path fresh = store.resolveSibling("omega.p12.new");
        Files.deleteIfExists(fresh);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "omega",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-sigalg",
                        "SHA256withECDSA",
                        "-dname",
                        "CN=Omega Core",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        fresh.toString(),
                        "-storepass:file",
                        password.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getOutputStream().close();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw CoreProblem.failed("keytool could not make the Core's key: "
                        + said.lines().findFirst().orElse("no output"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
        Private.only(fresh);
        Files.move(fresh, store, StandardCopyOption.ATOMIC_MOVE);
    }
}
