package io.exogenesis.omega.core.tls;

import io.exogenesis.omega.core.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes a key as the launcher makes the first one: EC P-256, self-signed, with the JDK's keytool, since the JDK has no other way to sign a certificate. */
final class KeyMaker {
    /** Of the environment, where other users do not see it as they see arguments. */
    private static final String PASSWORD = "OMEGA_NEW_KEY_PASSWORD";

    /** Ten years: the pin is what counts, and that is changed by rotating. */
    private static final String DAYS = "3650";

    private static final int PASSWORD_BYTES = 24;
    private static final long PATIENCE_SECONDS = 60;

    private KeyMaker() {}

    /** Makes a PKCS12 file with a new key, mode 0600, durable before it has its name. */
    static void make(Path file, String password) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            // keytool wants six characters; the store's own password may be shorter
            String transit = Base64.getUrlEncoder().encodeToString(random);
            run(part, transit);
            PrivateFiles.write(file, KeyFiles.pkcs12(part, transit).pkcs12(password));
            Files.delete(part);
        } catch (IOException e) {
            throw new BadKeyException("no key can be made in " + file.getParent() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadKeyException("interrupted while a key was made", e);
        }
    }

    private static void run(Path part, String password) throws IOException, InterruptedException {
        ProcessBuilder keytool = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                KeyMaterial.ALIAS,
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
                DAYS,
                "-storetype",
                "PKCS12",
                "-keystore",
                part.toString(),
                "-storepass:env",
                PASSWORD));
        keytool.environment().put(PASSWORD, password);
        Process running = keytool.redirectErrorStream(true).start();
        running.getOutputStream().close();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || running.exitValue() != 0) {
            running.destroy();
            throw new BadKeyException(
                    "keytool could not make a key: " + said.lines().findFirst().orElse("no output"));
        }
    }
}
