package io.exogenesis.omega.core.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys and certificates in all the forms that operators have; of the JDK's keytool. */
final class TestKeys {
    static final String PASSWORD = "only-for-this-test";

    private TestKeys() {}

    /** A PKCS12 file with a key of this kind, such as {@code -keyalg EC -groupname secp256r1}. */
    static Path pkcs12(Path file, String... kind) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "anything",
                "-dname",
                "CN=" + file.getFileName(),
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(kind));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Path ec(Path file) {
        return pkcs12(file, "-keyalg", "EC", "-groupname", "secp256r1");
    }

    static String pin(Path pkcs12) {
        return KeyFiles.pkcs12(pkcs12, PASSWORD).pin();
    }

    /** Its certificates, in PEM. */
    static Path certificate(Path pkcs12, Path file) throws IOException {
        StringBuilder text = new StringBuilder("# a remark before it\n");
        KeyFiles.pkcs12(pkcs12, PASSWORD).chain().forEach(certificate -> {
            try {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException(e);
            }
        });
        return Files.writeString(file, text);
    }

    /** Its private key, in PEM. */
    static Path key(Path pkcs12, Path file) throws IOException {
        return key(pkcs12, file, "PRIVATE KEY");
    }

    /** Its private key under the name of another form. */
    static Path key(Path pkcs12, Path file, String type) throws IOException {
        return Files.writeString(
                file, block(type, KeyFiles.pkcs12(pkcs12, PASSWORD).key().getEncoded()));
    }

    static String block(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
