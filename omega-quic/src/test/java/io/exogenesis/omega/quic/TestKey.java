package io.exogenesis.omega.quic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A self-signed EC P-256 key in a PKCS12 file, made by the JDK's keytool as the launcher makes it. */
public record TestKey(Path file, String password, Pin pin) {

    private static final String FILE = "omega.p12";
    private static final String PASSWORD = "only-for-this-test";

    /** keytool takes a second or more: one key serves all tests of a JVM. */
    private static byte @Nullable [] made;

    private static byte @Nullable [] second;

    public static synchronized TestKey create(Path directory) {
        try {
            if (made == null) {
                made = Files.readAllBytes(another(directory).file());
            }
            return read(Files.write(directory.resolve(FILE), made));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second key, the same in all tests of a JVM. */
    public static synchronized TestKey next(Path directory) {
        try {
            if (second == null) {
                second = Files.readAllBytes(another(directory).file());
            }
            return read(Files.write(directory.resolve(FILE), second));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key that no other test has. */
    public static TestKey another(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            runKeytool(file);
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static TestKey read(Path file) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            return new TestKey(file, PASSWORD, Pin.of((X509Certificate) store.getCertificate("omega")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void runKeytool(Path file) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "omega",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=omega-test",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0 || !Files.exists(file)) {
            throw new IllegalStateException("keytool: " + said);
        }
    }
}
